import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planTags, wantedTags } from './tags.ts';

const tagSet: fc.Arbitrary<string[]> = fc.uniqueArray(
  fc.constantFrom('kz-cpm:a', 'kz-cpm:b', 'kz-stage:c', 'kz-stage:d', 'kz-x:e'),
);

describe('wanted tags', () => {
  it('are prefix, model and state; a model with nothing to say has none', () => {
    const states = { stage: 'first', cpm: 'first-active', vip: null };
    expect(wantedTags(states, 'kz-')).toEqual(['kz-cpm:first-active', 'kz-stage:first']);
    expect(wantedTags(states, '')).toEqual(['cpm:first-active', 'stage:first']);
  });
});

describe('tag plan', () => {
  it('turns what was written into what is wanted, and touches nothing else', () => {
    fc.assert(
      fc.property(
        tagSet,
        tagSet,
        fc.array(fc.constantFrom('VIP', '卸')),
        (wanted, written, others) => {
          const { add, remove } = planTags(wanted, written, false);
          const on = new Set<string>([...written, ...others]);
          for (const tag of remove) on.delete(tag);
          for (const tag of add) on.add(tag);
          expect(on).toEqual(new Set([...wanted, ...others]));
          expect(add.filter((tag) => written.includes(tag))).toEqual([]);
        },
      ),
    );
  });

  it('reaches what is wanted from any part of an uncertain state', () => {
    fc.assert(
      fc.property(tagSet, tagSet, fc.infiniteStream(fc.boolean()), (wanted, possible, coin) => {
        const { add, remove } = planTags(wanted, possible, true);
        const on = new Set<string>(possible.filter(() => coin.next().value));
        for (const tag of remove) on.delete(tag);
        for (const tag of add) on.add(tag);
        expect(on).toEqual(new Set(wanted));
      }),
    );
  });
});
