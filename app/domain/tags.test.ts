import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isOurTag, othersTags, ourNames, planTags, wantedTags } from './tags.ts';

const tagSet: fc.Arbitrary<string[]> = fc.uniqueArray(
  fc.constantFrom('kz-cpm:a', 'kz-cpm:b', 'kz-stage:c', 'kz-stage:d', 'kz-x:e'),
);

describe('wanted tags', () => {
  it('are prefix, model and state; a model with nothing to say has none', () => {
    const states = { stage: 'first', cpm: 'first-active', vip: null };
    expect(wantedTags(states, [], 'kz-')).toEqual(['kz-cpm:first-active', 'kz-stage:first']);
    expect(wantedTags(states, ['b', 'a'], '')).toEqual([
      'cpm:first-active',
      'segment:a',
      'segment:b',
      'stage:first',
    ]);
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

describe('our tags', () => {
  it.each([
    ['kz-cpm:first-active', 'kz-'],
    ['KZ-Lifecycle:At-Risk', 'kz-'],
    ['kz-rank:semi-excellent', 'KZ-'],
    ['kz-layer:top-excellent', 'kz-'],
    ['kz-rfm:cant-lose', 'kz-'],
    ['kz-segment:夏の常連', 'kz-'],
    ['vip:candidate', ''],
    ['店:contract:paused', '店:'],
  ])('%s is one with the prefix "%s"', (tag, prefix) => {
    expect(isOurTag(tag, [prefix])).toBe(true);
  });

  it.each([
    ['VIP', 'kz-'],
    ['kz-vip', 'kz-'],
    ['kz-vip:gold', 'kz-'],
    ['kz-segment:', 'kz-'],
    ['kz-colour:red', 'kz-'],
    ['vip:vip', 'kz-'],
    ['my-kz-vip:vip', 'kz-'],
    ['kz-vip:vip', ''],
  ])('%s is none with the prefix "%s"', (tag, prefix) => {
    expect(isOurTag(tag, [prefix])).toBe(false);
  });

  it('are left out of the tags of others', () => {
    expect(othersTags(['卸', 'kz-vip:vip', 'b2b'], ['kz-'])).toEqual(['卸', 'b2b']);
  });
});

it('all that our tags can be under a prefix is told in lower case', () => {
  const { whole, segments } = ourNames('KZ-');
  expect(whole).toContain('kz-rank:excellent');
  expect(whole.every((name) => isOurTag(name, ['kz-']))).toBe(true);
  expect([isOurTag(segments, ['kz-']), isOurTag(`${segments}x`, ['kz-'])]).toEqual([false, true]);
});
