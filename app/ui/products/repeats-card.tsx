import { Badge, BlockStack, Text } from '@shopify/polaris';
import type { ReactNode } from 'react';
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
  before: { buyers: { count: number }; rate: number | null } | null;
}

/** Says how many bought the product with most buyers, and again. */
export function useRepeatsWords(format: Format): (first: Repeated) => string {
  const { t } = useTranslation();
  const written = useWritten();
  return ({ title, reached, rates, before }) => {
    const says = t('reportProducts.repeats.says', {
      product: title,
      buyers: format.number(reached[0]?.count ?? 0),
      again: format.number(reached[1]?.count ?? 0),
      rate: written(rates[0] ?? null, format.percent),
    });
    if (before === null || before.buyers.count === 0) return says;
    const saysBefore = t('reportProducts.repeats.saysBefore', {
      buyers: format.number(before.buyers.count),
      rate: written(before.rate, format.percent),
    });
    return `${says}${t('between')}${saysBefore}`;
  };
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
const EARNINGS = ['profit', 'margin'] as const;

/** @param apart whether shares and the year before have columns of their own, as in a file. */
function useColumns(apart: boolean): [Column, ...Column[]] {
  const { t } = useTranslation();
  const helped = (key: 'buyers' | 'year' | 'units' | 'sales' | (typeof EARNINGS)[number]) => ({
    title: t(`reportProducts.repeats.${key}`),
    help: t(`reportProducts.repeats.${key}Help`),
    numeric: true,
  });
  const before = (key: 'buyersBefore' | 'rateBefore' | 'salesBefore') =>
    apart ? [{ title: t(`reportProducts.repeats.${key}`) }] : [];
  return [
    { title: t('reportProducts.product') },
    helped('buyers'),
    ...before('buyersBefore'),
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
    ...before('rateBefore'),
    ...(['year', 'units', 'sales'] as const).map(helped),
    ...before('salesBefore'),
    ...EARNINGS.map(helped),
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
          ...row.reached.map((counted, index) => (
            <BlockStack key={index} inlineAlign="end">
              <Behind of={counted} what={`${row.title} ${index + 1}`} format={format} />
              <Under>
                {index === 0 ? (
                  <BuyersBefore row={row} format={format} />
                ) : (
                  written(row.rates[index - 1] ?? null, format.percent)
                )}
              </Under>
            </BlockStack>
          )),
          <AYear key="year" row={row} format={format} />,
          format.number(row.units),
          <BlockStack key="sales" inlineAlign="end">
            <span>{format.money(row.sales)}</span>
            <Under>
              {row.before &&
                `${t('reportProducts.repeats.before')} ${format.money(row.before.sales)}`}
            </Under>
          </BlockStack>,
          written(row.profit, format.money),
          written(row.margin, format.percent),
        ],
      }))}
    />
  );
}

/** What stands below a number. */
function Under({ children }: { children: ReactNode }) {
  return (
    <Text as="span" variant="bodySm" tone="subdued">
      {children}
    </Text>
  );
}

function BuyersBefore({ row: { title, before }, format }: { row: ShownProduct; format: Format }) {
  const { t } = useTranslation();
  if (before === null) return null;
  const label = t('reportProducts.repeats.before');
  return (
    <>
      {label} <Behind of={before.buyers} what={`${title} (${label})`} format={format} />
    </>
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
        index === 0
          ? [count, row.before?.buyers.count ?? null]
          : [count, row.rates[index - 1] ?? null],
      ),
      row.before?.rate ?? null,
      row.repeatsPerYear,
      row.units,
      row.sales,
      row.before?.sales ?? null,
      row.profit,
      row.margin,
    ]),
  };
}
