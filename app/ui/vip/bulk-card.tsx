import { Link, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { BulkRow, VipRelations } from '../../presenters/vip-relations.ts';
import { CustomerLinks } from '../customer-link.tsx';
import { ExportButton } from '../export-button.tsx';
import type { Format } from '../format.ts';
import { Table, type Column } from '../index-table.tsx';
import { SectionCard } from '../section-card.tsx';

interface Props {
  /** Null: not loaded yet. */
  relations: VipRelations | null;
  bulkBuyerDays: number | null;
  format: Format;
}

/** まとめ買い: whom a sum alone would have made a candidate. */
export function BulkCard({ relations, bulkBuyerDays, format }: Props) {
  const { t } = useTranslation();
  const title = t('vipPage.bulk.title');
  const columns = useColumns();
  const bulk = relations?.bulk ?? null;
  const some = bulk !== null && bulk.top.length > 0;
  const sheet = {
    name: 'bulk-buyers',
    header: columns.map((column) => column.title),
    rows: (bulk?.top ?? []).map(({ id, orders, amount, lastOrderOn }) => [
      id,
      orders,
      amount,
      lastOrderOn,
    ]),
  };
  const days = bulkBuyerDays ?? 0;
  const says = (customers: number) =>
    customers === 0
      ? t('vipPage.bulk.nobody', { days })
      : t('vipPage.bulk.on', { days, customers: format.number(customers) });
  return (
    <SectionCard
      title={title}
      actions={some && <ExportButton sheet={sheet} />}
      table={some && <BulkTable rows={bulk.top} {...{ columns, format, title }} />}
    >
      {bulkBuyerDays === null ? (
        <Text as="p">{t('vipPage.bulk.off')}</Text>
      ) : (
        <Text as="p">{bulk ? says(bulk.customers) : t('vipPage.loading')}</Text>
      )}
      <Text as="p">
        <Link url="/app/settings">{t('vipPage.bulk.change')}</Link>
      </Text>
    </SectionCard>
  );
}

function useColumns(): [Column, ...Column[]] {
  const { t } = useTranslation();
  return [
    { title: t('customers.customer') },
    { title: t('customers.orders'), numeric: true },
    { title: t('customers.amount'), numeric: true },
    { title: t('customers.last') },
  ];
}

interface TableProps {
  rows: readonly BulkRow[];
  columns: [Column, ...Column[]];
  format: Format;
  title: string;
}

function BulkTable({ rows, columns, format, title }: TableProps) {
  return (
    <Table
      name={{ singular: title, plural: title }}
      columns={columns}
      rows={rows.map(({ id, orders, amount, lastOrderOn }) => ({
        id,
        cells: [
          <CustomerLinks key="customer" id={id} />,
          format.number(orders),
          format.money(amount),
          format.day(lastOrderOn),
        ],
      }))}
    />
  );
}
