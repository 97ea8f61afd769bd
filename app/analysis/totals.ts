import type { Day } from '../domain/day.ts';
import type { Ledger } from './ledger.ts';
import { kindOf, type Scope } from './buyers.ts';

/** Orders of one kind together; `amount` in minor units. */
export interface Sum {
  orders: number;
  amount: bigint;
}

/** What a ledger holds within a scope. */
export interface Totals {
  /** Every order that counts, guests' too. */
  counted: Sum;
  /** Orders that count but name no customer. */
  guests: Sum;
  returns: Sum;
}

/** Adds up a ledger. */
export function totalsOf(ledger: Ledger, scope: Scope): Totals {
  const totals = { counted: nothing(), guests: nothing(), returns: nothing() };
  for (let number = 0; number < ledger.size; number += 1) {
    const order = ledger.order(number, scope.digits);
    const kind = kindOf(order, scope);
    if (kind === null) continue;
    add(kind === 'order' ? totals.counted : totals.returns, order.value);
    if (kind === 'order' && order.customer === null) add(totals.guests, order.value);
  }
  return totals;
}

/** The day of the last order that counts; null without one. */
export function lastCountedDay(ledger: Ledger, digits: number): Day | null {
  let last: Day | null = null;
  for (let number = 0; number < ledger.size; number += 1) {
    const { day, value } = ledger.order(number, digits);
    if (value > 0 && (last === null || day > last)) last = day;
  }
  return last;
}

function nothing(): Sum {
  return { orders: 0, amount: 0n };
}

function add(sum: Sum, value: number): void {
  sum.orders += 1;
  sum.amount += BigInt(value);
}
