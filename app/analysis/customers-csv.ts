import { departure, medianInterval, tenure } from '../domain/history.ts';
import { isoOf } from '../domain/day.ts';
import { decimalText, divideHalfUp } from '../domain/money.ts';
import type { CustomerRow } from './analysis.ts';

/** Writes one cell of a customer's row; null leaves it empty. */
type Cell = (row: CustomerRow, digits: number) => string | number | null;

/** The columns of `customers.csv`, which people's own scripts read. */
const COLUMNS: Record<string, Cell> = {
  customer_id: ({ id }) => id,
  orders: ({ facts }) => facts.orders,
  first_order_on: ({ facts }) => isoOf(facts.firstDay),
  last_order_on: ({ facts }) => isoOf(facts.lastDay),
  tenure_days: ({ facts }) => tenure(facts),
  departure_days: ({ facts }) => departure(facts),
  amount: ({ facts }, digits) => decimalText(facts.amount, digits),
  average_order_value: ({ facts }, digits) =>
    decimalText(divideHalfUp(facts.amount, facts.orders), digits),
  median_interval_days: ({ facts }) => medianInterval(facts),
  r_score: ({ classes }) => classes.scores.r,
  f_score: ({ classes }) => classes.scores.f,
  m_score: ({ classes }) => classes.scores.m,
  rfm: ({ classes }) => classes.segment,
  rank: ({ classes }) => classes.rank,
  layer: ({ classes }) => classes.layer,
  cpm: ({ states }) => states.cpm,
  lifecycle: ({ states }) => states.lifecycle,
  stage: ({ states }) => states.stage,
  vip: ({ states }) => states.vip,
  decile: ({ classes }) => classes.decile,
  abc: ({ classes }) => classes.abc,
  next: ({ states }) => states.next,
  next_change_on: ({ change }) => change && isoOf(change.on),
  next_change_model: ({ change }) => change?.model ?? null,
  next_change_to: ({ change }) => change?.to ?? null,
};

export const CUSTOMER_COLUMNS = Object.keys(COLUMNS);
const CELLS = Object.values(COLUMNS);

/** The cells of one customer, in the order of the columns. @param digits of the currency. */
export function customerCells(row: CustomerRow, digits: number): string[] {
  return CELLS.map((cell) => String(cell(row, digits) ?? ''));
}
