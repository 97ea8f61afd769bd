import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyHistoryWithLines, bought, JPY, trackedByCpm } from '#tests/factories/structure.ts';
import { addDays, dayOf, isoOf, type Day } from '../day.ts';
import type { History } from '../history.ts';
import type { CustomerId } from '../ids.ts';
import { activityChange, type Change } from '../reports/change.ts';
import { tally } from '../reports/tally.ts';
import { change, CHANGE_BYS, type ChangeBody } from './change.ts';
import { questionOf, type ReportFrame } from './report.ts';

const frameOn = (asOf: Day): ReportFrame => ({
  asOf,
  firstOrderDay: null,
  currency: 'JPY',
  settings: { ...JPY } as ReportFrame['settings'],
  cuts: null,
  products: new Map([['soap', { title: 'Olive soap', type: '', tags: [] }]]),
});

function bodyOf(histories: readonly History[], asOf: string | Day, month = ''): ChangeBody {
  const day = typeof asOf === 'string' ? dayOf(asOf) : asOf;
  const customers = histories.map((history, index) => ({
    ...trackedByCpm(history),
    id: BigInt(index) as CustomerId,
    classes: null,
  }));
  return tally(change.collect({ month }, frameOn(day)), customers);
}

const parts = (each: Change) => Object.values<number>({ ...each });
const sum = (changes: readonly Change[]) =>
  changes.map(parts).reduce((all, each) => all.map((value, index) => value + (each[index] ?? 0)));

describe('増減の原因分析', () => {
  it('ends with the last month before the running one, or the one asked for', () => {
    const now = (asOf: string, month?: string) => bodyOf([], asOf, month).now;
    expect(now('2026-06-30')).toBe('2026-05-31');
    expect(now('2026-07-01')).toBe('2026-06-30');
    expect(now('2026-07-01', '2026-02')).toBe('2026-02-28');
    expect(now('2026-07-01', '2026-07')).toBe('2026-06-30');
    expect(now('2026-07-01', '2031-01')).toBe('2026-06-30');
  });

  it('compares with the month-end before and a year before', () => {
    expect(bodyOf([], '2026-04-15').since.map(({ span, then }) => [span, then])).toEqual([
      [1, '2026-02-28'],
      [12, '2025-03-31'],
    ]);
  });

  it('does not understand a month that is none', () => {
    expect(questionOf(change, new URLSearchParams('month=2026-13'))).toEqual({ month: '' });
    expect(questionOf(change, new URLSearchParams('month=2026-12'))).toEqual({ month: '2026-12' });
  });

  it('counts new ones where they stand now, and lapsed ones where they stood', () => {
    const [, year] = bodyOf(
      [
        bought(['2026-02-10', 3_000], ['2026-02-20', 2_000]),
        bought(['2024-09-01', 3_000]),
        bought(['2024-09-01', 3_000], ['2026-03-10', 1_000]),
        bought(['2022-01-01', 3_000], ['2026-03-30', 1_000]),
      ],
      '2026-04-15',
    ).since;
    expect(year?.total).toEqual({
      start: 2,
      new: 1,
      revived: 1,
      lapsed: 1,
      end: 3,
    });
    const stages = year?.by.stage.map(({ key, change: { start, end } }) => [key, start, end]);
    expect(stages).toEqual([
      ['first', 2, 0],
      ['toddler', 0, 1],
      ['steady', 0, 2],
    ]);
    expect(year?.by.orders.map(({ key, change: { end } }) => [key, end])).toEqual([
      ['1', 0],
      ['2', 3],
    ]);
  });

  it('tells the fifteen products that moved most, and the others together', () => {
    const histories = Array.from({ length: 20 }, (_, index): History => ({
      orders: Array.from({ length: 1 }, () => ({
        day: dayOf('2026-03-10'),
        value: 1_000,
        channel: null,
        lines: [
          {
            product: index === 0 ? 'soap' : `product ${String(index).padStart(2, '0')}`,
            quantity: 1,
            sales: 1_000,
            cost: null,
          },
        ],
      })),
    }));
    const [month] = bodyOf([...histories, ...histories.slice(0, 1)], '2026-04-15').since;
    const { product, channel } = month?.by ?? {};
    expect(product).toHaveLength(16);
    expect(product?.[0]).toMatchObject({ key: 'soap', name: 'Olive soap', change: { new: 2 } });
    expect(product?.at(-1)).toMatchObject({ key: null, groups: 5, change: { new: 5, end: 5 } });
    const [sixteen] = bodyOf(histories.slice(0, 16), '2026-04-15').since;
    expect(sixteen?.by.product.map(({ key }) => key)).not.toContain(null);
    expect(channel).toEqual([
      { key: null, name: null, groups: 1, change: { ...month?.total, movedIn: 0, movedOut: 0 } },
    ]);
  });

  it('adds up to the whole however it is divided', () => {
    const shop = fc.array(anyHistoryWithLines, { maxLength: 30 });
    const anyAsOf = fc.integer({ min: 19_100, max: 20_300 }).map((day) => day as Day);
    fc.assert(
      fc.property(shop, anyAsOf, (histories, asOf) => {
        const { now, since } = bodyOf(histories, asOf);
        expect(dayOf(now) < asOf).toBe(true);
        expect(isoOf(addDays(dayOf(now), 1)).slice(8)).toBe('01');
        for (const { then, total, by } of since) {
          const kinds = histories.map((each) => activityChange(each, dayOf(then), dayOf(now)));
          const count = (kind: string) => kinds.filter((each) => each === kind).length;
          expect(total).toMatchObject({
            new: count('new'),
            revived: count('revived'),
            lapsed: count('lapsed'),
            end: total.start + total.new + total.revived - total.lapsed,
          });
          for (const each of CHANGE_BYS) {
            const changes = by[each].map((group) => group.change);
            const moved = changes.length === 0 ? Array.from({ length: 7 }, () => 0) : sum(changes);
            const [start, , , , , , end] = moved;
            expect([start, end], each).toEqual([total.start, total.end]);
            expect(moved.slice(1, 4), each).toEqual([total.new, total.revived, total.lapsed]);
            expect(moved[4], each).toBe(moved[5]);
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});
