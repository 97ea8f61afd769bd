import { rungsOf, type Rung } from './rungs.ts';
import { ratioOf, type Ratio, type Tally } from './tally.ts';

/** One subscription contract. */
export interface Subscription {
  /** Deliveries so far. */
  orders: number;
  cancelled: boolean;
}

/** A rung of the 定期推移表: contracts, not people. */
export interface SubscriptionRung extends Rung {
  /** 離脱 at n: cancelled after the nth delivery ÷ reached n. */
  left: Ratio;
  /** Reached n + 1 ÷ reached n, without those who have neither got the next delivery nor cancelled. */
  decided: Ratio;
}

/** Rates of subscriptions (domain.md A4.3); the averages are shown with their parts. */
export interface SubscriptionRates {
  /** 継続率: at least two deliveries ÷ at least one. */
  continuation: Ratio;
  rungs: SubscriptionRung[];
  /** 平均継続回数: deliveries ÷ subscriptions. */
  averageOrders: Ratio;
  /** 平均継続率: 平均継続回数 ÷ the highest number of deliveries. */
  averageContinuation: number | null;
  /** 平均解約回数: deliveries of cancelled subscriptions ÷ these. */
  averageOrdersAtEnd: Ratio;
  /** 平均解約率: 平均解約回数 ÷ the highest number of deliveries at leaving. */
  averageCancellation: number | null;
}

/** Counts subscriptions; `top` is the last n shown. */
export function subscriptionRates(top: number): Tally<Subscription, SubscriptionRates> {
  const all = rungsOf(top);
  const ended = rungsOf(top);
  const average = averager();
  const averageAtEnd = averager();
  return {
    add({ orders, cancelled }) {
      all.add(orders);
      average.add(orders);
      if (!cancelled) return;
      ended.add(orders);
      averageAtEnd.add(orders);
    },
    result() {
      const rungs = all.rungs();
      const ends = ended.rungs();
      const reached = (n: number) => rungs[n - 1]?.reached ?? 0;
      return {
        continuation: ratioOf(rungs[0]?.toNext.numerator ?? 0, reached(1)),
        rungs: rungs.map((rung, index) => withEnds(rung, ends[index])),
        averageOrders: average.mean(),
        averageContinuation: average.meanOfHighest(),
        averageOrdersAtEnd: averageAtEnd.mean(),
        averageCancellation: averageAtEnd.meanOfHighest(),
      };
    },
  };
}

function withEnds(rung: Rung, end: Rung | undefined): SubscriptionRung {
  const left = end ? end.reached - end.toNext.numerator : 0;
  const next = rung.toNext.numerator;
  return { ...rung, left: ratioOf(left, rung.reached), decided: ratioOf(next, next + left) };
}

function averager() {
  let count = 0;
  let sum = 0;
  let highest = 0;
  const mean = () => ratioOf(sum, count);
  return {
    add(value: number): void {
      count += 1;
      sum += value;
      highest = Math.max(highest, value);
    },
    mean,
    meanOfHighest: (): number | null => ratioOf(mean().value ?? 0, highest).value,
  };
}
