import { describe, expect, it } from 'vitest';
import { parseSegment, QueryError } from './segment-query.ts';

const has = (tag: string) => `customer_tags CONTAINS '${tag}'`;

describe('segment queries', () => {
  it.each([
    ['', ['a'], true],
    [has('a'), ['a', 'b'], true],
    [has('A'), ['a'], true],
    [has('休眠'), ['休眠'], true],
    [has('a'), ['ab'], false],
    ["customer_tags NOT CONTAINS 'a'", [], true],
    ["customer_tags not contains 'a'", ['A'], false],
    [`NOT ${has('a')}`, ['b'], true],
    [`NOT NOT ${has('a')}`, ['a'], true],
    [`${has('a')} OR ${has('b')} AND ${has('c')}`, ['a'], true],
    [`(${has('a')} OR ${has('b')}) AND ${has('c')}`, ['a'], false],
    [`${has('b')} AND ${has('c')} OR ${has('a')}`, ['a'], true],
    [`NOT ${has('a')} AND ${has('b')}`, ['b'], true],
    [`NOT (${has('a')} OR ${has('b')})`, ['b'], false],
    [String.raw`customer_tags CONTAINS 'it\'s'`, ["it's"], true],
    [`customer_tags\n  CONTAINS\t'kz-cpm:first-active'`, ['kz-cpm:first-active'], true],
    ["customer_tags CONTAINS 'a OR b'", ['a OR b'], true],
  ])('%s of %j is %s', (query, tags, member) => {
    expect(parseSegment(query)({ tags })).toBe(member);
  });

  it.each([
    ['not a real query', "Query Line 1 Column 4: 'a' filter cannot be found."],
    [
      'number_of_orders > 1 AND x',
      "Query Line 1 Column 0: 'number_of_orders' filter cannot be found.",
    ],
    [`${has('a')}\n AND email = 1`, "Query Line 2 Column 5: 'email' filter cannot be found."],
    ["customer_tags = 'a'", "Query Line 1 Column 14: '=' is not expected here."],
    ['customer_tags CONTAINS', 'Query Line 1 Column 22: end of query is not expected here.'],
    ['customer_tags CONTAINS a', "Query Line 1 Column 23: 'a' is not expected here."],
    ["customer_tags CONTAINS 'a", "Query Line 1 Column 23: ''' is not expected here."],
    [`(${has('a')}`, 'Query Line 1 Column 27: end of query is not expected here.'],
    [`${has('a')} ${has('b')}`, "Query Line 1 Column 27: 'customer_tags' is not expected here."],
    ['AND', "Query Line 1 Column 0: 'AND' is not expected here."],
  ])('%s is no query', (query, message) => {
    expect(() => parseSegment(query)).toThrow(new QueryError(message));
  });
});
