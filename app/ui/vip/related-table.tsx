import { Pagination } from '@shopify/polaris';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { RelatedRow } from '../../presenters/vip-relations.ts';
import { CustomerLinks } from '../customer-link.tsx';
import type { Format } from '../format.ts';
import { Table, type Column } from '../index-table.tsx';
import { useActWords } from './act-words.ts';

const PAGE = 10;

interface Props<Row extends RelatedRow> {
  title: string;
  rows: readonly Row[];
  /** How many acts are asked. */
  asked: number;
  format: Format;
  /** A last column of the list's own. */
  own: Column;
  ownCell: (row: Row) => ReactNode;
}

/** Customers with what they did and what they lack, a few at a time. */
export function RelatedTable<Row extends RelatedRow>(props: Props<Row>) {
  const { title, rows, asked, format, own, ownCell } = props;
  const { t } = useTranslation();
  const acts = useActWords();
  const [page, setPage] = useState(0);
  const columns: [Column, ...Column[]] = [
    { title: t('customers.customer') },
    { title: t('vipPage.candidates.lacks') },
    own,
    { title: t('vipPage.candidates.done'), help: t('vipPage.candidates.doneHelp') },
    { title: t('customers.orders'), numeric: true },
    { title: t('customers.amount'), numeric: true },
    { title: t('customers.last') },
  ];
  return (
    <>
      <Table
        name={{ singular: title, plural: title }}
        columns={columns}
        rows={rows.slice(page * PAGE, (page + 1) * PAGE).map((row) => ({
          id: row.id,
          cells: [
            <CustomerLinks key="customer" id={row.id} />,
            acts.lacks(row.lacks) || t('board.none'),
            ownCell(row),
            t('vipPage.candidates.doneOf', { done: row.done, all: asked }),
            format.number(row.orders),
            format.money(row.amount),
            format.day(row.lastOrderOn),
          ],
        }))}
      />
      {rows.length > PAGE && (
        <Pagination
          type="table"
          hasPrevious={page > 0}
          hasNext={(page + 1) * PAGE < rows.length}
          onPrevious={() => {
            setPage(page - 1);
          }}
          onNext={() => {
            setPage(page + 1);
          }}
          accessibilityLabels={{
            previous: t('vipPage.candidates.previous'),
            next: t('vipPage.candidates.next'),
          }}
        />
      )}
    </>
  );
}

/** The same customers as a spreadsheet gets them. */
export function useRelatedSheet<Row extends RelatedRow>(
  name: string,
  rows: readonly Row[],
  own: { title: string; cell: (row: Row) => string | number | null },
) {
  const { t } = useTranslation();
  const acts = useActWords();
  return {
    name,
    header: [
      t('customers.customer'),
      t('vipPage.candidates.lacks'),
      own.title,
      t('vipPage.candidates.done'),
      t('customers.orders'),
      t('customers.amount'),
      t('customers.last'),
    ],
    rows: rows.map((row) => [
      row.id,
      acts.lacks(row.lacks),
      own.cell(row),
      row.done,
      row.orders,
      row.amount,
      row.lastOrderOn,
    ]),
  };
}
