import { describe, expect, it } from 'vitest';
import { defaultSettings, Settings } from './settings.ts';

describe('default settings', () => {
  it('are those of contracts.md in yen', () => {
    expect(defaultSettings('JPY', { sum: 123_456n, orders: 1n })).toEqual({
      cpm: { toddlerDays: 90, trendyDays: 210, amount: 70_000, lapsedDays: 240 },
      stage: { growingOrders: 2, settledOrders: 4 },
      lifecycle: {
        atRiskAfterDays: 30,
        dormantAfterDays: 60,
        newOrders: 2,
        lengtheningFactor: null,
        lengtheningOrders: 3,
      },
      vip: {
        candidateOrders: 4,
        candidateWithinDays: 45,
        minimumEvents: { review: 2, survey: 1, referral: 1 },
        points: {},
        minimumPoints: 0,
        bulkBuyerDays: null,
        topShare: 0.01,
        topFromCustomers: 100,
        topShareWithTies: 0.02,
      },
      rfm: { cuts: 'quintiles' },
      rank: { excellentFrom: 13, semiExcellentFrom: 10, generalFrom: 7, topExcellentShare: 0.2 },
      abc: { aShare: 0.7, bShare: 0.9 },
    });
  });

  it.each([
    ['USD', 10_000n, 2n, 35_000],
    ['USD', 10_001n, 2n, 35_100],
    ['USD', 900n, 7n, 900],
    ['KRW', 20_001n, 2n, 70_004],
    ['HUF', 1_250n, 1n, 8_800],
    ['USD', 0n, 0n, 100],
  ])(
    'in %s, %d minor units in %d orders, take 7 × the mean, rounded up to a whole unit: %i',
    (currency, sum, orders, amount) => {
      expect(defaultSettings(currency, { sum, orders }).cpm.amount).toBe(amount);
    },
  );
});

describe('settings', () => {
  it.each([
    [{ cpm: { amount: 1, toddlerDays: 300 } }, 'toddlerDays must not exceed trendyDays'],
    [
      { cpm: { amount: 1 }, stage: { growingOrders: 5 } },
      'growingOrders must not exceed settledOrders',
    ],
    [{ cpm: { amount: 1 }, lifecycle: { atRiskAfterDays: 61 } }, 'atRiskAfterDays must not exceed'],
    [
      { cpm: { amount: 1 }, rank: { generalFrom: 11 } },
      'excellentFrom, semiExcellentFrom and generalFrom must fall',
    ],
    [{ cpm: { amount: 1 }, abc: { aShare: 0.95 } }, 'aShare must not exceed bShare'],
    [
      {
        cpm: { amount: 1 },
        rfm: {
          cuts: 'fixed',
          recencyDays: [1, 3, 2, 4],
          orders: [1, 2, 3, 4],
          amounts: [1, 2, 3, 4],
        },
      },
      'the four cuts must not fall',
    ],
    [{ cpm: { amount: 1, lapsedDay: 3 } }, 'lapsedDay'],
  ])('refuse thresholds that leave a group unreachable by mistake', (settings, message) => {
    expect(() => Settings.parse(settings)).toThrow(message);
  });
});

