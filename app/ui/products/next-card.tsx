import { Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { ProductsShown, ShownFirst } from '../../presenters/products-screen.ts';
import { ExportButton, type Sheet } from '../export-button.tsx';
import type { Format } from '../format.ts';
import { Table, type Column } from '../index-table.tsx';
import { SectionCard } from '../section-card.tsx';
import { Behind, Title, useWritten } from './links.tsx';

interface Props {
  next: ProductsShown['next'];
  format: Format;
}

const COLUMNS = ['began', 'again', 'share', 'days', 'value'] as const;
/** Fewer customers say little of what a first product is worth. */
const ENOUGH = 10;

/** What the customers who began with a product bought next, and what they are worth. */
export function NextCard({ next, format }: Props) {
  const { t } = useTranslation();
  const written = useWritten();
  const best = next
    .filter(({ customers }) => customers.count >= ENOUGH)
    .toSorted((a, b) => (b.value ?? 0) - (a.value ?? 0))[0];
  return (
    <SectionCard
      title={t('reportProducts.next.title')}
      help={t('reportProducts.next.help')}
      actions={<ExportButton sheet={useSheet(next, format)} />}
      table={next.length > 0 && <NextTable {...{ next, format }} />}
    >
      {next.length === 0 && <Text as="p">{t('reportProducts.next.nobody')}</Text>}
      {best && (
        <Text as="p">
          {t('reportProducts.next.says', {
            first: best.title,
            value: written(best.value && Math.round(best.value), format.money),
            share: written(best.cameAgainShare, format.percent),
          })}
        </Text>
      )}
    </SectionCard>
  );
}

function useColumns(): [Column, ...Column[]] {
  const { t } = useTranslation();
  return [
    { title: t('reportProducts.next.first') },
    ...COLUMNS.map((key) => ({
      title: t(`reportProducts.next.${key}`),
      help: t(`reportProducts.next.${key}Help`),
      numeric: true,
    })),
    { title: t('reportProducts.next.then'), help: t('reportProducts.next.thenHelp') },
  ];
}

function useAfter(format: Format): (first: ShownFirst) => string[] {
  const { t } = useTranslation();
  const written = useWritten();
  return ({ next }) =>
    next.map(({ title, share, medianDays }) =>
      t('reportProducts.next.after', {
        title,
        share: written(share, format.percent),
        days: written(medianDays, format.number),
      }),
    );
}

function NextTable({ next, format }: Props) {
  const { t } = useTranslation();
  const written = useWritten();
  const after = useAfter(format);
  const columns = useColumns();
  const title = t('reportProducts.next.first');
  return (
    <Table
      name={{ singular: title, plural: title }}
      columns={columns}
      rows={next.map((first) => ({
        id: first.product,
        cells: [
          <Title key="first">{first.title}</Title>,
          <Behind key="began" of={first.customers} what={first.title} format={format} />,
          <Behind
            key="again"
            of={first.cameAgain}
            what={`${first.title} ${t('reportProducts.next.again')}`}
            format={format}
          />,
          written(first.cameAgainShare, format.percent),
          written(first.medianDays, (days) =>
            t('reportProducts.next.daysValue', { days: format.number(days) }),
          ),
          written(first.value && Math.round(first.value), format.money),
          <div key="then">
            {after(first).map((line) => (
              <Text key={line} as="p" variant="bodySm">
                {line}
              </Text>
            ))}
          </div>,
        ],
      }))}
    />
  );
}

function useSheet(next: Props['next'], format: Format): Sheet {
  const { t } = useTranslation();
  const after = useAfter(format);
  return {
    name: t('reportProducts.next.file'),
    header: useColumns().map(({ title }) => title),
    rows: next.map((first) => [
      first.title,
      first.customers.count,
      first.cameAgain.count,
      first.cameAgainShare,
      first.medianDays,
      first.value,
      after(first).join(' / '),
    ]),
  };
}
