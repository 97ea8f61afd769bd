import { IndexTable, Pagination, Text } from '@shopify/polaris';
import { useId, type ReactNode } from 'react';

/** A column; `help` says how its values are counted. */
export interface Column {
  title: string;
  help?: string;
  numeric?: boolean;
  /** Only told to those who do not see the table, such as above buttons. */
  hidden?: boolean;
}

export interface Row {
  id: string;
  cells: ReactNode[];
}

/** Where the neighbours of this page are; null at the ends. */
export interface Pages {
  previous: string | null;
  next: string | null;
  labels: { previous: string; next: string };
  go: (url: string) => void;
}

interface Props {
  name: { singular: string; plural: string };
  columns: [Column, ...Column[]];
  rows: Row[];
  pages?: Pages;
  /** Many columns: closer together, with headings over several lines. */
  wide?: boolean;
}

/** The app's one table: read only, columns explained, numbers to the right. */
export function Table({ name, columns, rows, pages, wide = false }: Props) {
  const id = `table-${useId().replaceAll(':', '')}`;
  const [first, ...rest] = columns.map(headingOf);
  if (!first) return null;
  return (
    <div id={id}>
      <style>{styleOf(id, columns, wide)}</style>
      <IndexTable
        selectable={false}
        resourceName={name}
        itemCount={rows.length}
        headings={[first, ...rest]}
      >
        {rows.map(({ id, cells }, position) => (
          <IndexTable.Row key={id} id={id} position={position}>
            {cells.map((cell, column) => (
              <Cell key={columns[column]?.title} numeric={columns[column]?.numeric ?? false}>
                {cell}
              </Cell>
            ))}
          </IndexTable.Row>
        ))}
      </IndexTable>
      {pages && (pages.previous !== null || pages.next !== null) && <Turner {...pages} />}
    </div>
  );
}

function Cell({ numeric, children }: { numeric: boolean; children: ReactNode }) {
  return (
    <IndexTable.Cell>
      {numeric ? (
        <Text as="span" alignment="end" numeric>
          {children}
        </Text>
      ) : (
        children
      )}
    </IndexTable.Cell>
  );
}

function Turner({ previous, next, labels, go }: Pages) {
  return (
    <Pagination
      type="table"
      hasPrevious={previous !== null}
      hasNext={next !== null}
      onPrevious={() => {
        if (previous !== null) go(previous);
      }}
      onNext={() => {
        if (next !== null) go(next);
      }}
      accessibilityLabels={labels}
    />
  );
}

/** A text beside a number keeps its distance from it. */
function styleOf(id: string, columns: readonly Column[], wide: boolean): string {
  const afterNumbers = columns.flatMap(({ numeric }, index) =>
    !numeric && columns[index - 1]?.numeric ? [`#${id} :is(th, td):nth-child(${index + 1})`] : [],
  );
  const apart =
    afterNumbers.length > 0 ? `${afterNumbers.join(',')}{padding-inline-start:1.5rem}` : '';
  const close = [
    `#${id} :is(th, td){padding-inline:.375rem}`,
    `#${id} th{white-space:normal;text-wrap:balance;min-width:4.25em}`,
    `#${id} :is(th, td):first-child{padding-inline-start:.75rem}`,
    `#${id} :is(th, td):last-child{padding-inline-end:.75rem}`,
  ].join('');
  return wide ? `${close}${apart}` : apart;
}

function headingOf({ title, help, numeric, hidden }: Column) {
  return {
    title,
    ...(hidden && { hidden }),
    ...(help && { tooltipContent: help }),
    ...(numeric && { alignment: 'end' as const }),
  };
}
