import { describe, expect, it } from 'vitest';
import { addTags, removeTags } from './tags.ts';

const many = (count: number) => Array.from({ length: count }, (_, index) => `t${index}`);

describe("Shopify's tag rules (captured from live stores)", () => {
  it.each([
    ['a comma inside an element splits it', [], ['a, b,c'], ['a', 'b', 'c']],
    ['space around is trimmed, nothing is no tag', [], ['  a ', '', ' , '], ['a']],
    [
      'another letter case is the same tag, the first stays',
      ['VIP'],
      ['vip', 'New', 'NEW'],
      ['New', 'VIP'],
    ],
    ['reads come back sorted', ['b'], ['c', 'a'], ['a', 'b', 'c']],
    ['Japanese tags are tags', ['卸'], ['休眠'], ['休眠', '卸']],
  ])('%s', (_, present, given, tags) => {
    expect(addTags(present, given)).toEqual({ tags });
  });

  it('remove by any letter case; what is not there is no error', () => {
    expect(removeTags(['VIP', 'a'], ['vip', 'nothing', 'b, A'])).toEqual({ tags: [] });
  });

  it('take 255 characters and no more', () => {
    expect(addTags([], ['x'.repeat(255)])).toEqual({ tags: ['x'.repeat(255)] });
    expect(addTags([], ['x'.repeat(256)])).toEqual({
      error: 'Tags is too long (maximum is 255 characters)',
    });
  });

  it('take 250 tags a customer and no more', () => {
    expect(addTags(many(249), ['z'])).toHaveProperty('tags.length', 250);
    expect(addTags(many(250), ['t1'])).toHaveProperty('tags.length', 250);
    expect(addTags(many(250), ['z'])).toEqual({ error: 'Tags cannot be more than 250' });
  });
});
