import { describe, expect, it } from 'vitest';
import { defaultSettings, Settings } from './settings.ts';

describe('default settings', () => {
  it('are those of contracts.md in yen', () => {
    expect(defaultSettings('JPY', { sum: 123_456n, orders: 1n })).toMatchObject({
      cpm: { toddlerDays: 90, trendyDays: 210, amount: 70_000, lapsedDays: 240 },
      stage: { growingOrders: 2, settledOrders: 4 },
      lifecycle: { atRiskAfterDays: 30, dormantAfterDays: 60, newOrders: 2 },
      vip: {
        candidateOrders: 4,
        candidateWithinDays: 45,
        minimumEvents: { review: 2, survey: 1, referral: 1 },
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
