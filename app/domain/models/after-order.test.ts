import fc from 'fast-check';
import { expect, it } from 'vitest';
import { anyHistory } from '#tests/factories/history.ts';
import { addDays, type Day } from '../day.ts';
import { factsAt } from '../history.ts';
import { afterOrder } from './after-order.ts';

it('is what the history says once the order is in it', () => {
  const later = fc.integer({ min: 0, max: 90 });
  const spent = fc.integer({ min: 1, max: 90_000 });
  fc.assert(
    fc.property(anyHistory, later, spent, (history, days, value) => {
      const last = Math.max(...history.orders.map((order) => order.day));
      fc.pre(Number.isFinite(last));
      const day = addDays(last as Day, days);
      const facts = factsAt(history, day);
      const orders = [...history.orders, { day, value }];
      expect(facts && afterOrder(facts, day, value)).toEqual(factsAt({ ...history, orders }, day));
    }),
  );
});
