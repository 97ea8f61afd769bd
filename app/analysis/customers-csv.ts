import { csvFormatValue } from 'd3-dsv';
import { departure, medianInterval, tenure } from '../domain/history.ts';
import { isoOf, type Day } from '../domain/day.ts';
import { decimalText, divideHalfUp } from '../domain/money.ts';
import type { CustomerRow } from './analysis.ts';

/** Writes one cell of a customer's row; null leaves it empty. */
type Cell = (row: CustomerRow, place: Place) => string | number | null;

interface Place {
  /** Of the currency. */
  digits: number;
  /** Writes a day; the same days come again and again. */
  iso: (day: Day) => string;
}

/** The columns of `customers.csv`, which people's own scripts read. */
const COLUMNS: Record<string, Cell> = {
  customer_id: ({ id }) => csvFormatValue(id),
  orders: ({ facts }) => facts.orders,
  first_order_on: ({ facts }, { iso }) => iso(facts.firstDay),
  last_order_on: ({ facts }, { iso }) => iso(facts.lastDay),
  tenure_days: ({ facts }) => tenure(facts),
  departure_days: ({ facts }) => departure(facts),
  amount: ({ facts }, { digits }) => decimalText(facts.amount, digits),
  average_order_value: ({ facts }, { digits }) =>
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
  next_change_on: ({ change }, { iso }) => change && iso(change.on),
  next_change_model: ({ change }) => change?.model ?? null,
  next_change_to: ({ change }) => change?.to ?? null,
};

const CELLS = Object.values(COLUMNS);

/** The first line of `customers.csv`. */
export const CUSTOMERS_HEADER = `${Object.keys(COLUMNS).join(',')}\n`;

/**
 * A writer of the lines of `customers.csv`: of the cells only the id may need quotes.
 *
 * @param digits of the currency.
 */
export function customerLines(digits: number): (row: CustomerRow) => string {
  const days = new Map<Day, string>();
  const iso = (day: Day) => {
    const known = days.get(day) ?? isoOf(day);
    days.set(day, known);
    return known;
  };
  const place = { digits, iso };
  return (row) => `${CELLS.map((cell) => cell(row, place) ?? '').join(',')}\n`;
}