describe('a threshold', () => {
  const NONE_BELOW = { cpm: { amount: 1 } };
  /** The settings with one of them changed. */
  function given(path: string, value: unknown) {
    const [model = '', name = ''] = path.split('.');
    const fixed = { cuts: 'fixed', recencyDays: CUTS, orders: CUTS, amounts: CUTS };
    const base = { ...NONE_BELOW, rfm: fixed } as Record<string, object>;
    const changed = { ...base, [model]: { ...base[model], [name]: value } };
    return Settings.safeParse(changed);
  }
  const CUTS = [1, 2, 3, 4];

  it.each([
    ['cpm.toddlerDays', [1, 90, 210], [0, -1, 1.5, 211, null, '90']],
    ['cpm.trendyDays', [90, 9_000], [89, 0, 90.5]],
    ['cpm.lapsedDays', [1, 240], [0, -1, 1.5]],
    ['cpm.amount', [1, 70_000], [0, -1, 1.5, undefined]],
    ['stage.growingOrders', [2, 4], [1, 5, 2.5]],
    ['stage.settledOrders', [2, 99], [1, 2.5]],
    ['lifecycle.atRiskAfterDays', [1, 60], [0, 61, 1.5]],
    ['lifecycle.dormantAfterDays', [30, 900], [29, 30.5]],
    ['lifecycle.newOrders', [1, 9], [0, 1.5]],
    ['lifecycle.lengtheningFactor', [null, 0.1, 1.5], [0, -1]],
    ['lifecycle.lengtheningOrders', [2, 9], [1, 2.5]],
    ['vip.candidateOrders', [1, 9], [0, 1.5]],
    ['vip.candidateWithinDays', [0, 90], [-1, 0.5]],
    ['vip.minimumEvents', [{}, { review: 0 }], [{ review: -1 }, { review: 0.5 }, { visit: 1 }]],
    ['vip.points', [{}, { video: 0, post: 3 }], [{ post: -1 }, { post: 0.5 }, { visit: 1 }]],
    ['vip.minimumPoints', [0, 9], [-1, 0.5]],
    ['vip.bulkBuyerDays', [null, 0, 30], [-1, 0.5]],
    ['vip.topShare', [0.001, 0.02], [0, 0.021]],
    ['vip.topFromCustomers', [1, 1_000], [0, 1.5]],
    ['vip.topShareWithTies', [0.01, 1], [0, 0.009, 1.001]],
    [
      'rfm.recencyDays',
      [CUTS, [0, 0, 0, 0], [0.5, 1, 1, 2]],
      [
        [2, 1, 3, 4],
        [1, 2, 4, 3],
        [-1, 2, 3, 4],
        [1, 2, 3],
      ],
    ],
    [
      'rfm.orders',
      [CUTS, [0, 0, 0, 0]],
      [
        [1, 3, 2, 4],
        [-1, 2, 3, 4],
      ],
    ],
    [
      'rfm.amounts',
      [CUTS, [0, 0, 0, 0]],
      [
        [1, 2, 4, 3],
        [-1, 2, 3, 4],
      ],
    ],
    ['rfm.cuts', [], ['thirds']],
    ['rank.excellentFrom', [10, 15], [9, 16, 13.5]],
    ['rank.semiExcellentFrom', [7, 13], [6, 14, 7.5]],
    ['rank.generalFrom', [3, 10], [2, 11, 3.5]],
    ['rank.topExcellentShare', [0.001, 1], [0, 1.001]],
    ['abc.aShare', [0.001, 0.9], [0, 0.901]],
    ['abc.bShare', [0.7, 1], [0.699, 1.001]],
  ])('%s may be %j, but not %j', (path, allowed, refused) => {
    const accepts = (value: unknown) => given(path, value).success;
    expect((allowed as unknown[]).filter((value) => !accepts(value))).toEqual([]);
    expect((refused as unknown[]).filter(accepts)).toEqual([]);
  });

  it.each(['cpm', 'stage', 'lifecycle', 'vip', 'rfm', 'rank', 'abc'])(
    'of %s that does not exist is refused',
    (model) => {
      expect(given(`${model}.lapsedDay`, 3).success).toBe(false);
    },
  );

  it('of all ranks is at least 3 and at most 15, the sum of three scores', () => {
    const rank = (from: number) =>
      Settings.safeParse({
        ...NONE_BELOW,
        rank: { excellentFrom: from, semiExcellentFrom: from, generalFrom: from },
      }).success;
    expect([2, 3, 15, 16].map(rank)).toEqual([false, true, true, false]);
  });

  it.each([
    ['cpm.toddlerDays', 300, 'cpm.trendyDays'],
    ['stage.growingOrders', 5, 'stage.settledOrders'],
    ['lifecycle.atRiskAfterDays', 61, 'lifecycle.dormantAfterDays'],
    ['rank.semiExcellentFrom', 14, 'rank.generalFrom'],
    ['abc.aShare', 0.95, 'abc.bShare'],
  ])('%s beyond its neighbour: %d stands at %s', (path, value, at) => {
    const { error } = given(path, value);
    expect(error?.issues.map((issue) => issue.path.join('.'))).toEqual([at]);
  });
});
