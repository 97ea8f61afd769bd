import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyDay, anyShop, bought, JPY, trackedByCpm } from '#tests/factories/structure.ts';
import { dayOf, isoOf } from '../day.ts';
import { factsAt } from '../history.ts';
import { cpm } from '../models/cpm.ts';
import { monthsBefore } from './calendar-months.ts';
import { ledgerDays, segmentLedger } from './segment-ledger.ts';
import { tally } from './tally.ts';

const AS_OF = dayOf('2026-03-31');

describe('リスト分析表 (domain.md A5)', () => {
  const shop = [
    bought(['2026-01-10', 5_000]),
    bought(['2026-03-01', 3_000]),
    bought(['2024-06-01', 40_000], ['2026-02-01', 50_000]),
    bought(['2024-01-01', 2_000]),
  ].map(trackedByCpm);
  const ledger = tally(segmentLedger(AS_OF), shop);
  const line = (group: string) => ledger.find((each) => each.group === group)!;

  it('has the ten groups and the total', () => {
    expect(ledger.map(({ group }) => group)).toEqual([...cpm.states, 'total']);
  });

  it('compares with the same day a month and a year before', () => {
    const { monthBefore, yearBefore } = ledgerDays(AS_OF);
    expect([isoOf(monthBefore), isoOf(yearBefore)]).toEqual(['2026-02-28', '2025-03-31']);
  });

  it('sums a group', () => {
    expect(line('first-active')).toEqual({
      group: 'first-active',
      customers: 2,
      share: { numerator: 2, denominator: 4, value: 0.5 },
      sinceMonth: 1,
      sinceYear: 2,
      active: 2,
      amount: 8_000n,
      yearSales: 8_000n,
      annualLtv: { numerator: 8_000, denominator: 2, value: 4_000 },
      tenureDays: { numerator: 0, denominator: 2, value: 0 },
      departureDays: { numerator: 110, denominator: 2, value: 55 },
      orders: { numerator: 2, denominator: 2, value: 1 },
      unitPrice: { numerator: 8_000, denominator: 2, value: 4_000 },
    });
  });

  it('tells sales of the year from sales of a life', () => {
    expect(line('excellent-active')).toMatchObject({
      amount: 90_000n,
      yearSales: 50_000n,
      annualLtv: { value: 50_000 },
      tenureDays: { value: 610 },
      departureDays: { value: 58 },
      orders: { value: 2 },
      unitPrice: { value: 45_000 },
    });
  });

  it('says nothing per head of an empty group', () => {
    const empty = line('trendy-lapsed');
    expect(empty).toMatchObject({ customers: 0, share: { value: 0 }, annualLtv: { value: null } });
    expect([empty.tenureDays.value, empty.orders.value, empty.unitPrice.value]).toEqual([
      null,
      null,
      null,
    ]);
  });

  it('counts those who lapsed as less', () => {
    expect(line('first-lapsed')).toMatchObject({ customers: 1, sinceMonth: 0, sinceYear: -1 });
    expect(line('total')).toMatchObject({ customers: 4, sinceMonth: 1, sinceYear: 2, active: 3 });
  });

  it('shares sum to 100 %, the lines to the total, the total to all customers', () => {
    fc.assert(
      fc.property(anyShop, anyDay, (customers, asOf) => {
        const lines = tally(segmentLedger(asOf), customers);
        const groups = lines.slice(0, -1);
        const total = lines.at(-1)!;
        const sum = (of: (each: (typeof lines)[number]) => number) =>
          groups.reduce((all, each) => all + of(each), 0);
        expect(sum((each) => each.customers)).toBe(total.customers);
        expect(sum((each) => each.sinceMonth)).toBe(total.sinceMonth);
        expect(sum((each) => each.sinceYear)).toBe(total.sinceYear);
        if (total.customers > 0) expect(sum((each) => each.share.value!)).toBeCloseTo(1, 12);
        expect(total.customers).toBe(
          customers.filter(({ history }) => factsAt(history, asOf)).length,
        );
      }),
    );
  });

  it('differences are those of ledgers on the other days', () => {
    fc.assert(
      fc.property(anyShop, anyDay, (customers, asOf) => {
        const count = (group: string, day: typeof asOf) =>
          customers.filter(({ history }) => {
            const facts = factsAt(history, day);
            return facts && (group === 'total' || cpm.classify(facts, JPY) === group);
          }).length;
        for (const each of tally(segmentLedger(asOf), customers)) {
          expect(each.sinceMonth).toBe(each.customers - count(each.group, monthsBefore(asOf, 1)));
          expect(each.sinceYear).toBe(each.customers - count(each.group, monthsBefore(asOf, 12)));
        }
      }),
    );
  });
});
