import { describe, expect, it } from 'vitest';
import { dayOf } from '../day.ts';
import type { OrderLine } from '../history.ts';
import { firstMet } from './first-met.ts';
import { productProfit } from './product-profit.ts';
import { tally } from './tally.ts';

const MAY = { from: dayOf('2026-05-01'), to: dayOf('2026-06-01') };
const line = (
  product: string,
  quantity: number,
  sales: number,
  cost: number | null,
): OrderLine => ({
  ...{ product, quantity, sales, cost },
});
const sold = (iso: string, ...lines: OrderLine[]) => ({ day: dayOf(iso), value: 1, lines });

describe('gross profit of products (domain.md A4.6)', () => {
  it('is sales less cost of the period, and unknown when any cost is', () => {
    const history = {
      orders: [
        sold('2026-05-01', line('soap', 2, 2_000, 600), line('cream', 1, 900, 300)),
        sold('2026-05-31', line('soap', 1, 1_000, 300), line('cream', 1, 900, null)),
        sold('2026-06-01', line('soap', 5, 5_000, 1_500)),
        sold('2026-05-02', line('soap', 0, 0, 0)),
      ],
    };
    const result = tally(productProfit(MAY), [history]);
    expect(result.get('soap')).toEqual({ units: 3, sales: 3_000n, profit: 2_100n });
    expect(result.get('cream')).toEqual({ units: 2, sales: 1_800n, profit: null });
  });
});

describe('the first products that are met', () => {
  it('stay in; later ones are missed, and that is told', () => {
    const met = firstMet(2);
    expect(['a', 'b', 'a'].map(met.has)).toEqual([true, true, true]);
    expect(met.isFull()).toBe(false);
    expect(['c', 'b'].map(met.has)).toEqual([false, true]);
    expect(met.isFull()).toBe(true);
  });
});
