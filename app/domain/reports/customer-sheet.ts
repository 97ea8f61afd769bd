import { outcomeOf, type BuyingYears } from './buying-years.ts';
import { MoneySum } from './money-sum.ts';
import { ratioOf, type Ratio, type Tally } from './tally.ts';

export const ORDER_RANKS = ['F1', 'F2', 'F3', 'F4', 'F5+'] as const;
/** Lifetime order count as a rank. */
export type OrderRank = (typeof ORDER_RANKS)[number];

/** The rank of a number of orders, at least 1. */
export function orderRankOf(orders: number): OrderRank {
  return ORDER_RANKS[orders - 1] ?? 'F5+';
}

/**
 * One rank of 顧客BS and of ゴールド顧客育成マップ (domain.md A5). Customers, orders and sales are those
 * of the rank today; 維持率, 離脱率 and 復帰率 are those of the customers who were in the rank a year
 * ago, since whoever stays leaves the rank by staying.
 */
export interface SheetRow {
  rank: OrderRank;
  customers: number;
  /** 稼働 among them. */
  active: number;
  /** Lifetime orders ÷ customers. */
  lifetimeOrders: Ratio;
  /** Sales of the last 365 days, returns of the departed too, ÷ 稼働; minor units. */
  annualLtv: Ratio;
  /** 維持率: of those 稼働 in the rank a year ago, who has bought since. */
  retention: Ratio;
  /** 離脱率: of the same, who has not. */
  departure: Ratio;
  /** 復帰率: of those departed in the rank a year ago, who has bought since. */
  revival: Ratio;
  /** F2転換率 and its like: reached n + 1 orders ÷ reached n (domain.md A4.1); of F5+, six ÷ five. */
  conversion: Ratio;
}

/** 顧客BS: a row per rank, lowest first. */
export function customerSheet(): Tally<BuyingYears, SheetRow[]> {
  const sums = new Map(ORDER_RANKS.map((rank) => [rank, new RankSum(rank)]));
  return {
    add: (years) => {
      sums.get(orderRankOf(years.orders))?.addToday(years);
      if (years.ordersBefore > 0) sums.get(orderRankOf(years.ordersBefore))?.addYearAgo(years);
      for (const sum of sums.values()) sum.addReached(years.orders);
    },
    result: () => [...sums.values()].map((sum) => sum.row()),
  };
}

class RankSum {
  #today = { customers: 0, active: 0, orders: 0 };
  #sales = new MoneySum();
  #yearAgo = { retained: 0, lost: 0, revived: 0, departed: 0 };
  #reached = { this: 0, next: 0 };
  readonly #rank: OrderRank;
  readonly #orders: number;

  constructor(rank: OrderRank) {
    this.#rank = rank;
    this.#orders = ORDER_RANKS.indexOf(rank) + 1;
  }

  addToday({ thisYear, orders, sales }: BuyingYears): void {
    this.#today.customers += 1;
    this.#today.orders += orders;
    this.#sales.add(sales);
    if (thisYear) this.#today.active += 1;
  }

  addYearAgo(years: BuyingYears): void {
    const outcome = outcomeOf(years);
    if (outcome !== 'new') this.#yearAgo[outcome] += 1;
  }

  addReached(orders: number): void {
    if (orders >= this.#orders) this.#reached.this += 1;
    if (orders > this.#orders) this.#reached.next += 1;
  }

  row(): SheetRow {
    const { customers, active, orders } = this.#today;
    const { retained, lost, revived, departed } = this.#yearAgo;
    return {
      rank: this.#rank,
      customers,
      active,
      lifetimeOrders: ratioOf(orders, customers),
      annualLtv: ratioOf(Number(this.#sales.total), active),
      retention: ratioOf(retained, retained + lost),
      departure: ratioOf(lost, retained + lost),
      revival: ratioOf(revived, revived + departed),
      conversion: ratioOf(this.#reached.next, this.#reached.this),
    };
  }
}
