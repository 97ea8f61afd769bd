import { BlockStack, InlineStack, Link, Select, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { CohortRow, CohortsShown } from '../../presenters/cohorts-screen.ts';
import { ChartCard } from '../charts/chart-card.tsx';
import { FieldGrid } from '../charts/field-grid.tsx';
import { PlainTable } from '../charts/plain-table.tsx';
import { CountLink } from '../count-link.tsx';
import { customersUrl } from '../customers-url.ts';
import type { Format } from '../format.ts';
import { useSetQuestion } from '../reports/question-bar.tsx';
import { useViewWriter, useViewWriters } from './use-writer.ts';
import {
  averageOf,
  BY_DATE,
  cellCustomers,
  cohortCustomers,
  isMoney,
  isTold,
  valueOf,
  VIEWS,
  type CardProps,
  type View,
} from './views.ts';

const HEAD_WIDTH = 96;
const FIELD_WIDTH = 62;
const ALL = 'all';

/** Cohorts down, months since the first order across; the darker the more. */
export function GridCard(props: CardProps) {
  const { shown, view, whole } = props;
  const { t } = useTranslation();
  const set = useSetQuestion();
  const says = useViewWords(props.format);
  return (
    <ChartCard
      title={t('reportCohorts.grid.title')}
      help={t('reportCohorts.grid.help')}
      table={<CountsTable {...props} />}
      sheet={useSheet(props)}
    >
      <BlockStack gap="300">
        <InlineStack gap="300">
          <Select
            label={t('reportCohorts.grid.view')}
            options={VIEWS.map((each) => ({
              value: each,
              label: t(`reportCohorts.views.${each}.name`),
            }))}
            value={view === 'salesByDate' ? 'sales' : view}
            onChange={(value) => {
              set('view', value);
            }}
          />
          {(view === 'sales' || view === 'salesByDate') && (
            <Select
              label={t('reportCohorts.refunds.label')}
              options={[
                { value: '', label: t('reportCohorts.refunds.byOrder') },
                { value: BY_DATE, label: t('reportCohorts.refunds.byDate') },
              ]}
              value={view === 'salesByDate' ? BY_DATE : ''}
              onChange={(value) => {
                set('refunds', value);
              }}
            />
          )}
        </InlineStack>
        <Text as="p">{says(view, shown)}</Text>
        {shown.rows.length > 0 && <Grid {...props} />}
        <Text as="p" variant="bodySm" tone="subdued">
          {t(`reportCohorts.views.${view}.help`)}
          {t('between')}
          {t('reportCohorts.grid.blank')}
          {t('between')}
          {!whole && t('reportCohorts.grid.noLinks')}
        </Text>
      </BlockStack>
    </ChartCard>
  );
}

/** Says what a view shows of all cohorts together. */
export function useViewWords(
  format: Format,
): (view: View, shown: Pick<CohortsShown, 'rows' | 'minorPerUnit'>) => string {
  const { t } = useTranslation();
  const writer = useViewWriters(format);
  return (view, shown) => {
    if (shown.rows.length === 0) return t('reportCohorts.grid.nobody');
    const write = writer(shown);
    const said = [1, 3, 6, 12, 24, 36].flatMap((k) => {
      const value = averageOf(view, shown.rows, k);
      return value === null || !isTold(shown.rows, k)
        ? []
        : [t('reportCohorts.grid.after', { count: k, value: write(view, value) })];
    });
    if (said.length === 0) return t('reportCohorts.grid.early');
    const values = said.join(t('reportCohorts.grid.and'));
    return t(`reportCohorts.views.${view}.says`, { values });
  };
}

function Grid(props: CardProps) {
  const { shown, format, view } = props;
  const { t } = useTranslation();
  const write = useViewWriter(props);
  const width = shown.rows[0]?.cells.length ?? 0;
  const ages = Array.from({ length: width }, (_, k) => k);
  const later = isMoney(view) ? 0 : 1;
  const most = Math.max(
    ...shown.rows.flatMap(({ cells, customers }) =>
      cells.slice(later).map((cell) => valueOf(view, cell, customers) ?? 0),
    ),
  );
  const strength = (value: number | null) =>
    value === null || most <= 0 ? 0 : Math.min(1, Math.max(0, value / most));
  const field = (key: string, value: number | null, content: React.ReactNode) => ({
    key,
    label: null,
    group: value === null ? 'later' : 'over',
    strength: strength(value),
    content: value === null ? null : content,
  });
  const average = ages.map((k) => {
    const value = averageOf(view, shown.rows, k);
    return field(`${ALL}${k}`, value, <strong style={SMALL}>{write(view, value)}</strong>);
  });
  const total = shown.rows.reduce((sum, { customers }) => sum + customers, 0);
  const note = (customers: number) =>
    t('reportCohorts.grid.customers', { customers: format.number(customers) });
  return (
    <FieldGrid
      name={t('reportCohorts.grid.name', { view: t(`reportCohorts.views.${view}.name`) })}
      corner={t('reportCohorts.grid.corner')}
      columns={ages.map((k) => ({ label: t('reportCohorts.grid.age', { count: k }), note: null }))}
      rows={[
        { head: { label: t('reportCohorts.grid.all'), note: note(total) }, fields: average },
        ...shown.rows.map((row) => ({
          head: { label: format.month(row.month), note: note(row.customers) },
          fields: ages.map((k) => {
            const value = valueOf(view, row.cells[k], row.customers);
            const text = write(view, value);
            return field(`${row.month}${k}`, value, <FieldLink {...{ ...props, row, k, text }} />);
          }),
        })),
      ]}
      minWidth={HEAD_WIDTH + FIELD_WIDTH * width}
      low
    />
  );
}

const SMALL = { fontSize: 12 };

type FieldProps = CardProps & { row: CohortRow; k: number; text: string };

/** Nobody is no link, and neither is what no list can say. */
function FieldLink({ shown, format, view, whole, row, k, text }: FieldProps) {
  const { t } = useTranslation();
  const count = countOf(view, row, k);
  const filter = whole ? cellCustomers(shown, view, row, k) : null;
  if (!filter || count === 0) return <span style={SMALL}>{text}</span>;
  return (
    <span style={SMALL}>
      <Link
        monochrome
        url={customersUrl(filter)}
        accessibilityLabel={t('reportCohorts.grid.cell', {
          value: text,
          month: format.month(row.month),
          age: t('reportCohorts.grid.age', { count: k }),
          customers: format.number(count ?? 0),
        })}
      >
        {text}
      </Link>
    </span>
  );
}

function countOf(view: CardProps['view'], { cells }: CohortRow, k: number): number | null {
  const cell = cells[k];
  if (!cell || isMoney(view)) return null;
  return view === 'retention' ? cell.active : cell.repeated;
}

/** The same in counts and sums, each customer count the way to its customers. */
function CountsTable(props: CardProps) {
  const { shown, format, view, whole } = props;
  const { t } = useTranslation();
  const write = useViewWriter(props);
  const ages = (shown.rows[0]?.cells ?? []).map((_, k) => k);
  const cellOf = (row: CohortRow, k: number) => {
    const count = countOf(view, row, k);
    const filter = whole ? cellCustomers(shown, view, row, k) : null;
    if (count === null) return write(view, valueOf(view, row.cells[k], row.customers));
    const says = t('reportCohorts.grid.show', { customers: format.number(count) });
    return filter ? (
      <CountLink key={k} url={customersUrl(filter)} {...{ says, count, format }} />
    ) : (
      format.number(count)
    );
  };
  return (
    <PlainTable
      header={[
        t('reportCohorts.grid.month'),
        t('reportCohorts.customers'),
        ...ages.map((k) => t('reportCohorts.grid.age', { count: k })),
      ]}
      rows={shown.rows.map((row) => ({
        id: row.month,
        cells: [
          format.month(row.month),
          whole ? (
            <CountLink
              key="customers"
              url={customersUrl(cohortCustomers(shown, row.month))}
              says={t('reportCohorts.grid.show', { customers: format.number(row.customers) })}
              count={row.customers}
              format={format}
            />
          ) : (
            format.number(row.customers)
          ),
          ...ages.map((k) => cellOf(row, k)),
        ],
      }))}
    />
  );
}

/** All views at once: a row for each month of each cohort. */
function useSheet({ shown }: CardProps) {
  const { t } = useTranslation();
  const columns = [
    'month',
    'customers',
    'age',
    'active',
    'repeated',
    'sales',
    'salesByDate',
    'profit',
  ] as const;
  return {
    name: t('reportCohorts.file'),
    header: columns.map((column) => t(`reportCohorts.column.${column}`)),
    rows: shown.rows.flatMap(({ month, customers, cells }) =>
      cells.flatMap((cell, k) =>
        cell
          ? [
              [
                ...[month, customers, k, cell.active, cell.repeated],
                ...[cell.sales, cell.salesByDate, cell.profit].map(
                  (minor) => minor / shown.minorPerUnit,
                ),
              ],
            ]
          : [],
      ),
    ),
  };
}
