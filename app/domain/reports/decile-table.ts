import { weightOf } from '../relative/abc.ts';
import { decileOf } from '../relative/decile.ts';
import { MoneySum } from './money-sum.ts';
import { ratioOf, type Ratio, type Tally } from './tally.ts';

/** One tenth of the customers. */
export interface DecileRow {
  /** 1 = the highest amounts. */
  decile: number;
  customers: number;
  /** True sum, those below 0 too; minor units. */
  amount: bigint;
  /** Of what all weigh: an amount of 0 or less weighs nothing, as in ABC. */
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
  const sums = Array.from({ length: DECILES }, () => ({
    customers: 0,
    amount: new MoneySum(),
    weight: 0n,
  }));
  let place = 0;
  return {
    add: (amount) => {
      const sum = sums[decileOf(place, customers) - 1];
      if (place >= customers || !sum) throw new RangeError(`more than ${customers} customers came`);
      sum.customers += 1;
      sum.amount.add(amount);
      sum.weight += weightOf(amount);
      place += 1;
    },
    result: () => decileRows(sums.map((sum) => ({ ...sum, amount: sum.amount.total }))),
  };
}

/** What the customers of one decile come to; `weight` as in ABC. */
export type DecileSum = Pick<DecileRow, 'customers' | 'amount'> & { weight: bigint };

/** The table of deciles that are summed already, the highest amounts first. */
export function decileRows(groups: readonly DecileSum[]): DecileRow[] {
  const total = groups.reduce((sum, { weight }) => sum + weight, 0n);
  let cumulative = 0n;
  return groups.map(({ customers, amount, weight }, index) => {
    cumulative += weight;
    return {
      decile: index + 1,
      customers,
      amount,
      share: ratioOf(Number(weight), Number(total)),
      cumulativeShare: ratioOf(Number(cumulative), Number(total)),
      perHead: ratioOf(Number(amount), customers),
    };
  });
}
