import { Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { RfmScreen, ShopifyGroups } from '../../presenters/rfm-screen.ts';
import { customersUrl } from '../customers-url.ts';
import { ExportButton } from '../export-button.tsx';
import type { Format } from '../format.ts';
import { Table } from '../index-table.tsx';
import { SectionCard } from '../section-card.tsx';
import { CustomersLink } from './class-table.tsx';
import { CrossCount } from './cross-count.tsx';
import { useClassWords } from './words.ts';

interface Props {
  screen: RfmScreen;
  format: Format;
}

/** Our segments beside the groups that Shopify makes itself. */
export function ShopifyCard({ screen, format }: Props) {
  const { t } = useTranslation();
  const title = t('rfmPage.shopify.title');
  if (!screen.shopify) {
    return (
      <SectionCard title={title}>
        <Text as="p">{t('rfmPage.shopify.missing')}</Text>
      </SectionCard>
    );
  }
  return <Groups screen={screen} groups={screen.shopify} format={format} />;
}

function Groups({ screen, groups, format }: Props & { groups: ShopifyGroups }) {
  const { t } = useTranslation();
  const words = useClassWords('rfm', screen);
  const groupName = useGroupName();
  const first = t('rfmPage.shopify.ours');
  const total = { title: t('rfmPage.column.customers'), help: t('rfmPage.column.customersHelp') };
  const names = groups.columns.map(groupName);
  return (
    <SectionCard
      title={t('rfmPage.shopify.title')}
      help={t('rfmPage.shopify.help')}
      actions={
        <ExportButton
          sheet={{
            name: t('rfmPage.shopify.file'),
            header: [first, total.title, ...names],
            rows: groups.rows.map(({ state, customers, cells }) => [
              words.label(state),
              customers,
              ...cells,
            ]),
          }}
        />
      }
      table={
        <Table
          name={{ singular: first, plural: first }}
          columns={[
            { title: first },
            { ...total, numeric: true },
            ...names.map((title) => ({ title, numeric: true })),
          ]}
          rows={groups.rows.map(({ state, customers, cells }) => ({
            id: state,
            cells: [
              words.label(state),
              <CustomersLink
                key="customers"
                state={words.label(state)}
                customers={format.number(customers)}
                url={customersUrl({ states: [{ model: 'rfm', states: [state] }] })}
              />,
              ...cells.map((count, column) => (
                <CrossCount
                  key={groups.columns[column]}
                  count={count}
                  strong={count > 0}
                  format={format}
                />
              )),
            ],
          }))}
        />
      }
    >
      <Text as="p">{t('rfmPage.shopify.differs')}</Text>
      <ReadAt readAt={groups.readAt} format={format} />
    </SectionCard>
  );
}

function ReadAt({ readAt, format }: { readAt: number | null; format: Format }) {
  const { t } = useTranslation();
  if (readAt === null) return null;
  return (
    <Text as="p" tone="subdued">
      {t('rfmPage.shopify.readAt', { moment: format.moment(readAt) })}
    </Text>
  );
}

type GroupPath = 'rfmPage.shopify.groups.champions';

/** One that is new at Shopify is called as Shopify calls it. */
function useGroupName(): (group: string) => string {
  const { t } = useTranslation();
  return (group) =>
    group === 'none'
      ? t('rfmPage.shopify.none')
      : t(`rfmPage.shopify.groups.${group}` as GroupPath, { defaultValue: group });
}
