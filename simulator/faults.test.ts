import { describe, expect, it } from 'vitest';
import { FaultRates, Faults } from './faults.ts';

const faultsOf = (rates: object, now = () => '2026-10-31T00:00:00Z') => {
  const faults = new Faults(now);
  faults.set(FaultRates.parse(rates));
  return faults;
};
const fates = (rates: object, kind: 'webhook' | 'call') => {
  const faults = faultsOf(rates);
  return Array.from({ length: 200 }, () =>
    kind === 'webhook' ? faults.webhook('orders/create') : faults.call(),
  );
};
const SOME = { duplicate: 0.3, reorder: 0.3, drop: 0.2, delay: 0.3, delayMs: 7, timeout: 0.3 };

describe('faults', () => {
  it('are the same for the same seed, and others for another', () => {
    for (const kind of ['webhook', 'call'] as const) {
      expect(fates({ ...SOME, seed: 3 }, kind)).toEqual(fates({ ...SOME, seed: 3 }, kind));
      expect(fates({ ...SOME, seed: 3 }, kind)).not.toEqual(fates({ ...SOME, seed: 4 }, kind));
    }
  });

  it('do not happen when they are not asked for', () => {
    const none = { drop: false, duplicate: false, reorder: false, delayMs: 0 };
    expect(new Set(fates({}, 'call'))).toEqual(new Set(['answered']));
    for (const fate of fates({}, 'webhook')) expect(fate).toEqual(none);
  });

  it('come as often as they are asked for, each kind by itself', () => {
    const dropped = fates({ drop: 0.5 }, 'webhook').filter(
      (fate) => (fate as { drop: boolean }).drop,
    );
    expect(dropped.length).toBeGreaterThan(70);
    expect(dropped.length).toBeLessThan(130);
    expect(new Set(fates({ timeout: 1 }, 'call'))).toEqual(new Set(['hungBefore', 'hungAfter']));
    expect(new Set(fates({ throttle: 1, timeout: 1 }, 'call'))).toEqual(new Set(['throttled']));
  });

  it('keep every webhook back for as long as an outage lasts', () => {
    let now = '2026-10-31T00:00:00Z';
    const faults = faultsOf({ outageHours: 24 }, () => now);
    const dropped = () => faults.webhook('orders/create').drop;
    expect(dropped()).toBe(true);
    now = '2026-10-31T23:59:59Z';
    expect(dropped()).toBe(true);
    now = '2026-11-01T00:00:00Z';
    expect(dropped()).toBe(false);
  });

  it('lose the finish of bulk operations and nothing else', () => {
    const faults = faultsOf({ dropFinish: 1 });
    expect(faults.webhook('bulk_operations/finish').drop).toBe(true);
    expect(faults.webhook('orders/create').drop).toBe(false);
    expect(faults.bulkBreaks()).toBe(false);
    expect(faultsOf({ bulkBreak: 1 }).bulkBreaks()).toBe(true);
  });

  it('break bulk mutations at a share of their lines, the same for the same seed', () => {
    const shares = (rates: object) => {
      const faults = faultsOf(rates);
      return Array.from({ length: 50 }, () => faults.mutationBreaksAt());
    };
    expect(new Set(shares({ bulkBreak: 1 }))).toEqual(new Set([null]));
    const half = shares({ mutationBreak: 0.5, seed: 3 });
    expect(half).toEqual(shares({ mutationBreak: 0.5, seed: 3 }));
    expect(half).not.toEqual(shares({ mutationBreak: 0.5, seed: 4 }));
    const broken = half.filter((share) => share !== null);
    expect(broken.length).toBeGreaterThan(10);
    expect(broken.length).toBeLessThan(40);
    expect(broken.every((share) => share >= 0 && share < 1)).toBe(true);
  });
});
