import type { Day } from '../day.ts';
import type { CountedOrder, History } from '../history.ts';
import { isIn, isRipe, type DayRange } from './day-range.ts';
import { isDelivery } from './deliveries.ts';
import { productsOf } from './order-products.ts';
import { rateTally, type RateRule } from './rate.ts';
import { ratioOf, type Ratio, type Tally } from './tally.ts';

/** Whatever is bought by a subscription. */
export const SUBSCRIPTION = 'subscription';

/** Which products are trials (お試し), and which are what a trial should lead to. */
export interface TrialOptions {
  trial: ReadonlySet<string>;
  /** The main products (本品引上) or the subscriptions (定期引上). */
  main: ReadonlySet<string> | typeof SUBSCRIPTION;
  withinDays: number;
  asOf: Day;
  /** Only trials of these days. */
  cohort?: DayRange;
}

/**
 * 引上率 (domain.md A4.3): of the customers whose first trial is at least `withinDays` old, those
 * with a main product on a later day, within so many days.
 */
export function trialToMain(options: TrialOptions): RateRule<History> {
  const { trial, main, withinDays, asOf, cohort } = options;
  return {
    key: `trial_to_main_${withinDays}`,
    definition: `Customers who bought a main product on a later day within ${withinDays} days of their first trial ÷ customers whose first trial was at least ${withinDays} days before the as-of day.`,
    hit: ({ orders }) => {
      const tried = firstDayWith(trial, orders);
      if (tried === null || !isRipe(tried, withinDays, asOf)) return null;
      if (cohort && !isIn(cohort, tried)) return null;
      return orders.some(
        (order) => order.day > tried && order.day <= tried + withinDays && isMain(main, order),
      );
    },
  };
}

/** Of all who ever bought a trial: who has not bought a main product, before or after. */
export function triedNotBought({
  trial,
  main,
}: Pick<TrialOptions, 'trial' | 'main'>): RateRule<History> {
  return {
    key: 'tried_not_bought',
    definition:
      'Customers who bought a trial and never a main product ÷ customers who bought a trial.',
    hit: ({ orders }) => {
      if (!orders.some((order) => hasOneOf(trial, order))) return null;
      return !orders.some((order) => isMain(main, order));
    },
  };
}

/** What trials lead to. */
export interface TrialCounts {
  rate: Ratio;
  /** Who ever bought a trial, and who of them has never bought a main product. */
  tried: number;
  notYet: number;
}

/** 引上率 with all who ever tried. */
export function trialTally(options: TrialOptions): Tally<History, TrialCounts> {
  const rates = rateTally([trialToMain(options), triedNotBought(options)]);
  return {
    add: (history) => {
      rates.add(history);
    },
    result: () => {
      const [rate, notYet] = rates.result();
      return {
        rate: ratioOf(rate?.numerator ?? 0, rate?.denominator ?? 0),
        tried: notYet?.denominator ?? 0,
        notYet: notYet?.numerator ?? 0,
      };
    },
  };
}

function firstDayWith(products: ReadonlySet<string>, orders: readonly CountedOrder[]): Day | null {
  const days = orders.filter((order) => hasOneOf(products, order)).map(({ day }) => day);
  return days.length === 0 ? null : (Math.min(...days) as Day);
}

function isMain(main: TrialOptions['main'], order: CountedOrder): boolean {
  return main === SUBSCRIPTION ? isDelivery(order, null) : hasOneOf(main, order);
}

function hasOneOf(products: ReadonlySet<string>, order: CountedOrder): boolean {
  return [...productsOf(order)].some((product) => products.has(product));
}

/** 20–40 % (domain.md A4.3). */
export const TRIAL_TARGET = { from: 0.2, to: 0.4 };

/** Where a 引上率 lies against its target, both ends of which belong to it; null without a value. */
export function againstTrialTarget(
  { value }: Ratio,
  target = TRIAL_TARGET,
): 'below' | 'within' | 'above' | null {
  if (value === null) return null;
  if (value < target.from) return 'below';
  return value > target.to ? 'above' : 'within';
}
