import { describe, expect, it } from 'vitest';
import type { Day } from '../day.ts';
import type { OrderLine } from '../history.ts';
import { firstChannelOf, firstProductOf, firstSourceOf } from './groupings.ts';

const order = (day: number, channel: string | null, ...lines: OrderLine[]) => ({
  day: day as Day,
  value: 100,
  channel,
  lines,
});
const line = (product: string, sales: number): OrderLine => ({
  product,
  sales,
  quantity: 1,
  cost: null,
});

describe('first product and channel', () => {
  const history = {
    orders: [
      order(9, 'web', line('oil', 900)),
      order(5, 'pos', line('tea', 100), line('soap', 300), line('rice', 300)),
      order(5, 'mail', line('salt', 999)),
    ],
  };
  it('are those of the earliest order, of equals the first listed', () => {
    expect(firstChannelOf(history)).toBe('pos');
  });
  it('the product with the most sales counts, of equals the first listed', () => {
    expect(firstProductOf(history)).toBe('soap');
  });
  it('a line that came back whole is no product', () => {
    const returned = { ...line('oil', 0), quantity: 0 };
    expect(firstProductOf({ orders: [order(1, null, returned, line('gift', 0))] })).toBe('gift');
    expect(firstProductOf({ orders: [order(1, null, returned)] })).toBeNull();
  });
  it('are null when unknown', () => {
    expect(firstProductOf({ orders: [order(1, null)] })).toBeNull();
    expect(firstChannelOf({ orders: [order(1, null)] })).toBeNull();
    const bare = { orders: [{ day: 1 as Day, value: 5 }] };
    expect([firstProductOf(bare), firstChannelOf(bare)]).toEqual([null, null]);
    expect([firstProductOf({ orders: [] }), firstChannelOf({ orders: [] })]).toEqual([null, null]);
  });
  it('the source is that of the first order, and null where it did not say', () => {
    const came = { ...order(1, null), source: 'line' };
    expect(firstSourceOf({ orders: [{ ...order(2, null), source: 'google' }, came] })).toBe('line');
    expect(firstSourceOf({ orders: [order(1, null)] })).toBeNull();
  });
});
