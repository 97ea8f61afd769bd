import { describe, expect, it } from 'vitest';
import type { Day } from '../day.ts';
import type { CountedOrder, OrderLine } from '../history.ts';
import { grossProfitOf, productsOf, productsOfAll } from './order-products.ts';

function order(...lines: Partial<OrderLine>[]): CountedOrder {
  const soap = { product: 'soap', quantity: 1, sales: 1_000, cost: 400 };
  return { day: 0 as Day, value: 1, lines: lines.map((line) => ({ ...soap, ...line })) };
}
const UNKNOWN: CountedOrder = { day: 0 as Day, value: 1 };

describe('products of an order', () => {
  it('are named once, and only where a unit is left', () => {
    expect([...productsOf(order({}, {}, { product: 'cream', quantity: 0 }))]).toEqual(['soap']);
    expect([...productsOf(UNKNOWN)]).toEqual([]);
  });
  it('of several orders are put together', () => {
    const orders = [order({}), UNKNOWN, order({ product: 'cream' }, {})];
    expect([...productsOfAll(orders)]).toEqual(['soap', 'cream']);
  });
});

describe('gross profit of an order', () => {
  it.each([
    ['of two lines', order({}, { sales: 500, cost: 600 }), 500],
    ['of no line', order(), null],
    ['with an unknown cost', order({}, { cost: null }), null],
    ['with unknown lines', UNKNOWN, null],
  ])('%s', (_, given, profit) => {
    expect(grossProfitOf(given)).toBe(profit);
  });
});
