import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyDay, anyHistoryWithLines } from '#tests/factories/structure.ts';
import { dayOf, isoOf, type Day } from '../day.ts';
import type { History, OrderLine } from '../history.ts';
import { rankGaps } from './rank-gap.ts';
import { rankProfiles, type ProfileRow, type RankProfile } from './rank-profile.ts';
import { ratioOf, tally } from './tally.ts';

const AS_OF = dayOf('2026-06-30');
const line = (product: string, quantity: number, sales: number): OrderLine => ({
  product,
  quantity,
  sales,
  cost: null,
});
const order = (date: string, value: number, ...lines: OrderLine[]) => ({
  day: dayOf(date),
  value,
  lines,
});

const FAN: History = {
  region: 'Tokyo',
  orders: [
    order('2025-06-30', 1_000, line('tea', 2, 600), line('soap', 1, 400)),
    order('2025-07-10', 3_000, line('tea', 1, 300), line('tea', 4, 1_200)),
    order('2026-01-10', 2_000),
    order('2026-07-01', 9_000, line('oil', 1, 9_000)),
  ],
  returns: [
    { day: dayOf('2026-06-30'), value: -500 },
    { day: dayOf('2026-07-01'), value: -4_000 },
  ],
};
const ONCE: History = {
  region: 'Osaka',
  orders: [order('2024-01-05', 700, line('soap', 1, 700))],
};
const TWICE_A_DAY: History = {
  orders: [order('2026-01-05', 100, line('soap', 1, 100)), order('2026-01-05', 200)],
};

const [excellent, nurture] = tally(rankProfiles(AS_OF, 2), [
  { group: 'excellent', history: FAN },
  { group: 'nurture', history: ONCE },
  { group: 'nurture', history: TWICE_A_DAY },
  { group: 'nurture', history: { orders: [order('2026-07-01', 50)] } },
]) as [RankProfile, RankProfile];

