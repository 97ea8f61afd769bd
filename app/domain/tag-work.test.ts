import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  CAUTIOUS_PACE,
  CHUNK_CUSTOMERS,
  chunksToOpen,
  customersACall,
  isUrgent,
  urgentReserve,
  type MassWork,
} from './tag-work.ts';

const ENTERPRISE = { points: 40_000, restoreRate: 2_000 };
const STANDARD = { points: 2_000, restoreRate: 100 };
const FAST = { linesPerSecond: 500, overheadSeconds: 4 };

function work(customers: number, more: Partial<MassWork> = {}): MassWork {
  return {
    customers,
    mutations: customers,
    ...ENTERPRISE,
    pace: FAST,
    operations: 0,
    linesLeft: 0,
    ...more,
  };
}

const anyWork = fc
  .record({
    customers: fc.integer({ min: 0, max: 50_000 }),
    twice: fc.integer({ min: 0, max: 100 }),
    points: fc.integer({ min: -1_000, max: 40_000 }),
    restoreRate: fc.constantFrom(100, 200, 1_000, 2_000),
    linesPerSecond: fc.integer({ min: 1, max: 2_000 }),
    overheadSeconds: fc.integer({ min: 0, max: 60 }),
    operations: fc.integer({ min: 0, max: 6 }),
    linesLeft: fc.integer({ min: 0, max: 50_000 }),
  })
  .map(({ twice, linesPerSecond, overheadSeconds, ...rest }): MassWork => ({
    ...rest,
    mutations: rest.customers + Math.floor((rest.customers * twice) / 100),
    pace: { linesPerSecond, overheadSeconds },
  }));

describe('what is urgent', () => {
  it('is what a person did, not what the calendar or a recount did', () => {
    expect(['order', 'event', 'customer'].every(isUrgent)).toBe(true);
    expect(['backfill', 'calendar', 'settings'].some(isUrgent)).toBe(false);
  });

  it('finds a few calls’ points in any bucket', () => {
    expect([2_000, 4_000, 20_000, 40_000].map(urgentReserve)).toEqual([200, 400, 1_000, 1_000]);
  });
});

describe('bulk operations', () => {
  it('are for many: not when the bucket has points for all', () => {
    expect(chunksToOpen(work(3_000))).toEqual([]);
    expect(chunksToOpen(work(20_000))).not.toEqual([]);
  });

  it('come sooner where points come slowly', () => {
    expect(chunksToOpen(work(1_000))).toEqual([]);
    expect(chunksToOpen(work(1_000, STANDARD))).toEqual([745]);
  });

  it('take the share with which they end when the calls do', () => {
    const all = work(20_000, { mutations: 30_000 });
    const share = chunksToOpen(all).reduce((sum, size) => sum + size, 0);
    const lines = share * 1.5;
    const byBulk = 4 + lines / 500;
    const byCalls = ((30_000 - lines) * 10 - 40_000) / 2_000;
    expect(Math.abs(byBulk - byCalls)).toBeLessThan(0.05);
  });

  it('never number more than five', () => {
    expect(chunksToOpen(work(50_000, STANDARD))).toEqual([1_000, 2_000, 3_000, 4_000, 5_000]);
    expect(chunksToOpen(work(50_000, { ...STANDARD, operations: 3 }))).toEqual([4_000, 5_000]);
    expect(chunksToOpen(work(50_000, { ...STANDARD, operations: 5 }))).toEqual([]);
  });

  it('count what is under way', () => {
    const sum = (sizes: number[]) => sizes.reduce((total, size) => total + size, 0);
    const idle = sum(chunksToOpen(work(20_000)));
    const busy = sum(chunksToOpen(work(20_000, { operations: 1, linesLeft: 5_000 })));
    expect(busy).toBeLessThan(idle);
  });

  it('begin cautiously', () => {
    expect(chunksToOpen(work(6_000, { ...ENTERPRISE, pace: CAUTIOUS_PACE }))).toEqual([]);
  });

  it('never take more than there is, nor fewer than is worth it', () => {
    fc.assert(
      fc.property(anyWork, (any) => {
        const sizes = chunksToOpen(any);
        expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(any.customers);
        for (const size of sizes) {
          expect(size).toBeGreaterThanOrEqual(300);
          expect(size).toBeLessThanOrEqual(CHUNK_CUSTOMERS);
        }
        expect(sizes.length).toBeLessThanOrEqual(Math.max(0, 5 - any.operations));
      }),
    );
  });
});

describe('a call', () => {
  it('carries one customer while there are few, and many when there are many', () => {
    expect(customersACall(work(0), 8, 49)).toBe(1);
    expect(customersACall(work(8), 8, 49)).toBe(1);
    expect(customersACall(work(80), 8, 49)).toBe(10);
    expect(customersACall(work(8_000), 8, 49)).toBe(49);
  });

  it('asks for no more points than come in a second once the bucket is empty', () => {
    const empty = { ...STANDARD, points: 0 };
    expect(customersACall(work(8_000, empty), 4, 49)).toBe(2);
    expect(customersACall(work(8_000, { ...empty, mutations: 16_000 }), 4, 49)).toBe(1);
    fc.assert(
      fc.property(anyWork, (any) => {
        const size = customersACall(any, 8, 49);
        expect(size).toBeGreaterThanOrEqual(1);
        expect(size).toBeLessThanOrEqual(49);
      }),
    );
  });
});
