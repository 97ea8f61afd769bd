import { z } from 'zod';
import { addDays, type Day } from '../day.ts';
import type { History } from '../history.ts';
import { entryOf, highestFirst } from '../reports/counts.ts';
import { isIn, isRipe, lastDays, type DayRange } from '../reports/day-range.ts';
import { deliveriesOf } from '../reports/deliveries.ts';
import { YEAR_DAYS } from '../reports/life.ts';
import type { OrderDays } from '../reports/order-days.ts';
import {
  subscriptionRates,
  type Subscription,
  type SubscriptionRates,
} from '../reports/subscription-rates.ts';
import { ratioOf, type Ratio, type Tally } from '../reports/tally.ts';
import { SUBSCRIPTION, trialTally, type TrialCounts } from '../reports/trial.ts';
import { preparedReport, titleOf, type ReportCustomer, type ReportFrame } from './report.ts';

const LONGEST = 255;
const SHORTEST_SILENCE = 14;
const LONGEST_SILENCE = 730;
const Question = z.object({
  /** A product that is looked at by itself; empty for all. */
  product: z.string().max(LONGEST).default(''),
  /** 離脱基準日数: from so many days after the last delivery on, a subscription counts as left. */
  silent: z.coerce.number().int().min(SHORTEST_SILENCE).max(LONGEST_SILENCE).default(90),
});
/** What the report can be asked. */
export type SubscriptionsQuestion = z.infer<typeof Question>;

/** The last delivery that the table shows. */
const TOP = 12;
const TOP_PRODUCTS = 50;
/** Within so many days of the first trial a subscription is to begin, as on the page of products. */
export const SUBSCRIPTION_TRIAL_DAYS = 90;

/** How the subscriptions of a product go on. */
export interface SubscribedProduct {
  product: string;
  title: string;
  /** With at least one delivery of it. */
  customers: number;
  /** Not left. */
  running: number;
  /** 継続率. */
  continuation: Ratio;
  /** From the second delivery to the third. */
  toThird: Ratio;
  averageOrders: Ratio;
}

/** What the report says. */
export interface SubscriptionsBody {
  /** What the product asked for is called; null for all. */
  title: string | null;
  rates: SubscriptionRates;
  /** Not left. */
  running: number;
  /**
   * Of who began in a year and has had the days of the question since: who got a second delivery
   * within them. The year before: the same a year earlier.
   */
  second: { now: Ratio; before: Ratio };
  /** Top 50 by customers, and how many there are. */
  products: SubscribedProduct[];
  sold: number;
  /** 定期引上; null where no trial is named. */
  trial: (TrialCounts & { products: string[] }) | null;
}

/** 定期購入: how many deliveries subscriptions come to, and where they end. */
export const subscriptions = preparedReport<SubscriptionsQuestion, SubscriptionsBody>({
  key: 'subscriptions',
  params: Question,
  collect(question, frame) {
    const asked = question.product === '' ? null : question.product;
    const rates = subscriptionsTally(question.silent, frame.asOf);
    const second = secondTally(question.silent, frame.asOf);
    const products = productsTally(question.silent, frame);
    const trial = trialsOf(frame);
    return {
      add({ history }: ReportCustomer) {
        const deliveries = deliveriesOf(history, asked, frame.asOf);
        rates.add(deliveries);
        second.add(deliveries);
        products.add(history);
        trial?.add(history);
      },
      result() {
        const all = products.result();
        return {
          title: asked === null ? null : titleOf(asked, frame.products),
          ...rates.result(),
          second: second.result(),
          products: all.filter(({ product }, nth) => nth < TOP_PRODUCTS || product === asked),
          sold: all.length,
          trial: trial?.result() ?? null,
        };
      },
    };
  },
});

/** Everybody without a delivery is none. */
function subscriptionsTally(
  silent: number,
  asOf: Day,
): Tally<OrderDays, Pick<SubscriptionsBody, 'rates' | 'running'>> {
  const rates = subscriptionRates(TOP);
  let running = 0;
  return {
    add(deliveries) {
      const subscription = subscriptionOf(deliveries, silent, asOf);
      if (!subscription) return;
      rates.add(subscription);
      if (!subscription.cancelled) running += 1;
    },
    result: () => ({ rates: rates.result(), running }),
  };
}

/** Shopify shows an app the contracts of no other: one has ended when nothing came for long. */
function subscriptionOf(deliveries: OrderDays, silent: number, asOf: Day): Subscription | null {
  const last = deliveries.at(-1);
  return last === undefined
    ? null
    : { orders: deliveries.length, cancelled: isRipe(last, silent, asOf) };
}

function secondTally(silent: number, asOf: Day): Tally<OrderDays, SubscriptionsBody['second']> {
  const now = startedWithin(lastDays(YEAR_DAYS, addDays(asOf, -silent)), silent);
  const before = startedWithin(lastDays(YEAR_DAYS, addDays(asOf, -silent - YEAR_DAYS)), silent);
  return {
    add(deliveries) {
      now.add(deliveries);
      before.add(deliveries);
    },
    result: () => ({ now: now.result(), before: before.result() }),
  };
}

function startedWithin(cohort: DayRange, days: number): Tally<OrderDays, Ratio> {
  let [began, again] = [0, 0];
  return {
    add([first, second]) {
      if (first === undefined || !isIn(cohort, first)) return;
      began += 1;
      if (second !== undefined && second - first <= days) again += 1;
    },
    result: () => ratioOf(again, began),
  };
}

function productsTally(
  silent: number,
  { asOf, products: known }: ReportFrame,
): Tally<History, SubscribedProduct[]> {
  const products = new Map<string, ReturnType<typeof subscriptionsTally>>();
  return {
    add(history) {
      const subscribed = new Set(
        history.orders.flatMap(({ lines = [] }) =>
          lines.filter(({ plan }) => plan !== undefined).map(({ product }) => product),
        ),
      );
      for (const product of subscribed) {
        const tally = entryOf(products, product, () => subscriptionsTally(silent, asOf));
        tally.add(deliveriesOf(history, product, asOf));
      }
    },
    result: () =>
      [...products]
        .map(([product, tally]) => productRow(product, titleOf(product, known), tally.result()))
        .filter(({ customers }) => customers > 0)
        .sort(
          highestFirst(
            ({ customers }) => customers,
            ({ product }) => product,
          ),
        ),
  };
}

function productRow(
  product: string,
  title: string,
  { rates, running }: Pick<SubscriptionsBody, 'rates' | 'running'>,
): SubscribedProduct {
  const [, second] = rates.rungs;
  return {
    product,
    title,
    customers: rates.continuation.denominator,
    running,
    continuation: rates.continuation,
    toThird: second?.toNext ?? ratioOf(0, 0),
    averageOrders: rates.averageOrders,
  };
}

function trialsOf({
  settings: {
    products: { trial },
  },
  asOf,
}: ReportFrame): Tally<History, NonNullable<SubscriptionsBody['trial']>> | null {
  if (trial.length === 0) return null;
  const tally = trialTally({
    trial: new Set(trial),
    main: SUBSCRIPTION,
    withinDays: SUBSCRIPTION_TRIAL_DAYS,
    asOf,
  });
  return { ...tally, result: () => ({ ...tally.result(), products: trial }) };
}