describe('rank profile (seed 000 §5–18)', () => {
  it('counts customers who have bought by the day, and shares', () => {
    expect(excellent).toMatchObject({ group: 'excellent', customers: 1, sales: 5_500n });
    expect(nurture).toMatchObject({ group: 'nurture', customers: 2, sales: 1_000n });
    expect(nurture.share).toEqual({ numerator: 2, denominator: 3, value: 2 / 3 });
    expect(nurture.salesShare).toEqual({ numerator: 1_000, denominator: 6_500, value: 2 / 13 });
  });

  it('measures an order: value, items and units', () => {
    expect(excellent.orderValue).toEqual(ratioOf(5_500, 3));
    expect(excellent.itemsPerOrder).toEqual(ratioOf(3, 2));
    expect(excellent.unitsPerOrder).toEqual(ratioOf(8, 2));
    expect(nurture.itemsPerOrder).toEqual(ratioOf(2, 2));
  });

  it('measures frequency', () => {
    expect(excellent.orders).toEqual(ratioOf(3, 1));
    expect(excellent.ordersLastYear).toEqual(ratioOf(2, 1));
    expect(nurture.ordersLastYear).toEqual(ratioOf(2, 1));
    expect(excellent.interval).toEqual({ count: 2, lower: 53.5, median: 97, upper: 140.5 });
    expect(nurture.interval).toEqual({ count: 0, lower: null, median: null, upper: null });
  });

  it('takes one mean interval to the tenure for the active period', () => {
    expect(excellent.activeDays).toEqual(ratioOf(194 + 97, 1));
    expect(nurture.activeDays).toEqual(ratioOf(0, 0));
    expect(nurture.ltv).toEqual(ratioOf(1_000, 2));
    expect(excellent.factors.ltv).toEqual(ratioOf(5_500, 1));
    expect(excellent.factors.ordersPerYear.value).toBeCloseTo(3 / (291 / 365), 12);
  });

  it('takes the LTV factors of the customers with two order days, and says how many these are', () => {
    const once: History = { orders: [order('2026-01-01', 1_000)] };
    const twice: History = {
      orders: [order('2026-01-01', 1_000), order('2026-01-31', 1_000)],
      returns: [{ day: dayOf('2026-02-01'), value: -100 }],
    };
    const rows = [...Array<History>(9).fill(once), twice].map((history) => ({
      group: 'a',
      history,
    }));
    const [profile] = tally(rankProfiles(AS_OF, 0), rows) as [RankProfile];
    expect(profile.factors).toEqual({
      customers: 1,
      activeYears: ratioOf(60 / 365, 1),
      ordersPerYear: ratioOf(2, 60 / 365),
      orderValue: ratioOf(1_900, 2),
      ltv: ratioOf(1_900, 1),
    });
    expect(profile.ltv).toEqual(ratioOf(10_900, 10));
    expect(profile.orderValue).toEqual(ratioOf(10_900, 11));
  });

  it('places customers in regions, orders in months of the year', () => {
    expect(nurture.regions).toEqual([
      { region: null, share: ratioOf(1, 2) },
      { region: 'Osaka', share: ratioOf(1, 2) },
    ]);
    expect(nurture.months[0]).toEqual(ratioOf(3, 3));
    expect(excellent.months.map(({ numerator }) => numerator)).toEqual([
      1, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0,
    ]);
  });

  it('names the top products by customers, equals by name', () => {
    expect(excellent.products).toEqual([
      { product: 'soap', customers: 1, units: 1, sales: 400n, share: ratioOf(1, 1) },
      { product: 'tea', customers: 1, units: 7, sales: 2_100n, share: ratioOf(1, 1) },
    ]);
    expect(nurture.products[0]).toMatchObject({ product: 'soap', customers: 2, sales: 800n });
    const [first] = tally(rankProfiles(AS_OF, 1), [
      {
        group: 'a',
        history: { orders: [order('2026-01-01', 1, line('b', 1, 9), line('a', 1, 1))] },
      },
      { group: 'a', history: { orders: [order('2026-01-01', 1, line('b', 1, 9))] } },
    ]);
    expect(first?.products.map(({ product }) => product)).toEqual(['b']);
  });

  it('leaves out lines that came back whole', () => {
    const orders = [
      order('2026-01-01', 300, line('tea', 3, 300), line('oil', 0, 0)),
      order('2026-01-02', 100, line('oil', 0, 0)),
    ];
    const [profile] = tally(rankProfiles(AS_OF, 9), [{ group: 'a', history: { orders } }]);
    expect(profile?.products.map(({ product }) => product)).toEqual(['tea']);
    expect(profile?.itemsPerOrder).toEqual(ratioOf(1, 1));
    expect(profile?.unitsPerOrder).toEqual(ratioOf(3, 1));
  });

  it('sorts regions by customers, then by name', () => {
    const living = (region: string | null): ProfileRow => ({
      group: 'a',
      history: { region, orders: [order('2026-01-01', 1)] },
    });
    const rows = ['Nara', 'Gifu', 'Oita', 'Oita', null].map(living);
    const [profile] = tally(rankProfiles(AS_OF, 0), rows);
    expect(profile?.regions.map(({ region }) => region)).toEqual(['Oita', null, 'Gifu', 'Nara']);
  });

  it('equals summing the orders of a group', () => {
    const rows = fc.array(
      fc.record({ group: fc.constantFrom('x', 'y'), history: anyHistoryWithLines }),
      { maxLength: 10 },
    );
    fc.assert(
      fc.property(rows, anyDay, (customers, asOf) => {
        for (const profile of tally(rankProfiles(asOf, 3), customers)) {
          const lives = customers
            .filter(({ group }) => group === profile.group)
            .map(({ history }) => history.orders.filter(({ day }) => day <= asOf))
            .filter((orders) => orders.length > 0);
          const orders = lives.flat();
          const withLines = orders.filter(({ lines }) => lines!.length > 0);
          const units = withLines.flatMap(({ lines }) => lines!.map(({ quantity }) => quantity));
          const items = withLines.map(
            ({ lines }) => new Set(lines!.map(({ product }) => product)).size,
          );
          const sum = (values: number[]) => values.reduce((all, value) => all + value, 0);
          const recent = (day: Day) => asOf - day < 365;
          expect(profile).toMatchObject({
            customers: lives.length,
            sales: BigInt(sum(orders.map(({ value }) => value))),
            orders: ratioOf(orders.length, lives.length),
            itemsPerOrder: ratioOf(sum(items), withLines.length),
            unitsPerOrder: ratioOf(sum(units), withLines.length),
            ordersLastYear: ratioOf(
              orders.filter(({ day }) => recent(day)).length,
              lives.filter((life) => life.some(({ day }) => recent(day))).length,
            ),
          });
          for (const [month, ratio] of profile.months.entries()) {
            const of = orders.filter(({ day }) => Number(isoOf(day).slice(5, 7)) === month + 1);
            expect(ratio).toEqual(ratioOf(of.length, orders.length));
          }
        }
      }),
    );
  });
});

describe('what separates a rank from the next above', () => {
  it('is the difference of every measure', () => {
    const [gap, ...more] = rankGaps([excellent, nurture]);
    expect(more).toEqual([]);
    expect(gap).toMatchObject({ group: 'nurture', above: 'excellent' });
    expect(Object.fromEntries(gap!.gaps.map((each) => [each.measure, each]))).toEqual({
      orderValue: {
        measure: 'orderValue',
        own: 1_000 / 3,
        above: 5_500 / 3,
        difference: 5_500 / 3 - 1_000 / 3,
      },
      orders: { measure: 'orders', own: 1.5, above: 3, difference: 1.5 },
      ordersLastYear: { measure: 'ordersLastYear', own: 2, above: 2, difference: 0 },
      itemsPerOrder: { measure: 'itemsPerOrder', own: 1, above: 1.5, difference: 0.5 },
      unitsPerOrder: { measure: 'unitsPerOrder', own: 1, above: 4, difference: 3 },
      medianInterval: { measure: 'medianInterval', own: null, above: 97, difference: null },
      activeDays: { measure: 'activeDays', own: null, above: 291, difference: null },
      ltv: { measure: 'ltv', own: 500, above: 5_500, difference: 5_000 },
    });
    const [reversed] = rankGaps([nurture, excellent]);
    expect(reversed!.gaps.find(({ measure }) => measure === 'medianInterval')).toMatchObject({
      own: 97,
      above: null,
      difference: null,
    });
  });
  it('needs two ranks', () => {
    expect(rankGaps([excellent])).toEqual([]);
  });
});
