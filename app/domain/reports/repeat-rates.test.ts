import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyBuyer, anyRange, AS_OF, buyer } from '#tests/factories/buyers.ts';
import type { Day } from '../day.ts';
import { cpm } from '../models/cpm.ts';
import { isIn, lastDays } from './day-range.ts';
import type { Buyer } from './order-days.ts';
import { rateTally, type RateRule } from './rate.ts';
import * as rates from './repeat-rates.ts';
import { tally } from './tally.ts';

const YEAR = lastDays(365, AS_OF);

function count<Row>(rule: RateRule<Row>, rows: readonly Row[]) {
  return tally(rateTally([rule]), rows)[0]!;
}

function times(count: number, of: Buyer): Buyer[] {
  return Array.from({ length: count }, () => of);
}

describe('F2転換率 (domain.md A4.1)', () => {
  it.each([
    [30, 100, 0.3],
    [250, 1000, 0.25],
  ])('%i of %i: %d', (repeaters, customers, value) => {
    const rows = [
      ...times(repeaters, buyer(200, 150)),
      ...times(customers - repeaters, buyer(200)),
    ];
    expect(count(rates.f2Within(90, AS_OF), rows)).toMatchObject({
      key: 'f2_90',
      numerator: repeaters,
      denominator: customers,
      value,
    });
  });

  it.each([
    ['no order', buyer(), null],
    ['first order 89 days ago is not ripe', buyer(89, 10), null],
    ['first order 90 days ago, second today', buyer(90, 0), true],
    ['second after 90 days', buyer(190, 100), true],
    ['second after 91 days', buyer(191, 100), false],
    ['two on the first day are one order day', buyer(190, 190), false],
    ['the second distinct day decides', buyer(190, 190, 101), true],
  ])('%s', (_, row, hit) => {
    expect(rates.f2Within(90, AS_OF).hit(row)).toBe(hit);
  });

  it('takes the ripe customers of a cohort only (seed 003 §7)', () => {
    const cohort = { from: (AS_OF - 200) as Day, to: (AS_OF - 40) as Day };
    const rule = rates.f2Within(60, AS_OF, cohort);
    expect(rule.hit(buyer(201, 190))).toBeNull();
    expect(rule.hit(buyer(200, 140))).toBe(true);
    expect(rule.hit(buyer(200, 139))).toBe(false);
    expect(rule.hit(buyer(60))).toBe(false);
    expect(rule.hit(buyer(59, 50))).toBeNull();
    expect(rule.definition).toContain('in the period');
    expect(rates.f2Within(60, AS_OF).definition).not.toContain('in the period');
    const young = { from: (AS_OF - 10) as Day, to: AS_OF };
    expect(count(rates.f2Within(60, AS_OF, young), [buyer(5, 3)]).value).toBeNull();
    const early = { from: (AS_OF - 200) as Day, to: (AS_OF - 100) as Day };
    expect(rates.f2Within(60, AS_OF, early).hit(buyer(100))).toBeNull();
  });
});

describe('F(n)→F(n+1) (domain.md A4.1)', () => {
  it('counts orders one by one', () => {
    const rows = [buyer(9), buyer(9, 9), buyer(9, 9, 9), buyer(9, 8, 7, 6)];
    expect(count(rates.nextOrder(2), rows)).toMatchObject({
      key: 'f2_to_f3',
      numerator: 2,
      denominator: 3,
    });
    expect(count(rates.nextOrder(3), rows)).toMatchObject({
      key: 'f3_to_f4',
      numerator: 1,
      denominator: 2,
      value: 0.5,
    });
    expect(count(rates.nextOrder(4), rows)).toMatchObject({
      numerator: 0,
      denominator: 1,
      value: 0,
    });
    expect(count(rates.nextOrder(5), rows).value).toBeNull();
    expect(count(rates.repeatStock, rows)).toMatchObject({ numerator: 3, denominator: 4 });
  });

  it('has nobody in the stock without an order', () => {
    expect(rates.repeatStock.hit(buyer())).toBeNull();
  });
});

describe('2回目転換率 (domain.md A4.1)', () => {
  it.each([
    ['no order', buyer(), null],
    ['first order 365 days ago is last year’s', buyer(365, 10), null],
    ['first order 364 days ago', buyer(364, 0), true],
    ['two on one day', buyer(10, 10), true],
    ['one order', buyer(364), false],
  ])('%s', (_, row, hit) => {
    expect(rates.secondOfNew(365, AS_OF).hit(row)).toBe(hit);
  });
});

