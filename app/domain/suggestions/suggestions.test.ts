import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anySettings } from '#tests/factories/history.ts';
import { defaultSettings, Settings, type SettingPath } from '../settings.ts';
import type { PurchaseEvidence } from './evidence.ts';
import { suggestionsFrom, type Suggestion } from './suggestions.ts';

const settings = defaultSettings('JPY', { sum: 0n, orders: 0n });

function evidence(cycleDays: number | null, intervals = 30, sum = 300_000n, orders = 30n) {
  return { cycleDays, intervals, totals: { sum, orders } } satisfies PurchaseEvidence;
}
function suggested(given: PurchaseEvidence, currency = 'JPY'): Record<string, number> {
  const all = Object.entries(suggestionsFrom(given, settings, currency));
  return Object.fromEntries(
    all.flatMap(([path, each]) => (each.suggested === null ? [] : [[path, each.suggested]])),
  );
}

describe('suggestions', () => {
  it('of a shop with a cycle of 30 days and orders of 10,000 are the published thresholds', () => {
    expect(suggested(evidence(30))).toEqual({
      'cpm.toddlerDays': 90,
      'cpm.trendyDays': 210,
      'cpm.amount': 70_000,
      'cpm.lapsedDays': 240,
      'lifecycle.atRiskAfterDays': 30,
      'lifecycle.dormantAfterDays': 60,
      'vip.candidateWithinDays': 45,
      'vip.bulkBuyerDays': 30,
    });
  });

  it.each([
    [1, [30, 30, 30], [1, 2, 2, 1]],
    [4, [30, 30, 30], [4, 8, 6, 4]],
    [14.5, [30, 90, 120], [15, 29, 22, 15]],
    [20, [60, 150, 150], [20, 40, 30, 20]],
    [90, [270, 630, 720], [90, 180, 135, 90]],
  ])('a cycle of %d days: CPM %j, lifecycle and VIP %j', (cycle, cpm, others) => {
    const all = suggested(evidence(cycle));
    expect([all['cpm.toddlerDays'], all['cpm.trendyDays'], all['cpm.lapsedDays']]).toEqual(cpm);
    expect([
      all['lifecycle.atRiskAfterDays'],
      all['lifecycle.dormantAfterDays'],
      all['vip.candidateWithinDays'],
      all['vip.bulkBuyerDays'],
    ]).toEqual(others);
  });

  it.each([
    ['JPY', 300_001n, 70_001],
    ['USD', 300_001n, 70_100],
    ['USD', 300_000n, 70_000],
  ])(
    'in %s, 7 × the mean order is rounded up to a whole unit (domain.md A1)',
    (currency, sum, amount) => {
      expect(suggested(evidence(30, 30, sum), currency)['cpm.amount']).toBe(amount);
    },
  );

  it('cover every setting, each beside what is in force', () => {
    const all = suggestionsFrom(evidence(30), settings, 'JPY');
    const paths = Object.entries(settings).flatMap(([model, values]) =>
      Object.keys(values).map((name) => `${model}.${name}`),
    );
    expect(Object.keys(all).sort()).toEqual(paths.sort());
    expect(all['cpm.lapsedDays'].present).toBe(240);
    expect(all['vip.bulkBuyerDays'].present).toBeNull();
    expect(all['vip.minimumEvents'].present).toEqual({ review: 2, survey: 1, referral: 1 });
  });

  it('say what they follow from', () => {
    const because = (path: SettingPath, given: PurchaseEvidence) =>
      suggestionsFrom(given, settings, 'JPY')[path].because;
    expect(because('cpm.trendyDays', evidence(20, 31))).toEqual({
      kind: 'cycle',
      times: 7,
      cycleDays: 20,
      intervals: 31,
      unitDays: 30,
    });
    expect(because('vip.candidateWithinDays', evidence(20))).toMatchObject({
      times: 1.5,
      unitDays: 1,
    });
    expect(because('cpm.amount', evidence(20, 30, 300_015n))).toEqual({
      kind: 'order-value',
      times: 7,
      meanValue: 10_001,
      orders: 30,
    });
    expect(because('cpm.amount', evidence(20, 30, 300_014n))).toMatchObject({
      meanValue: 10_000,
    });
    expect(because('rank.excellentFrom', evidence(20))).toEqual({ kind: 'independent' });
  });

  it('are none on less than 30 intervals or orders', () => {
    const few = suggestionsFrom(evidence(30, 29, 290_000n, 29n), settings, 'JPY');
    const nothing = (of: string, have: number): Partial<Suggestion> => ({
      suggested: null,
      because: { kind: 'too-little', of, have, need: 30 } as Suggestion['because'],
    });
    expect(few['cpm.lapsedDays']).toMatchObject(nothing('intervals', 29));
    expect(few['lifecycle.atRiskAfterDays']).toMatchObject(nothing('intervals', 29));
    expect(few['cpm.amount']).toMatchObject(nothing('orders', 29));
    const without = suggestionsFrom(evidence(null, 0, 0n, 0n), settings, 'JPY');
    expect(without['vip.bulkBuyerDays']).toMatchObject(nothing('intervals', 0));
    expect(without['cpm.amount']).toMatchObject(nothing('orders', 0));
  });

  it('are valid settings when all are taken, and change nothing by themselves', () => {
    const cycle = fc.integer({ min: 2, max: 4_000 }).map((halves) => halves / 2);
    fc.assert(
      fc.property(anySettings, cycle, (present, cycleDays) => {
        const before = structuredClone(present);
        const taken: Record<string, Record<string, unknown>> = structuredClone(present);
        for (const [path, { suggested }] of Object.entries(
          suggestionsFrom(evidence(cycleDays), present, 'JPY'),
        )) {
          const [model, name] = path.split('.') as [string, string];
          if (suggested !== null) taken[model]![name] = suggested;
        }
        expect(Settings.safeParse(taken).success).toBe(true);
        expect(present).toEqual(before);
      }),
    );
  });
});
