import { describe, expect, it } from 'vitest';
import type { Day } from '../day.ts';
import type { OrderLine } from '../history.ts';
import { compareBy, customerAbcValues, isFlagged, productAbcValues } from './abc-measures.ts';

const line = (sales: number, cost: number | null, quantity = 1): OrderLine => ({
  product: 'soap',
  quantity,
  sales,
  cost,
});
const order = (value: number, ...lines: OrderLine[]) => ({ day: 1 as Day, value, lines });

describe('ABC of customers', () => {
  it('is made of sales, gross profit, units and orders', () => {
    const orders = [order(1_200, line(500, 200), line(600, 100, 3)), order(300, line(300, 350, 2))];
    expect(customerAbcValues(orders)).toEqual({
      sales: 1_500,
      profit: 300 + 500 - 50,
      units: 6,
      orders: 2,
      costMissing: false,
    });
  });
  it('leaves lines without a cost out of the profit and says so', () => {
    expect(customerAbcValues([order(900, line(500, 200), line(400, null))])).toMatchObject({
      profit: 300,
      units: 2,
      costMissing: true,
    });
  });
  it('does not know the profit of an order without lines', () => {
    const known = order(500, line(500, 200));
    const bare = { day: 1 as Day, value: 100 };
    expect(customerAbcValues([known, bare])).toEqual({
      sales: 600,
      profit: 300,
      units: 1,
      orders: 2,
      costMissing: true,
    });
    expect(customerAbcValues([order(100)]).costMissing).toBe(true);
    expect(customerAbcValues([]).costMissing).toBe(false);
  });
});

describe('ABC of products', () => {
  it('is made of the lines of the product', () => {
    expect(productAbcValues([line(500, 200, 2), line(250, 100)])).toEqual({
      sales: 750,
      profit: 450,
      units: 3,
      orders: 2,
      costMissing: false,
    });
    expect(productAbcValues([line(500, null)])).toMatchObject({ profit: 0, costMissing: true });
  });
});

describe('order and flag by measure', () => {
  const one = { sales: 9, profit: 1, units: 5, orders: 2, costMissing: true };
  const two = { sales: 3, profit: 2, units: 5, orders: 4, costMissing: false };
  it('sorts highest first', () => {
    expect([two, one].sort(compareBy('sales'))).toEqual([one, two]);
    expect([one, two].sort(compareBy('profit'))).toEqual([two, one]);
    expect([one, two].sort(compareBy('orders'))).toEqual([two, one]);
    expect(compareBy('units')(one, two)).toBe(0);
  });
  it('flags a missing cost where it matters', () => {
    expect(isFlagged(one, 'profit')).toBe(true);
    expect(isFlagged(two, 'profit')).toBe(false);
    expect(isFlagged(one, 'sales')).toBe(false);
  });
});
