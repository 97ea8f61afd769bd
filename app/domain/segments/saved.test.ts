import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Condition } from './condition.ts';
import { readsProducts, SavedSegment, Slug, slugFrom } from './saved.ts';

describe('a slug', () => {
  it.each([
    ['Bought once', 'bought-once'],
    ['  VIP (2026)! ', 'vip-2026'],
    ['ＶＩＰ　２', 'vip-2'],
    ['a--b__c', 'a-b-c'],
    ['休眠', null],
    ['VIP 候補', null],
    ['Café', null],
    ['!?', null],
    ['', null],
  ])('of %s', (name, slug) => {
    expect(slugFrom(name, new Set())).toBe(slug);
  });

  it('that another segment has gets a number', () => {
    expect(slugFrom('VIP', new Set(['vip']))).toBe('vip-2');
    expect(slugFrom('VIP', new Set(['vip', 'vip-2', 'vip-3']))).toBe('vip-4');
    const long = 'a'.repeat(60);
    expect(slugFrom(long, new Set([long]))).toBe(`${'a'.repeat(58)}-2`);
  });

  it('is one that can be saved, and free', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 100 }), fc.array(fc.string()), (name, others) => {
        const first = slugFrom(name, new Set(others));
        const second = slugFrom(name, new Set([...others, first ?? '']));
        for (const slug of [first, second]) {
          if (slug !== null) expect(Slug.safeParse(slug).success).toBe(true);
        }
        expect(first === null ? second : first === second).toBe(first === null ? null : false);
      }),
    );
  });
});

describe('lines of orders', () => {
  it.each([
    [{ products: ['tea'] }, true],
    [{ channels: ['web'], measure: 'units' }, true],
    [{ channels: ['web'], measure: 'value' }, false],
  ])('are read for %j: %s', (asked, read) => {
    const condition = Condition.parse({ type: 'bought', ...asked });
    const rule = { version: 1, condition };
    const saved = SavedSegment.parse({ id: 1, slug: 'tea', name: 'Tea', rule });
    expect(readsProducts([saved])).toBe(read);
  });
});
