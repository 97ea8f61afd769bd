import type { Day } from '../domain/day.ts';
import type { CustomerEvent } from '../domain/history.ts';
import { divideHalfUp } from '../domain/money.ts';
import type { Decimal } from '../files/amount.ts';
import type { OrderRow } from '../files/order-row.ts';
import { Column } from './column.ts';
import { NameTable } from './name-table.ts';

const GUEST = -1;
const TOO_LARGE = 'the amount is too large to be kept exactly';

/** One order of a ledger. */
export interface LedgerOrder {
  /** Number of the customer; null: a guest. */
  customer: number | null;
  /** The day of its earliest row. */
  day: Day;
  /** Minor units; 0 or less: no order that counts. */
  value: number;
}

/**
 * All orders of a file in little room: the rows of one order are added up exactly, adjacent or not,
 * and rounded once to the digits of the currency.
 */
export class Ledger {
  readonly customers = new NameTable();
  #orderIds: NameTable | null = new NameTable();
  readonly #customerOf = new Column();
  readonly #dayOf = new Column();
  readonly #unitsOf = new Column();
  /** Units are amounts times ten to this power. */
  #digits = 0;
  readonly #events = new Map<number, CustomerEvent[]>();

  /** How many orders there are. */
  get size(): number {
    return this.#dayOf.length;
  }

  /** Adds one row; answers why it contradicts what came before, or null. */
  take(row: OrderRow): string | null {
    if (!this.#orderIds) throw new Error('the orders are closed');
    const known = this.size;
    const order = this.#orderIds.number(row.orderId);
    if (order === known) return this.#begin(row);
    const contradiction = this.#nameCustomer(order, row.customerId);
    if (contradiction !== null || row.amount === null || row.whole) return contradiction;
    this.#dayOf.set(order, Math.min(this.#dayOf.at(order), row.day));
    return this.#add(order, row.amount);
  }

  /** Adds an event; answers whether the customer is known. */
  addEvent(customerId: string, event: CustomerEvent): boolean {
    const customer = this.customers.find(customerId);
    if (customer === null) return false;
    const events = this.#events.get(customer) ?? [];
    events.push(event);
    this.#events.set(customer, events);
    return true;
  }

  /** Forgets the order ids, which only further rows need. */
  closeOrders(): void {
    this.#orderIds = null;
  }

  eventsOf(customer: number): readonly CustomerEvent[] {
    return this.#events.get(customer) ?? [];
  }

  dayOf(order: number): Day {
    return this.#dayOf.at(order) as Day;
  }

  /** @param digits of the currency. */
  order(order: number, digits: number): LedgerOrder {
    const customer = this.#customerOf.at(order);
    return {
      customer: customer === GUEST ? null : customer,
      day: this.dayOf(order),
      value: rounded(this.#unitsOf.at(order), this.#digits - digits),
    };
  }

  /** Goes through the orders that have a customer, both by their numbers. */
  forEachOwned(visit: (customer: number, order: number) => void): void {
    for (let order = 0; order < this.size; order += 1) {
      const customer = this.#customerOf.at(order);
      if (customer !== GUEST) visit(customer, order);
    }
  }

  #begin(row: OrderRow): string | null {
    this.#customerOf.push(row.customerId === null ? GUEST : this.customers.number(row.customerId));
    this.#unitsOf.push(0);
    this.#dayOf.push(row.amount === null ? 0 : row.day);
    if (row.amount === null) return 'unreadable amount: Total is empty';
    return row.counts ? this.#add(this.size - 1, row.amount) : null;
  }

  #nameCustomer(order: number, customerId: string | null): string | null {
    if (customerId === null) return null;
    const customer = this.customers.number(customerId);
    const named = this.#customerOf.at(order);
    if (named === GUEST) this.#customerOf.set(order, customer);
    if (named === GUEST || named === customer) return null;
    return `the order is also one of customer "${this.customers.name(named)}"`;
  }

  #add(order: number, { units, digits }: Decimal): string | null {
    if (digits > this.#digits && !this.#rescale(digits)) return TOO_LARGE;
    const added = digits === this.#digits ? units : units * 10 ** (this.#digits - digits);
    const sum = this.#unitsOf.at(order) + added;
    if (!Number.isSafeInteger(added) || !Number.isSafeInteger(sum)) return TOO_LARGE;
    this.#unitsOf.set(order, sum);
    return null;
  }

  /** Keeps more decimal digits from now on; false, and nothing changed, when they do not fit. */
  #rescale(digits: number): boolean {
    const factor = 10 ** (digits - this.#digits);
    const scaled = (order: number) => this.#unitsOf.at(order) * factor;
    for (let order = 0; order < this.size; order += 1) {
      if (!Number.isSafeInteger(scaled(order))) return false;
    }
    for (let order = 0; order < this.size; order += 1) this.#unitsOf.set(order, scaled(order));
    this.#digits = digits;
    return true;
  }
}

/** Drops so many decimal digits. */
function rounded(units: number, digits: number): number {
  return digits > 0 ? divideHalfUp(units, 10 ** digits) : units * 10 ** -digits;
}
