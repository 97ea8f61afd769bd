import { Badge, BlockStack, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { ProductsShown, ShownProduct } from '../../presenters/products-screen.ts';
import { ExportButton, type Sheet } from '../export-button.tsx';
import type { Format } from '../format.ts';
import { Table, type Column } from '../index-table.tsx';
import { SectionCard } from '../section-card.tsx';
import { Behind, rounded, Title, useWritten } from './links.tsx';

interface Props {
  shown: ProductsShown;
  format: Format;
}

/** 商品ごとのリピート回数 (seed 003 §10), with what each product brings. */
export function RepeatsCard({ shown, format }: Props) {
  const { t } = useTranslation();
  const { products, sold, bar } = shown;
  return (
    <SectionCard
      title={t('reportProducts.repeats.title')}
      help={t('reportProducts.repeats.help', { bar: format.number(bar) })}
      actions={<ExportButton sheet={useSheet(products)} />}
      table={products.length > 0 && <RepeatsTable {...{ shown, format }} />}
    >
      <Sentences {...{ shown, format }} />
      {sold > products.length && (
        <Text as="p" tone="subdued">
          {t('reportProducts.repeats.more', {
            shown: format.number(products.length),
            sold: format.number(sold),
          })}
        </Text>
      )}
    </SectionCard>
  );
}

/** A product, as far as a sentence says it. */
interface Repeated {
  title: string;
  reached: readonly { count: number }[];
  rates: readonly (number | null)[];
}

/** Says how many bought the product with most buyers, and again. */
export function useRepeatsWords(format: Format): (first: Repeated) => string {
  const { t } = useTranslation();
  const written = useWritten();
  return ({ title, reached, rates }) =>
    t('reportProducts.repeats.says', {
      product: title,
      buyers: format.number(reached[0]?.count ?? 0),
      again: format.number(reached[1]?.count ?? 0),
      rate: written(rates[0] ?? null, format.percent),
    });
}

function Sentences({ shown: { products, bar }, format }: Props) {
  const { t } = useTranslation();
  const says = useRepeatsWords(format);
  const [first] = products;
  const known = products.filter(({ reachesBar }) => reachesBar !== null);
  if (!first) return <Text as="p">{t('reportProducts.repeats.nobody')}</Text>;
  return (
    <Text as="p">
      {says(first)}
      {t('between')}
      {known.length > 0 &&
        t('reportProducts.repeats.bar', {
          known: format.number(known.length),
          reaching: format.number(known.filter(({ reachesBar }) => reachesBar).length),
          bar: format.number(bar),
        })}
    </Text>
  );
}

const NTHS = [2, 3, 4, 5];
const MONEY = ['units', 'sales', 'profit', 'margin'] as const;

/** @param apart whether shares have columns of their own, as in a file. */
function useColumns(apart: boolean): [Column, ...Column[]] {
  const { t } = useTranslation();
  const helped = (key: 'buyers' | 'year' | (typeof MONEY)[number]) => ({
    title: t(`reportProducts.repeats.${key}`),
    help: t(`reportProducts.repeats.${key}Help`),
    numeric: true,
  });
  return [
    { title: t('reportProducts.product') },
    helped('buyers'),
    ...NTHS.flatMap((n) => [
      {
        title: t('reportProducts.repeats.nth', { n }),
        help: apart
          ? t('reportProducts.repeats.nthHelp', { n })
          : t('reportProducts.repeats.nthAndRateHelp', { n, before: n - 1 }),
        numeric: true,
      },
      ...(apart ? [{ title: t('reportProducts.repeats.rate', { n, before: n - 1 }) }] : []),
    ]),
    helped('year'),
    ...MONEY.map(helped),
  ];
}

function RepeatsTable({ shown, format }: Props) {
  const { t } = useTranslation();
  const written = useWritten();
  const columns = useColumns(false);
  const title = t('reportProducts.product');
  return (
    <Table
      wide
      name={{ singular: title, plural: title }}
      columns={columns}
      rows={shown.products.map((row) => ({
        id: row.product,
        cells: [
          <Title key="title">{row.title}</Title>,
          ...row.reached.map((counted, index) => {
            const number = (
              <Behind key={index} of={counted} what={`${row.title} ${index + 1}`} format={format} />
            );
            if (index === 0) return number;
            return (
              <BlockStack key={index} inlineAlign="end">
                {number}
                <Text as="span" variant="bodySm" tone="subdued">
                  {written(row.rates[index - 1] ?? null, format.percent)}
                </Text>
              </BlockStack>
            );
          }),
          <AYear key="year" row={row} format={format} />,
          format.number(row.units),
          format.money(row.sales),
          written(row.profit, format.money),
          written(row.margin, format.percent),
        ],
      }))}
    />
  );
}

/** Repeats a year against the bar. */
function AYear({ row, format }: { row: ShownProduct; format: Format }) {
  const { t } = useTranslation();
  const { repeatsPerYear, reachesBar } = row;
  if (repeatsPerYear === null || reachesBar === null) return t('reportProducts.none');
  return (
    <BlockStack inlineAlign="end">
      <span>{format.number(rounded(repeatsPerYear))}</span>
      <Badge tone={reachesBar ? 'success' : 'warning'}>
        {t(reachesBar ? 'reportProducts.repeats.reaches' : 'reportProducts.repeats.misses')}
      </Badge>
    </BlockStack>
  );
}

function useSheet(products: readonly ShownProduct[]): Sheet {
  const { t } = useTranslation();
  return {
    name: t('reportProducts.repeats.file'),
    header: useColumns(true).map(({ title }) => title),
    rows: products.map((row) => [
      row.title,
      ...row.reached.flatMap(({ count }, index) =>
        index === 0 ? [count] : [count, row.rates[index - 1] ?? null],
      ),
      row.repeatsPerYear,
      row.units,
      row.sales,
      row.profit,
      row.margin,
    ]),
  };
}
