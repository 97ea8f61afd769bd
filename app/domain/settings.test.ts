import { describe, expect, it } from 'vitest';
import { defaultSettings, Settings } from './settings.ts';

describe('default settings', () => {
  it('are those of contracts.md in yen', () => {
    expect(defaultSettings('JPY', 123_456)).toEqual({
      cpm: { toddlerDays: 90, trendyDays: 210, amount: 70_000, lapsedDays: 240 },
      stage: { growingOrders: 2, settledOrders: 4 },
      lifecycle: { atRiskAfterDays: 30, dormantAfterDays: 60, newOrders: 2 },
      vip: {
        candidateOrders: 4,
        candidateWithinDays: 45,
        minimumEvents: { review: 2, survey: 1, referral: 1 },
      },
    });
  });

  it.each([
    ['USD', 5_000, 35_000],
    ['USD', 5_001, 35_100],
    ['KRW', 10_000.5, 70_004],
    ['USD', 0, 100],
  ])(
    'in %s take 7 × the mean order of %d, rounded up to a whole unit: %i',
    (currency, mean, amount) => {
      expect(defaultSettings(currency, mean).cpm.amount).toBe(amount);
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
  ])('refuse thresholds that leave a group unreachable by mistake', (settings, message) => {
    expect(() => Settings.parse(settings)).toThrow(message);
  });
});
