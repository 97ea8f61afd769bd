import type { CohortMonth, CohortRow, CohortsShown } from '../../presenters/cohorts-screen.ts';
import type { CustomersFilter } from '../../presenters/customers-filter.ts';
import type { Format } from '../format.ts';

/** What every card of the page is given. */
export interface CardProps {
  shown: CohortsShown;
  format: Format;
  view: View;
  /** Whether the cohorts are of all customers: lists cannot say what a first order was of. */
  whole: boolean;
}

/** What can be chosen to be shown. */
export const VIEWS = ['retention', 'repeated', 'sales', 'profit'] as const;
/** What the table can say: sales also with what was given back taken off on its date. */
export type View = (typeof VIEWS)[number] | 'salesByDate';
/** What an address says as `refunds` when they are taken off on their date. */
export const BY_DATE = 'by-date';

/** A view that an address names. */
export function viewOf(address: URLSearchParams): View {
  const view = VIEWS.find((each) => each === address.get('view')) ?? 'retention';
  return view === 'sales' && address.get('refunds') === BY_DATE ? 'salesByDate' : view;
}

/** Whether a view is of money per customer; the others are shares of customers. */
export function isMoney(view: View): view is 'sales' | 'salesByDate' | 'profit' {
  return view !== 'retention' && view !== 'repeated';
}

type Cell = CohortMonth | null | undefined;

/** What a view says of a cohort, per customer; null while a month is not over. */
export function valueOf(view: View, cell: Cell, customers: number): number | null {
  if (!cell || customers === 0) return null;
  return (view === 'retention' ? cell.active : cell[view]) / customers;
}

/** The same of several cohorts together, of those that are old enough. */
export function averageOf(view: View, rows: readonly CohortRow[], k: number): number | null {
  const old = rows.filter(({ cells }) => cells[k]);
  const customers = headsOf(old);
  const total = old.reduce(
    (sum, row) => sum + (valueOf(view, row.cells[k], row.customers) ?? 0) * row.customers,
    0,
  );
  return customers === 0 ? null : total / customers;
}

/** Whether half of the customers at least have been customers for so many months. */
export function isTold(rows: readonly CohortRow[], k: number): boolean {
  const old = rows.filter(({ cells }) => cells[k]);
  return 2 * headsOf(old) >= headsOf(rows);
}

function headsOf(rows: readonly CohortRow[]): number {
  return rows.reduce((sum, { customers }) => sum + customers, 0);
}

const YEAR_MONTHS = 12;

/** The cohort of the same month a year before. */
export function yearBefore({ all, calendar }: CohortsShown, row: CohortRow): CohortRow | null {
  const place = calendar.findIndex(({ month }) => month === row.month);
  const month = calendar[place - YEAR_MONTHS]?.month;
  return all.find((each) => each.month === month) ?? null;
}

/** How old a cohort is: the last of its months that is over; null before the first is. */
export function ageOf({ cells }: CohortRow): number | null {
  const age = cells.findLastIndex((cell) => cell !== null);
  return age === -1 ? null : age;
}

/** The customers of a cohort. */
export function cohortCustomers({ calendar }: CohortsShown, month: string): CustomersFilter {
  const next = calendar[calendar.findIndex((each) => each.month === month) + 1];
  return { first: [`${month}-01`, lastDayOf(month, next?.month)] };
}

/** Those of a cohort who are counted k months later; null where a view counts nobody. */
export function cellCustomers(
  shown: CohortsShown,
  view: View,
  { month }: CohortRow,
  k: number,
): CustomersFilter | null {
  const { calendar } = shown;
  const then = calendar[calendar.findIndex((each) => each.month === month) + k];
  if (!then || isMoney(view)) return null;
  const again = view === 'repeated';
  return {
    ...cohortCustomers(shown, month),
    where: {
      type: 'total',
      total: 'orders',
      period: { kind: 'between', from: again ? null : then.from, to: then.to },
      compare: { is: '>=', value: again ? 2 : 1 },
    },
  };
}

const DAY_MS = 86_400_000;

/** @param next the month after; the calendar ends with the running one. */
function lastDayOf(month: string, next: string | undefined): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  const after = next === undefined ? Date.UTC(year, number, 1) : Date.parse(`${next}-01`);
  return new Date(after - DAY_MS).toISOString().slice(0, 10);
}
