import { describe, expect, it } from 'vitest';
import { surviveKills } from '../setup/kills.ts';

const KILLS = 50;

describe('an app whose parts are killed again and again', () => {
  it('loses nothing and does nothing twice', async () => {
    const { kills, fell, store, database, faults, counts } = await surviveKills({
      kills: KILLS,
      seed: 4,
    });
    expect(sum(kills)).toBe(KILLS);
    expect(Object.keys(kills).toSorted()).toEqual([
      'PostgreSQL',
      'Redis',
      'Redis with its data',
      'a backend of PostgreSQL',
      'web',
      'worker',
    ]);
    expect(fell, 'ended although nobody had killed it').toEqual([]);
    expect(database).toEqual(store);
    expect(Object.entries(faults).filter(([, list]) => list.length > 0)).toEqual([]);
    expect(counts.acknowledged).toBeGreaterThan(500);
    expect(store.reviewers.length).toBeGreaterThan(0);
  }, 300_000);
});

function sum(counts: Record<string, number>): number {
  return Object.values(counts).reduce((total, count) => total + count, 0);
}
