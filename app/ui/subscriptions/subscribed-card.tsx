import { Link, Text } from '@shopify/polaris';
import { useSearchParams } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { ShownSubscribed, SubscriptionsShown } from '../../presenters/subscriptions-screen.ts';
import { ExportButton } from '../export-button.tsx';
import type { Format } from '../format.ts';
import { Table, type Column } from '../index-table.tsx';
import { CountedLink, useShare } from '../repeat/counted-link.tsx';
import { SectionCard } from '../section-card.tsx';

interface Props {
  shown: SubscriptionsShown;
  format: Format;
}

const COLUMNS = ['customers', 'running', 'continuation', 'toThird', 'averageOrders'] as const;

/** 継続率 by product; one of them can be looked at by itself. */
export function SubscribedCard({ shown: { products, sold }, format }: Props) {
  const { t } = useTranslation();
  return (
    <SectionCard
      title={t('reportSubscriptions.products.title')}
      help={t('reportSubscriptions.products.help')}
      actions={<ExportButton sheet={useSheet(products)} />}
      table={<SubscribedTable {...{ products, format }} />}
    >
      {sold > products.length && (
        <Text as="p" tone="subdued">
          {t('reportSubscriptions.products.more', {
            shown: format.number(products.length),
            sold: format.number(sold),
          })}
        </Text>
      )}
    </SectionCard>
  );
}

interface TableProps {
  products: readonly ShownSubscribed[];
  format: Format;
}

function SubscribedTable({ products, format }: TableProps) {
  const { t } = useTranslation();
  const share = useShare(format);
  const productUrl = useProductUrl();
  const title = t('reportSubscriptions.products.product');
  const columns: [Column, ...Column[]] = [
    { title },
    ...COLUMNS.map((key) => ({
      title: t(`reportSubscriptions.products.${key}`),
      help: t(`reportSubscriptions.products.${key}Help`),
      numeric: true,
    })),
  ];
  return (
    <Table
      name={{ singular: title, plural: title }}
      columns={columns}
      rows={products.map((row) => ({
        id: row.product,
        cells: [
          <Link key="title" url={productUrl(row.product)}>
            {row.title}
          </Link>,
          ...(['customers', 'running'] as const).map((key) => (
            <CountedLink
              key={key}
              counted={row[key]}
              what={`${row.title} ${t(`reportSubscriptions.products.${key}`)}`}
              format={format}
            />
          )),
          share(row.continuation),
          share(row.toThird),
          row.averageOrders === null
            ? t('reportSubscriptions.none')
            : format.number(Math.round(row.averageOrders * 10) / 10),
        ],
      }))}
    />
  );
}

/** The page of a product, counted by the same days. */
function useProductUrl(): (product: string) => string {
  const [parameters] = useSearchParams();
  return (product) => {
    const asked = new URLSearchParams({ product });
    const silent = parameters.get('silent');
    if (silent !== null) asked.set('silent', silent);
    return `/app/reports/subscriptions?${asked.toString()}`;
  };
}

function useSheet(products: readonly ShownSubscribed[]) {
  const { t } = useTranslation();
  return {
    name: t('reportSubscriptions.products.file'),
    header: [
      t('reportSubscriptions.products.product'),
      ...COLUMNS.map((key) => t(`reportSubscriptions.products.${key}`)),
    ],
    rows: products.map(({ title, customers, running, continuation, toThird, averageOrders }) => [
      ...[title, customers.count, running.count, continuation, toThird, averageOrders],
    ]),
  };
}
