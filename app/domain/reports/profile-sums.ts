import { addDays, type Day } from '../day.ts';
import { intervalsOf, type CountedOrder, type History, type OrderLine } from '../history.ts';
import { monthOfYear } from './calendar-months.ts';
import { Histogram } from './histogram.ts';
import { YEAR_DAYS } from './life.ts';
import { MoneySum } from './money-sum.ts';
import { productsOf, productsOfAll, soldLines } from './order-products.ts';
import { activeDaysOf } from './value-factors.ts';

/** What a group has bought of one product. */
export interface ProductSum {
  /** Customers who bought it. */
  customers: number;
  units: number;
  /** Minor units. */
  sales: bigint;
}

const MONTHS = 12;

/** Everything of a rank that a profile is made of; grows with its products and regions only. */
export class ProfileSums {
  readonly counts = {
    customers: 0,
    orders: 0,
    /** Orders of which a unit was sold and the lines are known. */
    baskets: 0,
    items: 0,
    units: 0,
    active: 0,
    yearOrders: 0,
  };
  /** Of the customers with at least two order days, who alone have an active period. */
  readonly paced = { customers: 0, orders: 0, activeDays: 0, amount: new MoneySum() };
  readonly amount = new MoneySum();
  readonly intervals = new Histogram();
  readonly months = Array.from({ length: MONTHS }, () => 0);
  readonly regions = new Map<string | null, number>();
  readonly #products = new Map<string, { customers: number; units: number; sales: MoneySum }>();
  readonly #asOf: Day;

  constructor(asOf: Day) {
    this.#asOf = asOf;
  }

  /** Adds a customer who has bought by the as-of day, with what they did up to it. */
  add(history: History): void {
    const orders = history.orders.filter(({ day }) => day <= this.#asOf);
    if (orders.length === 0) return;
    this.counts.customers += 1;
    const region = history.region ?? null;
    this.regions.set(region, (this.regions.get(region) ?? 0) + 1);
    const entries = [...orders, ...(history.returns ?? []).filter(({ day }) => day <= this.#asOf)];
    for (const { value } of entries) this.amount.add(value);
    this.#addDays(orders.map(({ day }) => day));
    this.#addPace(orders, entries);
    this.#addLines(orders);
  }

  /** Products by name, as sums. */
  products(): [string, ProductSum][] {
    return [...this.#products].map(([product, { customers, units, sales }]) => [
      product,
      { customers, units, sales: sales.total },
    ]);
  }

  #addDays(days: readonly Day[]): void {
    const thisYear = days.filter((day) => day > addDays(this.#asOf, -YEAR_DAYS)).length;
    this.counts.orders += days.length;
    this.counts.yearOrders += thisYear;
    if (thisYear > 0) this.counts.active += 1;
    for (const day of days) this.#addMonth(monthOfYear(day));
  }

  #addMonth(month: number): void {
    this.months[month] = (this.months[month] ?? 0) + 1;
  }

  #addPace(orders: readonly CountedOrder[], entries: readonly { value: number }[]): void {
    const intervals = intervalsOf(orders);
    if (intervals.length === 0) return;
    for (const interval of intervals) this.intervals.add(interval);
    const tenure = intervals.reduce((sum, interval) => sum + interval, 0);
    this.paced.customers += 1;
    this.paced.orders += orders.length;
    this.paced.activeDays += activeDaysOf(tenure, intervals.length + 1);
    for (const { value } of entries) this.paced.amount.add(value);
  }

  #addLines(orders: readonly CountedOrder[]): void {
    const baskets = orders.map(productsOf).filter(({ size }) => size > 0);
    this.counts.baskets += baskets.length;
    for (const products of baskets) this.counts.items += products.size;
    for (const line of orders.flatMap(soldLines)) this.#addLine(line);
    for (const product of productsOfAll(orders)) this.#sumOf(product).customers += 1;
  }

  #addLine({ product, quantity, sales }: OrderLine): void {
    this.counts.units += quantity;
    const sum = this.#sumOf(product);
    sum.units += quantity;
    sum.sales.add(sales);
  }

  #sumOf(product: string) {
    const sum = this.#products.get(product) ?? { customers: 0, units: 0, sales: new MoneySum() };
    this.#products.set(product, sum);
    return sum;
  }
}
