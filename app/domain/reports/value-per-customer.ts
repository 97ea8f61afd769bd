import { MoneySum } from './money-sum.ts';
import { perHead } from './per-head.ts';

/** What some customers brought. */
export interface ValuePerCustomer {
  customers: number;
  /** Minor units. */
  sum: bigint;
  /** Sum ÷ customers, not rounded; null without customers. */
  perCustomer: number | null;
}

/** Adds up customers and what they brought. */
export interface ValueSum {
  add(amount: number): void;
  /** Takes an amount of somebody who is no customer of the count. */
  addAmountOnly(amount: number): void;
  result(): ValuePerCustomer;
}

/** An empty sum, exact at any size. */
export function valueSum(): ValueSum {
  let customers = 0;
  const sum = new MoneySum();
  return {
    add(amount) {
      customers += 1;
      sum.add(amount);
    },
    addAmountOnly(amount) {
      sum.add(amount);
    },
    result: () => ({ customers, sum: sum.total, perCustomer: perHead(sum.total, customers) }),
  };
}
