import type { Day } from '../day.ts';
import { isActive, yearAccountReader, type Life } from './life.ts';
import { MoneySum } from './money-sum.ts';
import { NONE, NOT_YET, placeReader, type BuyerPlace, type TrackedCustomer } from './place.ts';
import type { Tally } from './tally.ts';

/** Everybody in one state at the end of a day, summed. */
export interface Stock {
  customers: number;
  /** 稼働顧客数: with an order in the last 365 days. */
  active: number;
  orders: number;
  /** Cumulative, minor units. */
  amount: bigint;
  /** Of the last 365 days, returns taken off, minor units; in none those before a first order too. */
  yearSales: bigint;
  /** Sum of the first order days; safe, a day has five digits. */
  firstDays: number;
  /** Sum of the last order days. */
  lastDays: number;
}

/** The stock of one state of a model on one day. */
export interface StockRow<State extends string = string> extends Stock {
  day: Day;
  state: BuyerPlace<State>;
}

/** Nobody. */
export const EMPTY_STOCK: Stock = {
  customers: 0,
  active: 0,
  orders: 0,
  amount: 0n,
  yearSales: 0n,
  firstDays: 0,
  lastDays: 0,
};

/**
 * The stock of every state at the end of each day: time linear in a customer's orders and the days.
 *
 * @param days ascending.
 * @returns a row per day and state, days ascending, states in their order and `none` last.
 */
export function stockTally<State extends string>(
  states: readonly State[],
  days: readonly Day[],
): Tally<TrackedCustomer<State>, StockRow<State>[]> {
  const places: BuyerPlace<State>[] = [...states, NONE];
  const sums = days.map(() => new Map(places.map((place) => [place, new StockSum()])));
  return {
    add: ({ history, timeline }) => {
      const accountOn = yearAccountReader(history);
      const placeOn = placeReader(timeline);
      for (const [index, day] of days.entries()) {
        const { life, yearSales } = accountOn(day);
        const place = placeOn(day);
        const sum = sums[index]?.get(place === NOT_YET ? NONE : place);
        sum?.addYearSales(yearSales);
        if (life && place !== NOT_YET) sum?.add(life, day);
      }
    },
    result: () =>
      days.flatMap((day, index) =>
        places.map((state) => ({ day, state, ...(sums[index]?.get(state)?.stock ?? EMPTY_STOCK) })),
      ),
  };
}

/** Stocks of disjoint groups together. */
export function sumOfStocks(stocks: readonly Stock[]): Stock {
  return stocks.reduce(
    (sum, stock) => ({
      customers: sum.customers + stock.customers,
      active: sum.active + stock.active,
      orders: sum.orders + stock.orders,
      amount: sum.amount + stock.amount,
      yearSales: sum.yearSales + stock.yearSales,
      firstDays: sum.firstDays + stock.firstDays,
      lastDays: sum.lastDays + stock.lastDays,
    }),
    EMPTY_STOCK,
  );
}

class StockSum {
  #counts = { customers: 0, active: 0, orders: 0, firstDays: 0, lastDays: 0 };
  #amount = new MoneySum();
  #yearSales = new MoneySum();

  add(life: Life, day: Day): void {
    this.#counts.customers += 1;
    if (isActive(life, day)) this.#counts.active += 1;
    this.#counts.orders += life.orders;
    this.#counts.firstDays += life.firstDay;
    this.#counts.lastDays += life.lastDay;
    this.#amount.add(life.amount);
  }

  addYearSales(yearSales: number): void {
    this.#yearSales.add(yearSales);
  }

  get stock(): Stock {
    return { ...this.#counts, amount: this.#amount.total, yearSales: this.#yearSales.total };
  }
}
