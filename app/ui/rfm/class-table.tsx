import { Link } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { Sums } from '../../presenters/rfm-sums.ts';
import type { Sheet } from '../export-button.tsx';
import type { Format } from '../format.ts';
import { Table } from '../index-table.tsx';
import { NamedCell } from '../named-cell.tsx';

/** A group of customers as a row. */
export interface ClassRow {
  key: string;
  label: string;
  meaning: string;
  sums: Sums;
  /** The customers behind the number. */
  url: string;
}

interface Props {
  /** What a row is. */
  name: string;
  rows: readonly ClassRow[];
  /** All customers of the shop. */
  total: Sums;
  format: Format;
}

/** Groups of customers: how many, what they bought, how they buy. */
export function ClassTable({ name, rows, total, format }: Props) {
  const { t } = useTranslation();
  const written = (value: number | null, how: (value: number) => string) =>
    value === null ? t('rfmPage.none') : how(value);
  return (
    <Table
      name={{ singular: name, plural: name }}
      columns={[{ title: name }, ...useColumns()]}
      rows={rows.map(({ key, label, meaning, sums, url }) => {
        const [customers, share, amount, amountShare, orders, orderValue] = figuresOf(sums, total);
        return {
          id: key,
          cells: [
            <NamedCell key="label" name={label} how={meaning} />,
            <CustomersLink
              key="customers"
              state={label}
              customers={format.number(customers)}
              url={url}
            />,
            written(share, format.percent),
            format.money(amount),
            written(amountShare, format.percent),
            written(orders, (value) => format.number(rounded(value))),
            written(orderValue, (value) => format.money(value)),
          ],
        };
      })}
    />
  );
}

/** The same as a file. */
export function useClassSheet(): (props: Omit<Props, 'format'> & { file: string }) => Sheet {
  const { t } = useTranslation();
  const columns = useColumns().map(({ title }) => title);
  return ({ file, name, rows, total }) => ({
    name: file,
    header: [name, ...columns],
    rows: rows.map(({ label, sums }) => [
      label,
      ...figuresOf(sums, total).map((figure) => figure ?? t('rfmPage.none')),
    ]),
  });
}

function useColumns() {
  const { t } = useTranslation();
  const names = ['customers', 'share', 'amount', 'amountShare', 'orders', 'orderValue'] as const;
  return names.map((column) => ({
    title: t(`rfmPage.column.${column}`),
    help: t(`rfmPage.column.${column}Help`),
    numeric: true,
  }));
}

type Figures = [
  customers: number,
  share: number | null,
  amount: number,
  amountShare: number | null,
  orders: number | null,
  orderValue: number | null,
];

function figuresOf({ customers, orders, amount }: Sums, total: Sums): Figures {
  return [
    customers,
    ratio(customers, total.customers),
    amount,
    ratio(amount, total.amount),
    ratio(orders, customers),
    ratio(amount, orders),
  ];
}

/** Null where there is nothing to divide by. */
export function ratio(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}

function rounded(value: number): number {
  return Math.round(10 * value) / 10;
}

/** A number that leads to its customers. */
export function CustomersLink(props: { state: string; customers: string; url: string }) {
  const { state, customers, url } = props;
  const { t } = useTranslation();
  return (
    <Link
      url={url}
      accessibilityLabel={t('rfmPage.column.show', { state, customers })}
      dataPrimaryLink
    >
      {customers}
    </Link>
  );
}
