import type { ProductsQuestion } from '../domain/prepared/products.ts';
import type { DayRange } from '../domain/reports/day-range.ts';
import type { Layer } from '../domain/relative/layer.ts';
import { LAYERS } from '../domain/relative/layer.ts';
import type { Rank } from '../domain/relative/rfm.ts';
import type { Condition } from '../domain/segments/condition.ts';
import type { PurchasePeriod } from '../domain/segments/period.ts';
import { classIs } from '../domain/segments/phrases.ts';
import { periodOf } from './range-conditions.ts';

/** So many orders with one of the products in the period, in the channel that was asked for. */
export function boughtOften(
  products: string[],
  times: number,
  period: DayRange,
  { channel }: Pick<ProductsQuestion, 'channel'>,
): Condition {
  return boughtWhen(products, times, periodOf(period), channel);
}

/** The first order day had the product. */
export function beganWith(product: string): Condition {
  return boughtWhen([product], 1, { kind: 'first-order' }, '');
}

function boughtWhen(
  products: string[],
  times: number,
  period: PurchasePeriod,
  channel: string,
): Condition {
  return {
    type: 'bought',
    products,
    ...(channel !== '' && { channels: [channel] }),
    period,
    measure: 'orders',
    compare: { is: '>=', value: times },
  };
}

/** Of this rank or layer today. */
export function ofGroup(group: Rank | Layer): Condition {
  const layer = LAYERS.find((each) => each === group);
  return layer
    ? classIs({ model: 'layer', states: [layer] }, 'now')
    : classIs({ model: 'rank', states: [group as Rank] }, 'now');
}

/** Came a second day. */
export const CAME_AGAIN: Condition = {
  type: 'fact',
  fact: 'tenure',
  compare: { is: '>', value: 0 },
};
