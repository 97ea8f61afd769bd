import type { Day } from '../domain/day.ts';
import type { BadRows } from './bad-file.ts';
import type { Amount } from './amount.ts';
import type { CurrencyWatch } from './currency.ts';
import type { Moment } from './moment.ts';

/** A row that says something of an order's value: one line of a plain order, a whole Shopify order. */
export interface PricedRow {
  /** The physical line on which the row begins; the header's is 1. */
  line: number;
  orderId: string;
  /** Null: a guest. */
  customerId: string | null;
  day: Day;
  amount: Amount;
  /** False: an order of a Shopify export that is cancelled or worth nothing. It is no return either. */
  counts: boolean;
  /**
   * Whether the amount is the order's whole value (Shopify) or one line's, to be added up (plain).
   * A second whole row of an order repeats what its first row said.
   */
  whole: boolean;
}

/**
 * A row of a Shopify export without a Total: a further line item of an order. Whether the order's
 * first row has come before, only who remembers the orders can tell.
 */
export interface FurtherRow {
  line: number;
  orderId: string;
  /** Null: the row names nobody. */
  customerId: string | null;
  amount: null;
}

export type OrderRow = PricedRow | FurtherRow;

/** Keeps a row, or answers the reason why it contradicts what came before. */
export type TakeOrderRow = (row: OrderRow) => string | null;

/** What the readers of both forms need. */
export interface RowContext {
  bad: BadRows;
  moment: (text: string) => Moment | null;
  currency: CurrencyWatch;
  take: TakeOrderRow;
}

/** Hands over a row that is good by itself. */
export function hand(row: OrderRow, { take, bad }: RowContext): void {
  const objection = take(row);
  if (objection !== null) bad.add(row.line, objection);
}
