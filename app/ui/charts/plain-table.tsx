import { Table, type Row } from '../index-table.tsx';

interface Props {
  /** The first column is text, the others are numbers. */
  header: readonly [string, ...string[]];
  rows: Row[];
}

/** The table twin of a chart. */
export function PlainTable({ header: [first, ...others], rows }: Props) {
  return (
    <Table
      name={{ singular: first, plural: first }}
      columns={[{ title: first }, ...others.map((title) => ({ title, numeric: true }))]}
      rows={rows}
    />
  );
}
