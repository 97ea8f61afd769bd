import Big from 'big.js';
import type { Day } from '../domain/day.ts';
import type { CustomerEvent } from '../domain/history.ts';
import { divideHalfUp } from '../domain/money.ts';
import { toBig, type Amount, type Decimal } from '../files/amount.ts';
import type { OrderRow } from '../files/order-row.ts';
import { Column } from './column.ts';
import { NameTable } from './name-table.ts';

const GUEST = -1;
/** Amounts below keep exact in minor units of any currency. */
const TOO_LARGE_FROM = 1e12;
const TOO_LARGE = 'the amount is too large: a trillion or more';

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
  /** What of an order does not fit its units; there is hardly ever any. */
  readonly #longOf = new Map<number, Big>();
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
      value: this.#valueOf(order, digits),
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

  #add(order: number, amount: Amount): string | null {
    if (toNumber(amount) >= TOO_LARGE_FROM) return TOO_LARGE;
    if (amount instanceof Big) this.#addLong(order, amount);
    else this.#addShort(order, amount);
    return null;
  }

  #addShort(order: number, { units, digits }: Decimal): void {
    if (digits > this.#digits) this.#rescale(digits);
    const added = digits === this.#digits ? units : units * 10 ** (this.#digits - digits);
    const sum = this.#unitsOf.at(order) + added;
    if (Number.isSafeInteger(added) && Number.isSafeInteger(sum)) this.#unitsOf.set(order, sum);
    else this.#addLong(order, toBig({ units, digits }));
  }

  #addLong(order: number, amount: Big): void {
    this.#longOf.set(order, (this.#longOf.get(order) ?? new Big(0)).plus(amount));
  }

  /** Keeps more decimal digits from now on. */
  #rescale(digits: number): void {
    const factor = 10 ** (digits - this.#digits);
    for (let order = 0; order < this.size; order += 1) {
      const units = this.#unitsOf.at(order);
      const fits = Number.isSafeInteger(units * factor);
      if (!fits) this.#addLong(order, toBig({ units, digits: this.#digits }));
      this.#unitsOf.set(order, fits ? units * factor : 0);
    }
    this.#digits = digits;
  }

  #valueOf(order: number, digits: number): number {
    const units = this.#unitsOf.at(order);
    const long = this.#longOf.get(order);
    if (long) return halfUp(long.plus(toBig({ units, digits: this.#digits })).times(10 ** digits));
    const dropped = this.#digits - digits;
    return dropped > 0 ? divideHalfUp(units, 10 ** dropped) : units * 10 ** -dropped;
  }
}

function toNumber(amount: Amount): number {
  return Math.abs(amount instanceof Big ? amount.toNumber() : amount.units / 10 ** amount.digits);
}

/** 2.5 to 3, −2.5 to −2. */
function halfUp(amount: Big): number {
  const raised = amount.plus(0.5);
  const cut = raised.round(0, Big.roundDown);
  return cut.gt(raised) ? cut.minus(1).toNumber() : cut.toNumber();
}
