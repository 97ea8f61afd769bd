import type { SubscriptionsBody, SubscriptionsQuestion } from '../domain/prepared/subscriptions.ts';
import { SUBSCRIPTION_TRIAL_DAYS } from '../domain/prepared/subscriptions.ts';
import type { SubscriptionRung } from '../domain/reports/subscription-rates.ts';
import type { Ratio } from '../domain/reports/tally.ts';
import { againstTrialTarget, TRIAL_TARGET } from '../domain/reports/trial.ts';
import type { Comparison } from '../domain/segments/comparison.ts';
import type { Condition } from '../domain/segments/condition.ts';
import type { Period } from '../domain/segments/period.ts';
import { boughtEver } from '../domain/segments/phrases.ts';
import type { Shop } from '../store/database.ts';
import { all, NO, SOME, type Counted } from './range-conditions.ts';
import { reportScreen, type Opened, type ReportScreen } from './report-screen.ts';

/** How subscriptions go on from the nth delivery. */
export interface ShownDelivery {
  n: number;
  reached: Counted;
  next: Counted;
  waiting: Counted;
  left: Counted;
  toNext: number | null;
  leftShare: number | null;
  /** Of those whose next delivery is decided: it came, or they left. */
  decided: number | null;
}

/** How the subscriptions of a product go on. */
export interface ShownSubscribed {
  product: string;
  title: string;
  customers: Counted;
  running: Counted;
  continuation: number | null;
  toThird: number | null;
  averageOrders: number | null;
}

/** What the page of subscriptions shows. */
export interface SubscriptionsShown {
  /** What the product asked for is called; null for all. */
  title: string | null;
  customers: Counted;
  running: Counted;
  left: Counted;
  continuation: Ratio;
  second: { now: Ratio; before: Ratio };
  averageOrders: number | null;
  averageContinuation: number | null;
  averageOrdersAtEnd: number | null;
  averageCancellation: number | null;
  deliveries: ShownDelivery[];
  products: ShownSubscribed[];
  sold: number;
  trial: {
    rate: Ratio;
    days: number;
    verdict: ReturnType<typeof againstTrialTarget>;
    target: typeof TRIAL_TARGET;
    tried: Counted;
    notYet: Counted;
  } | null;
}
export type SubscriptionsScreen = ReportScreen<SubscriptionsShown, SubscriptionsQuestion>;

/** The page of subscriptions. */
export function subscriptionsScreen(
  shop: Shop,
  open: () => Promise<Opened<SubscriptionsBody>>,
  question: SubscriptionsQuestion,
  now: number,
): Promise<SubscriptionsScreen> {
  return reportScreen(shop, { question, now, open, show: (body) => shownOf(body, question) });
}

function shownOf(body: SubscriptionsBody, question: SubscriptionsQuestion): SubscriptionsShown {
  const { rates, running, products, trial } = body;
  const { product, silent } = question;
  const customers = rates.continuation.denominator;
  return {
    title: body.title,
    customers: { count: customers, where: delivered(product, SOME) },
    running: { count: running, where: stillDelivered(product, silent) },
    left: {
      count: customers - running,
      where: all(delivered(product, SOME), notDelivered(product, silent)),
    },
    continuation: rates.continuation,
    second: body.second,
    averageOrders: rates.averageOrders.value,
    averageContinuation: rates.averageContinuation,
    averageOrdersAtEnd: rates.averageOrdersAtEnd.value,
    averageCancellation: rates.averageCancellation,
    deliveries: rates.rungs
      .filter(({ reached }) => reached > 0)
      .map((rung) => shownDelivery(rung, question)),
    products: products.map((row) => ({
      product: row.product,
      title: row.title,
      customers: { count: row.customers, where: delivered(row.product, SOME) },
      running: { count: row.running, where: stillDelivered(row.product, silent) },
      continuation: row.continuation.value,
      toThird: row.toThird.value,
      averageOrders: row.averageOrders.value,
    })),
    sold: body.sold,
    trial: trial && shownTrial(trial),
  };
}

function shownDelivery(
  { n, reached, toNext, left, decided }: SubscriptionRung,
  { product, silent }: SubscriptionsQuestion,
): ShownDelivery {
  const exactly = delivered(product, { is: '=', value: n });
  const atLeast = (value: number) => delivered(product, { is: '>=', value });
  return {
    n,
    reached: { count: reached, where: atLeast(n) },
    next: { count: toNext.numerator, where: atLeast(n + 1) },
    waiting: {
      count: reached - toNext.numerator - left.numerator,
      where: all(exactly, stillDelivered(product, silent)),
    },
    left: { count: left.numerator, where: all(exactly, notDelivered(product, silent)) },
    toNext: toNext.value,
    leftShare: left.value,
    decided: decided.value,
  };
}

function shownTrial({
  rate,
  tried,
  notYet,
  products,
}: NonNullable<SubscriptionsBody['trial']>): SubscriptionsShown['trial'] {
  const bought = boughtEver(products);
  return {
    rate,
    days: SUBSCRIPTION_TRIAL_DAYS,
    verdict: againstTrialTarget(rate),
    target: TRIAL_TARGET,
    tried: { count: tried, where: bought },
    notYet: { count: notYet, where: all(bought, delivered('', NO)) },
  };
}

const stillDelivered = (product: string, days: number) =>
  delivered(product, SOME, { kind: 'last-days', days });
const notDelivered = (product: string, days: number) =>
  delivered(product, NO, { kind: 'last-days', days });

/** So many deliveries, of a product or of any. */
function delivered(
  product: string,
  compare: Comparison,
  period: Period = { kind: 'ever' },
): Condition {
  return {
    type: 'bought',
    ...(product !== '' && { products: [product] }),
    subscription: true,
    period,
    measure: 'orders',
    compare,
  };
}
