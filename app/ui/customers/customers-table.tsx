import { BlockStack, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { CustomerRow, CustomersScreen } from '../../presenters/customers-screen.ts';
import { CustomerLinks } from '../customer-link.tsx';
import type { Format } from '../format.ts';
import { Table, type Column, type Pages } from '../index-table.tsx';
import { useStateName } from './filter-words.ts';

interface Props {
  screen: CustomersScreen;
  format: Format;
  pages: Pages;
}

/** The customers of a page of the list. */
export function CustomersTable({ screen, format, pages }: Props) {
  const { t } = useTranslation();
  const name = useStateName();
  const none = t('board.none');
  const state = (model: string, key: string | null) => (key === null ? none : name(model, key));
  return (
    <Table
      name={{ singular: t('customers.customer'), plural: t('customers.customer') }}
      columns={useColumns()}
      rows={screen.rows.map((row) => ({
        id: row.id,
        cells: [
          <CustomerLinks key="customer" id={row.id} />,
          row.lastOn === null ? none : format.day(row.lastOn),
          row.orders === null ? none : format.number(row.orders),
          row.amount === null ? none : format.money(row.amount),
          state('cpm', row.cpm),
          state('lifecycle', row.lifecycle),
          <Rfm key="rfm" rfm={row.rfm} name={name} />,
          <Next key="next" next={row.next} format={format} name={name} />,
        ],
      }))}
      pages={pages}
    />
  );
}

function useColumns(): [Column, ...Column[]] {
  const { t } = useTranslation();
  const column = (key: 'last' | 'orders' | 'amount' | 'cpm' | 'lifecycle' | 'rfm' | 'next') => ({
    title: t(`filters.column.${key}`),
    help: t(`filters.column.${key}Help`),
  });
  return [
    { title: t('filters.column.customer') },
    column('last'),
    { ...column('orders'), numeric: true },
    { ...column('amount'), numeric: true },
    column('cpm'),
    column('lifecycle'),
    column('rfm'),
    column('next'),
  ];
}

type Name = ReturnType<typeof useStateName>;

function Rfm({ rfm, name }: { rfm: CustomerRow['rfm']; name: Name }) {
  const { t } = useTranslation();
  if (!rfm) return t('board.none');
  const { segment, ...scores } = rfm;
  return <Twofold first={name('rfm', segment)} second={t('filters.scores', scores)} />;
}

interface NextProps {
  next: CustomerRow['next'];
  format: Format;
  name: Name;
}

function Next({ next, format, name }: NextProps) {
  const { t } = useTranslation();
  if (!next)
    return (
      <Text as="span" tone="subdued">
        {t('filters.nextNone')}
      </Text>
    );
  const state = next.to === null ? t('filters.none') : name(next.model, next.to);
  return <Twofold first={state} second={format.day(next.on)} />;
}

function Twofold({ first, second }: { first: string; second: string }) {
  return (
    <BlockStack>
      <Text as="span">{first}</Text>
      <Text as="span" variant="bodySm" tone="subdued">
        {second}
      </Text>
    </BlockStack>
  );
}