describe('リピート率 of a period (domain.md A4.1 b, c, d)', () => {
  const period = { from: (AS_OF - 30) as Day, to: (AS_OF - 10) as Day };
  it.each([
    ['bought outside only', buyer(31, 10), null, null, null],
    ['bought once in it', buyer(30), false, false, true],
    ['bought twice in it', buyer(30, 11), false, true, false],
    ['bought before and in it', buyer(31, 11), true, false, true],
    ['bought before and twice in it', buyer(31, 20, 20), true, true, false],
    ['bought in and after it', buyer(11, 10), false, false, true],
  ])('%s', (_, row, returned, repeated, once) => {
    expect(rates.returning(period).hit(row)).toBe(returned);
    expect(rates.repeatingIn(period).hit(row)).toBe(repeated);
    expect(rates.onceIn(period).hit(row)).toBe(once);
  });

  it('is 30 % when 70 % bought once a year (seed 000)', () => {
    const rows = [...times(7, buyer(400, 10)), ...times(3, buyer(300, 10))];
    expect(count(rates.onceIn(YEAR), rows).value).toBe(0.7);
    expect(count(rates.notOnceIn(YEAR), rows)).toMatchObject({ numerator: 3, value: 0.3 });
  });

  it('is the same by (c) and by (d) in every period', () => {
    fc.assert(
      fc.property(fc.array(anyBuyer), anyRange, (rows, range) => {
        const c = count(rates.repeatingIn(range), rows);
        const d = count(rates.notOnceIn(range), rows);
        expect([d.numerator, d.denominator]).toEqual([c.numerator, c.denominator]);
      }),
    );
  });

  it('divides the buyers of a period into returning and new ones', () => {
    fc.assert(
      fc.property(fc.array(anyBuyer), anyRange, (rows, range) => {
        const { numerator, denominator } = count(rates.returning(range), rows);
        const newcomers = rows.filter(({ orderDays }) => orderDays[0] && isIn(range, orderDays[0]));
        expect(denominator - numerator).toBe(newcomers.length);
      }),
    );
  });
});

describe('active within a year', () => {
  it.each([
    [[], null],
    [[365], false],
    [[365, 364], true],
  ])('orders %j days ago: %s', (daysAgo, active) => {
    expect(rates.activeWithin(365, AS_OF).hit(buyer(...daysAgo))).toBe(active);
  });
});

describe('新規率 and リピート率 of CPM (seed 003)', () => {
  it('are 2 and 8 of the ten groups, and 100 % together', () => {
    const rows = cpm.states.map((state) => ({ cpm: state }));
    expect(count(rates.cpmNewShare, rows)).toMatchObject({ numerator: 2, denominator: 10 });
    expect(count(rates.cpmRepeatShare, rows)).toMatchObject({ numerator: 8, denominator: 10 });
  });
});

describe('every rate', () => {
  const rules: RateRule<Buyer>[] = [
    rates.f2Within(90, AS_OF),
    rates.f2Within(90, AS_OF, YEAR),
    rates.nextOrder(2),
    rates.secondOfNew(365, AS_OF),
    rates.repeatStock,
    rates.returning(YEAR),
    rates.repeatingIn(YEAR),
    rates.onceIn(YEAR),
    rates.notOnceIn(YEAR),
    rates.activeWithin(365, AS_OF),
  ];

  it('lies between 0 and 1, and has no value without anybody to count', () => {
    fc.assert(
      fc.property(fc.array(anyBuyer), (rows) => {
        for (const rate of tally(rateTally(rules), rows)) {
          if (rate.denominator === 0) expect(rate.value).toBeNull();
          else expect(rate.value).toBe(rate.numerator / rate.denominator);
          expect(rate.numerator).toBeLessThanOrEqual(rate.denominator);
        }
      }),
    );
  });

  it('has a key and a definition of its own', () => {
    const others = [rates.cpmNewShare, rates.cpmRepeatShare];
    const keys = [...rules.filter((_, index) => index !== 1), ...others].map(({ key }) => key);
    expect(keys).toEqual([
      'f2_90',
      'f2_to_f3',
      'second_of_new_365',
      'repeat_stock',
      'repeat_period',
      'repeat_in_period',
      'once_a_year',
      'repeat_seed_000',
      'active_365',
      'cpm_new_share',
      'cpm_repeat_share',
    ]);
    const definitions = [...rules, ...others].map(({ definition }) => definition);
    expect(definitions).toMatchInlineSnapshot(`
      [
        "Customers with a second order day within 90 days of the first ÷ customers whose first order was at least 90 days before the as-of day.",
        "Customers with a second order day within 90 days of the first ÷ customers whose first order was in the period and at least 90 days before the as-of day.",
        "Customers with at least 3 orders ÷ customers with at least 2.",
        "Customers with a second order in the last 365 days ÷ customers whose first order lies in the last 365 days.",
        "Customers with at least two orders ÷ all customers.",
        "Buyers of the period who had bought before it ÷ buyers of the period.",
        "Customers with at least two orders in the period ÷ buyers of the period.",
        "Customers with exactly one order in the year ÷ buyers of the year.",
        "One minus the share of buyers of the year with exactly one order in it.",
        "Customers whose last order is less than 365 days before the as-of day ÷ all customers.",
        "Customers in the CPM stage first, active or lapsed ÷ all customers.",
        "Customers in any CPM stage but first ÷ all customers.",
      ]
    `);
  });
});
