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
const TODAY = 9 as Day;
const order = (value: number, ...lines: OrderLine[]) => ({ day: 1 as Day, value, lines });

describe('ABC of customers', () => {
  it('is made of sales, gross profit, units and orders', () => {
    const orders = [order(1_200, line(500, 200), line(600, 100, 3)), order(300, line(300, 350, 2))];
    expect(customerAbcValues({ orders }, TODAY)).toEqual({
      sales: 1_500,
      profit: 300 + 500 - 50,
      units: 6,
      orders: 2,
      costMissing: false,
    });
  });
  it('takes returns off, and sees nothing after the day', () => {
    const orders = [order(1_000, line(1_000, 400)), { ...order(70, line(70, 0)), day: 10 as Day }];
    const returns = [
      { day: TODAY, value: -300 },
      { day: 10 as Day, value: -5 },
    ];
    expect(customerAbcValues({ orders, returns }, TODAY)).toEqual({
      sales: 700,
      profit: 300,
      units: 1,
      orders: 1,
      costMissing: false,
    });
  });
  it('leaves lines without a cost out of the profit and says so', () => {
    expect(
      customerAbcValues({ orders: [order(900, line(500, 200), line(400, null))] }, TODAY),
    ).toMatchObject({
      profit: 300,
      units: 2,
      costMissing: true,
    });
  });
  it('does not know the profit of an order without lines', () => {
    const known = order(500, line(500, 200));
    const bare = { day: 1 as Day, value: 100 };
    expect(customerAbcValues({ orders: [known, bare] }, TODAY)).toEqual({
      sales: 600,
      profit: 300,
      units: 1,
      orders: 2,
      costMissing: true,
    });
    expect(customerAbcValues({ orders: [order(100)] }, TODAY).costMissing).toBe(true);
    expect(customerAbcValues({ orders: [] }, TODAY).costMissing).toBe(false);
  });
});

describe('ABC of products', () => {
  it('is made of the lines of the product, and counts the orders with it', () => {
    const tea = { ...line(90, null), product: 'tea' };
    const orders = [
      order(800, line(500, 200, 2), line(250, 100), tea),
      order(90, tea),
      order(90, tea, line(0, 100, 0)),
      { day: 1 as Day, value: 100 },
    ];
    expect(productAbcValues('soap', orders)).toEqual({
      sales: 750,
      profit: 450,
      units: 3,
      orders: 1,
      costMissing: false,
    });
    expect(productAbcValues('tea', orders)).toMatchObject({
      profit: 0,
      orders: 3,
      costMissing: true,
    });
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
