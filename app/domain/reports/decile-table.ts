import { decileOf } from '../relative/decile.ts';
import { MoneySum } from './money-sum.ts';
import { ratioOf, type Ratio, type Tally } from './tally.ts';

/** One tenth of the customers. */
export interface DecileRow {
  /** 1 = the highest amounts. */
  decile: number;
  customers: number;
  /** Minor units. */
  amount: bigint;
  /** Of the amounts of all. */
  share: Ratio;
  /** Of this decile and all above it. */
  cumulativeShare: Ratio;
  /** Amount per head, minor units. */
  perHead: Ratio;
}

const DECILES = 10;

/**
 * デシル分析 (domain.md A4.6), fed with the amounts of all customers, highest first. Always ten rows;
 * among fewer than ten customers the last are empty.
 *
 * @param customers how many will come.
 */
export function decileTable(customers: number): Tally<number, DecileRow[]> {
  const sums = Array.from({ length: DECILES }, () => ({ customers: 0, amount: new MoneySum() }));
  let place = 0;
  return {
    add: (amount) => {
      const sum = sums[decileOf(place, customers) - 1];
      if (place >= customers || !sum) throw new RangeError(`more than ${customers} customers came`);
      sum.customers += 1;
      sum.amount.add(amount);
      place += 1;
    },
    result: () =>
      rowsOf(sums.map(({ customers, amount }) => ({ customers, amount: amount.total }))),
  };
}

function rowsOf(groups: readonly { customers: number; amount: bigint }[]): DecileRow[] {
  const total = groups.reduce((sum, { amount }) => sum + amount, 0n);
  let cumulative = 0n;
  return groups.map(({ customers, amount }, index) => {
    cumulative += amount;
    return {
      decile: index + 1,
      customers,
      amount,
      share: ratioOf(Number(amount), Number(total)),
      cumulativeShare: ratioOf(Number(cumulative), Number(total)),
      perHead: ratioOf(Number(amount), customers),
    };
  });
}
