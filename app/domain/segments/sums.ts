import { sum } from 'd3-array';
import type { Day } from '../day.ts';
import type { CountedOrder } from '../history.ts';
import { soldLines } from '../reports/order-products.ts';
import { meets, type Comparison } from './comparison.ts';
import type { Bought, Happened, Total } from './leaf.ts';
import { contains, leavingDays, type PurchasePeriod } from './period.ts';
import type { Known } from './subject.ts';
import type { Step } from './verdict.ts';

/** Something that happened, and how much of it: a count, pieces or minor units. */
interface Entry {
  day: Day;
  weight: number;
}

/** Orders or amount of a period. */
export function totalStep({ total, period, compare }: Total, known: Known): Step {
  const { orders, returns = [] } = known.history;
  const entries =
    total === 'orders'
      ? orders.map(({ day }) => ({ day, weight: 1 }))
      : [...orders, ...returns].map(({ day, value }) => ({ day, weight: value }));
  return sumStep(entries, period, compare, known);
}

/** What was bought of products, in channels, in a period. */
export function boughtStep(bought: Bought, known: Known): Step {
  const entries = known.history.orders
    .filter(({ channel }) => isAmong(bought.channels, channel))
    .map((order) => ({ day: order.day, weight: weightOf(order, bought) }));
  return sumStep(entries, bought.period, bought.compare, known);
}

/** Events of some kinds in a period. */
export function happenedStep({ kinds, period, compare }: Happened, known: Known): Step {
  const entries = (known.history.events ?? [])
    .filter(({ kind }) => kinds.includes(kind))
    .map(({ day }) => ({ day, weight: 1 }));
  return sumStep(entries, period, compare, known);
}

function sumStep(
  entries: readonly Entry[],
  period: PurchasePeriod,
  compare: Comparison,
  { facts }: Known,
): Step {
  const firstOrderDay = facts?.firstDay ?? null;
  return {
    holds: (today) => {
      const inside = entries.filter(({ day }) => contains(period, day, { today, firstOrderDay }));
      return meets(
        sum(inside, ({ weight }) => weight),
        compare,
      );
    },
    turns: leavingDays(
      period,
      entries.map(({ day }) => day),
    ),
  };
}

/** What an order weighs; a line that came back whole was not bought. */
function weightOf(order: CountedOrder, { products, subscription, measure }: Bought): number {
  const isWhole = products === undefined && !subscription;
  const wanted = soldLines(order).filter(
    ({ product, plan }) => isAmong(products, product) && (!subscription || plan !== undefined),
  );
  switch (measure) {
    case 'orders':
      return isWhole || wanted.length > 0 ? 1 : 0;
    case 'units':
      return sum(wanted, ({ quantity }) => quantity);
    case 'value':
      return isWhole ? order.value : sum(wanted, ({ sales }) => sales);
  }
}

function isAmong(names: readonly string[] | undefined, name: string | null | undefined): boolean {
  return names === undefined || (name != null && names.includes(name));
}
