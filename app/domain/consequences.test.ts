import { describe, expect, it } from 'vitest';
import { Consequences, minutesToWrite, tallyOf, type Place } from './consequences.ts';
import type { CustomerId } from './ids.ts';

const place = (more: Partial<Place> = {}): Place => ({
  states: {},
  segments: [],
  tags: [],
  ...more,
});
const stage = (state: string | null) => place({ states: { stage: state } });
const PACE = { restoreRate: 100, bulk: null };

describe('a tally', () => {
  it('counts moves by model, most first, those from and to nowhere too', () => {
    const tally = tallyOf([]);
    const add = (before: Place, after: Place) => {
      tally.add(1n as CustomerId, before, after);
    };
    add(stage('first'), stage('first'));
    add(stage(null), place());
    add(stage('first'), stage(null));
    add(place(), stage('growing'));
    add(place(), stage('growing'));
    add(place({ states: { abc: 'A' } }), place({ states: { abc: 'B', cpm: 'first-active' } }));
    const { moves } = tally.consequences(PACE);
    expect(moves).toEqual([
      { model: 'cpm', from: null, to: 'first-active', customers: 1 },
      { model: 'stage', from: null, to: 'growing', customers: 2 },
      { model: 'stage', from: 'first', to: null, customers: 1 },
      { model: 'abc', from: 'A', to: 'B', customers: 1 },
    ]);
  });

  it('counts the customers of segments, and keeps the first twenty as a sample', () => {
    const tally = tallyOf([
      { id: 1, name: 'One' },
      { id: 2, name: 'Two' },
    ]);
    for (let id = 1n; id <= 25n; id += 1n) {
      const inside = place({ segments: [1] });
      tally.add(id as CustomerId, id <= 3n ? inside : place(), id === 2n ? place() : inside);
    }
    tally.add(99n as CustomerId, place({ segments: [7] }), place({ segments: [7] }));
    const [one, two, ...others] = tally.consequences(PACE).segments;
    expect(one).toMatchObject({ name: 'One', before: 3, after: 24 });
    expect(one?.sample).toHaveLength(20);
    expect(one?.sample.slice(0, 3)).toEqual(['1', '3', '4']);
    expect([two, others]).toEqual([{ id: 2, name: 'Two', before: 0, after: 0, sample: [] }, []]);
  });

  it('counts tags that come and go, and the time they take', () => {
    const tally = tallyOf([]);
    for (let id = 0n; id < 600n; id += 1n) {
      tally.add(id as CustomerId, place({ tags: ['a', 'b'] }), place({ tags: ['b', 'c', 'd'] }));
    }
    tally.add(1n as CustomerId, place({ tags: ['a'] }), place({ tags: ['a'] }));
    const { tags, minutes } = tally.consequences(PACE);
    expect(tags).toEqual({ customers: 600, added: 1_200, removed: 600 });
    expect(minutes).toBe(minutesToWrite(1_200, PACE));
  });

  it('is kept as it is', () => {
    const tally = tallyOf([{ id: 1, name: 'One' }]);
    tally.add((2n ** 60n) as CustomerId, place(), place({ segments: [1], tags: ['a'] }));
    const consequences = tally.consequences({ restoreRate: null, bulk: null });
    expect(Consequences.parse(JSON.parse(JSON.stringify(consequences)))).toEqual(consequences);
  });
});

describe('the minutes that writing takes', () => {
  it.each([
    ['nothing', 0, 100, 0],
    ['one', 1, 100, 1],
    ['what points alone carry in a minute', 200, 100, 1],
    ['many at the smallest plan: 10 by points and 50 in bulk a second', 60_000, 100, 17],
    ['many while no plan is known', 60_000, null, 17],
    ['many at a large plan: 200 by points and 50 in bulk a second', 60_000, 2_000, 5],
  ])('of %s', (_, mutations, restoreRate, minutes) => {
    expect(minutesToWrite(mutations, { restoreRate, bulk: null })).toBe(minutes);
  });

  it('follow the pace that was measured', () => {
    const bulk = { linesPerSecond: 500, overheadSeconds: 4 };
    expect(minutesToWrite(58_000, { restoreRate: 100, bulk })).toBe(2);
  });

  it('never fall when more is to be written', () => {
    for (const restoreRate of [100, 2_000]) {
      let least = 0;
      for (let mutations = 0; mutations < 20_000; mutations += 50) {
        const minutes = minutesToWrite(mutations, { restoreRate, bulk: null });
        expect(minutes).toBeGreaterThanOrEqual(least);
        least = minutes;
      }
    }
  });
});
