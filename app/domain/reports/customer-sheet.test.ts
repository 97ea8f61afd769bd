import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyDay, anyShop } from '#tests/factories/structure.ts';
import { buyingYearsOf, outcomeOf, type BuyingYears } from './buying-years.ts';
import { customerSheet, ORDER_RANKS, orderRankOf } from './customer-sheet.ts';
import { ratioOf, tally } from './tally.ts';

describe('rank by lifetime orders', () => {
  it.each([
    [1, 'F1'],
    [2, 'F2'],
    [4, 'F4'],
    [5, 'F5+'],
    [6, 'F5+'],
    [99, 'F5+'],
  ])('%i orders: %s', (orders, rank) => {
    expect(orderRankOf(orders)).toBe(rank);
  });
});

const buyer = (parts: Partial<BuyingYears>): BuyingYears => ({
  thisYear: false,
  lastYear: false,
  earlier: false,
  orders: 1,
  ordersBefore: 0,
  sales: 0,
  ...parts,
});

describe('顧客BS and ゴールド顧客育成マップ (domain.md A5)', () => {
  const rows = tally(customerSheet(), [
    buyer({ thisYear: true, sales: 500 }),
    buyer({ thisYear: true, lastYear: true, orders: 2, ordersBefore: 1, sales: 800 }),
    buyer({ lastYear: true, ordersBefore: 1, sales: -50 }),
    buyer({ lastYear: true, ordersBefore: 1 }),
    buyer({ thisYear: true, earlier: true, orders: 7, ordersBefore: 1, sales: 9_000 }),
    buyer({ earlier: true, ordersBefore: 1 }),
    buyer({ lastYear: true, orders: 5, ordersBefore: 5 }),
  ]);
  const [f1, f2, f3, , f5] = rows;

  it('counts customers, orders and sales in the rank of today', () => {
    expect(rows.map(({ rank, customers, active }) => [rank, customers, active])).toEqual([
      ['F1', 4, 1],
      ['F2', 1, 1],
      ['F3', 0, 0],
      ['F4', 0, 0],
      ['F5+', 2, 1],
    ]);
    expect(f5?.lifetimeOrders).toEqual({ numerator: 12, denominator: 2, value: 6 });
    expect(f1?.annualLtv).toEqual({ numerator: 450, denominator: 1, value: 450 });
    expect(f5?.annualLtv.value).toBe(9_000);
  });

  it('keeps, loses and wins back from the rank of a year ago', () => {
    expect(f1?.retention).toEqual({ numerator: 1, denominator: 3, value: 1 / 3 });
    expect(f1?.departure).toEqual({ numerator: 2, denominator: 3, value: 2 / 3 });
    expect(f1?.revival).toEqual({ numerator: 1, denominator: 2, value: 0.5 });
    expect(f2?.retention.value).toBeNull();
    expect(f2?.revival.value).toBeNull();
    expect(f5?.retention.value).toBe(0);
  });

  it('goes on from n to n + 1 orders', () => {
    expect(f1?.conversion).toEqual({ numerator: 3, denominator: 7, value: 3 / 7 });
    expect(f2?.conversion).toEqual({ numerator: 2, denominator: 3, value: 2 / 3 });
    expect(f5?.conversion).toEqual({ numerator: 1, denominator: 2, value: 0.5 });
  });

  it('says nothing of a rank without customers', () => {
    expect([f3?.lifetimeOrders.value, f3?.annualLtv.value]).toEqual([null, null]);
    const [empty] = tally(customerSheet(), []);
    expect(empty?.conversion.value).toBeNull();
  });

  it.each([
    [30, 100, 0.3],
    [250, 1_000, 0.25],
  ])('%i of %i came a second time: F2転換率 %d (printed, domain.md A4.1)', (again, all, rate) => {
    const customers = Array.from({ length: all }, (_, index) =>
      buyer({ orders: index < again ? 2 : 1 }),
    );
    expect(tally(customerSheet(), customers)[0]?.conversion.value).toBe(rate);
  });

  it('equals filtering the buyers', () => {
    fc.assert(
      fc.property(anyShop, anyDay, (shop, asOf) => {
        const buyers = shop.flatMap(({ history }) => buyingYearsOf(history, asOf) ?? []);
        for (const [index, row] of tally(customerSheet(), buyers).entries()) {
          const isRank = (orders: number) =>
            index === ORDER_RANKS.length - 1 ? orders > index : orders === index + 1;
          const then = buyers.filter(({ ordersBefore }) => isRank(ordersBefore));
          const outcomes = (...names: string[]) =>
            then.filter((each) => names.includes(outcomeOf(each))).length;
          const reached = (orders: number) => buyers.filter((each) => each.orders >= orders).length;
          expect(row.customers).toBe(buyers.filter(({ orders }) => isRank(orders)).length);
          expect(row.retention).toEqual(
            ratioOf(outcomes('retained'), outcomes('retained', 'lost')),
          );
          expect(row.revival).toEqual(
            ratioOf(outcomes('revived'), outcomes('revived', 'departed')),
          );
          expect(row.conversion).toEqual(ratioOf(reached(index + 2), reached(index + 1)));
        }
      }),
    );
  });
});
