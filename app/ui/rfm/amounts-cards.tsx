import { BlockStack, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { RfmScreen } from '../../presenters/rfm-screen.ts';
import type { AmountGroup } from '../../presenters/rfm-sums.ts';
import { ChartCard } from '../charts/chart-card.tsx';
import { StackedBars } from '../charts/stacked-bars.tsx';
import { customersUrl } from '../customers-url.ts';
import type { Sheet } from '../export-button.tsx';
import type { Format } from '../format.ts';
import { Table } from '../index-table.tsx';
import { CustomersLink, ratio } from './class-table.tsx';
import { useClassWords } from './words.ts';

interface Props {
  screen: RfmScreen;
  format: Format;
}

/** Ten tenths of the customers and what each makes of the sales. */
export function DecileCard({ screen, format }: Props) {
  const { t } = useTranslation();
  const [first] = screen.deciles;
  return (
    <AmountsCard
      {...{ screen, format }}
      model="decile"
      groups={screen.deciles}
      label={(group) => t('rfmPage.decile.groupName', { number: group })}
      help={t('rfmPage.decile.help')}
      lead={
        first?.share == null
          ? null
          : t('rfmPage.decile.top', { share: format.percent(first.share) })
      }
    />
  );
}

/** The customers who make most of the sales, and the many who make the rest. */
export function AbcCard({ screen, format }: Props) {
  const { t } = useTranslation();
  const words = useClassWords('abc', screen);
  const [first] = screen.abc;
  const share = first ? ratio(first.customers, screen.total.customers) : null;
  const { a, b } = screen.abcShares;
  return (
    <AmountsCard
      {...{ screen, format }}
      model="abc"
      groups={screen.abc}
      label={words.label}
      help={t('rfmPage.abc.help', { a: format.roundPercent(a), b: format.roundPercent(b) })}
      lead={
        first?.share == null || share === null
          ? null
          : t('rfmPage.abc.top', {
              customers: format.number(first.customers),
              share: format.percent(share),
              amountShare: format.percent(first.share),
            })
      }
    />
  );
}

interface AmountsProps extends Props {
  model: 'decile' | 'abc';
  groups: readonly AmountGroup[];
  label: (group: string) => string;
  help: string;
  lead: string | null;
}

function AmountsCard({ screen, format, model, groups, label, help, lead }: AmountsProps) {
  const { t } = useTranslation();
  const percent = (share: number | null) =>
    share === null ? t('rfmPage.none') : format.percent(share);
  const bars = groups.map(({ group, share, cumulativeShare }) => ({
    key: group,
    label: label(group),
    value: t('rfmPage.decile.bar', { share: percent(share), cumulative: percent(cumulativeShare) }),
    parts: [{ key: group, value: share ?? 0, color: '--p-color-bg-fill-emphasis' }],
  }));
  const values = bars.map(({ label: name, value }) => `${name} ${value}`).join(', ');
  return (
    <ChartCard
      title={t(`rfmPage.${model}.title`)}
      help={help}
      table={<AmountsTable {...{ screen, format, model, groups, label }} />}
      sheet={useSheet(screen, model, groups, label)}
    >
      <BlockStack gap="300">
        {lead !== null && <Text as="p">{lead}</Text>}
        <StackedBars name={t(`rfmPage.${model}.name`, { values })} rows={bars} />
      </BlockStack>
    </ChartCard>
  );
}

function AmountsTable({
  screen,
  format,
  model,
  groups,
  label,
}: Omit<AmountsProps, 'help' | 'lead'>) {
  const { t } = useTranslation();
  const written = (value: number | null, how: (value: number) => string) =>
    value === null ? t('rfmPage.none') : how(value);
  const [name, ...columns] = useColumns(model);
  return (
    <Table
      name={{ singular: name.title, plural: name.title }}
      columns={[name, ...columns]}
      rows={groups.map(({ group, customers, amount, share, cumulativeShare, perHead }) => ({
        id: group,
        cells: [
          label(group),
          <CustomersLink
            key="customers"
            state={label(group)}
            customers={format.number(customers)}
            url={customersUrl({ states: [{ model, states: [group] }] })}
          />,
          written(ratio(customers, screen.total.customers), format.percent),
          format.money(amount),
          written(share, format.percent),
          written(cumulativeShare, format.percent),
          written(perHead, format.money),
        ],
      }))}
    />
  );
}

function useColumns(model: AmountsProps['model']) {
  const { t } = useTranslation();
  const column = (key: 'customers' | 'share' | 'amount' | 'amountShare' | 'mean') => ({
    title: t(`rfmPage.column.${key}`),
    help: t(`rfmPage.column.${key}Help`),
    numeric: true,
  });
  return [
    { title: t(`rfmPage.${model}.group`) },
    column('customers'),
    column('share'),
    column('amount'),
    column('amountShare'),
    {
      title: t('rfmPage.decile.cumulative'),
      help: t('rfmPage.decile.cumulativeHelp'),
      numeric: true,
    },
    column('mean'),
  ] as const;
}

function useSheet(
  screen: RfmScreen,
  model: AmountsProps['model'],
  groups: readonly AmountGroup[],
  label: (group: string) => string,
): Sheet {
  const { t } = useTranslation();
  return {
    name: t(`rfmPage.${model}.file`),
    header: useColumns(model).map(({ title }) => title),
    rows: groups.map(({ group, customers, amount, share, cumulativeShare, perHead }) => [
      label(group),
      customers,
      ratio(customers, screen.total.customers),
      amount,
      share,
      cumulativeShare,
      perHead,
    ]),
  };
}
