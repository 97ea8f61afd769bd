import { describe, expect, it } from 'vitest';
import { AS_OF, bought } from '#tests/factories/buyers.ts';
import type { CountedOrder } from '../history.ts';
import { deliveriesOf } from './deliveries.ts';

/** The first product by a selling plan, the rest as single purchases. */
function delivered(ago: number, ...products: string[]): CountedOrder {
  const order = bought(ago, ...products);
  const lines = order.lines?.map((line, nth) => (nth === 0 ? { ...line, plan: 'monthly' } : line));
  return { ...order, lines: lines ?? [] };
}

describe('deliveries of a subscription', () => {
  const orders = [
    delivered(10, 'cream', 'soap'),
    bought(20, 'cream'),
    delivered(40, 'cream'),
    delivered(70, 'soap'),
    delivered(70, 'cream'),
  ];
  const agos = (product: string | null) =>
    deliveriesOf({ orders }, product, AS_OF).map((day) => AS_OF - day);

  it('are the orders with something by a selling plan, of one product or of any', () => {
    expect(agos('cream')).toEqual([70, 40, 10]);
    expect(agos('soap')).toEqual([70]);
    expect(agos(null)).toEqual([70, 70, 40, 10]);
    expect(agos('tea')).toEqual([]);
  });

  it('are none where it came back whole, or after the as-of day', () => {
    const [first] = orders as [CountedOrder];
    const back = { ...first, lines: first.lines!.map((line) => ({ ...line, quantity: 0 })) };
    expect(deliveriesOf({ orders: [back, delivered(-1, 'cream')] }, null, AS_OF)).toEqual([]);
  });
});
