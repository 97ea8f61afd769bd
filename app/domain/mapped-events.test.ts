import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Day } from './day.ts';
import { FactSources } from './fact-sources.ts';
import { readRules, rulesOf, type ToldMetafield } from './mapped-events.ts';

const HOUR = 3_600_000;
const AT = Date.parse('2026-06-30T12:00:00Z');
/** Tokyo's midnight. */
const startOf = (day: Day) => day * 24 * HOUR - 9 * HOUR;

interface Seen {
  tags?: string[];
  metafields?: ToldMetafield[];
}

function timesOf(source: object, { tags = [], metafields = [] }: Seen): string[] | null {
  const sources = FactSources.parse([{ kind: 'review', ...source }]);
  const [reading] = readRules(sources, { tags, metafields, at: AT }, startOf);
  return reading?.at.map((time) => new Date(time).toISOString()) ?? null;
}

describe('a tag that stands for an event', () => {
  it.each([
    ['reviewer', ['Reviewer'], ['2026-06-30T12:00:00.000Z']],
    ['reviewer', ['reviewer-2', 'a reviewer'], []],
    ['review-{date}', ['review-2026-01-05'], ['2026-01-04T15:00:00.000Z']],
    [
      'review-{date}',
      ['REVIEW-2026-01-05', 'review-2025-12-31', 'review-', 'x-review-2026-01-06'],
      ['2025-12-30T15:00:00.000Z', '2026-01-04T15:00:00.000Z'],
    ],
    ['{date} レビュー', ['2026-01-05 レビュー'], ['2026-01-04T15:00:00.000Z']],
    ['review-{date}', ['review-2026-02-30', 'review-2026-1-5'], []],
    ['r.view (a|b)', ['review a', 'R.VIEW (A|B)'], ['2026-06-30T12:00:00.000Z']],
    ['{date}..{date}', ['2026-01-05..2026-01-05'], ['2026-01-04T15:00:00.000Z']],
    ['{date}..{date}', ['2026-01-05..2026-01-06'], []],
  ])('%s among %j → %j', (tag, tags, times) => {
    expect(timesOf({ from: 'tag', tag }, { tags })).toEqual(times);
  });
});

describe('a metafield that stands for events', () => {
  const field = { from: 'metafield', namespace: 'reviews', key: 'days' };
  const told = (type: string, value: string): Seen => ({
    metafields: [{ namespace: 'reviews', key: 'days', content: { type, value, updatedAt: AT } }],
  });
  it.each([
    ['date', '2026-01-05', ['2026-01-04T15:00:00.000Z']],
    ['date_time', '2026-01-05T01:02:03+00:00', ['2026-01-05T01:02:03.000Z']],
    ['date_time', '2026-01-05T01:02:03', ['2026-01-05T01:02:03.000Z']],
    [
      'list.date',
      '["2026-01-06","2026-01-05","2026-01-05","never"]',
      ['2026-01-04T15:00:00.000Z', '2026-01-05T15:00:00.000Z'],
    ],
    ['list.date_time', '["2026-01-05T10:00:00+09:00"]', ['2026-01-05T01:00:00.000Z']],
    ['list.date', 'no list', []],
    ['list.date', '{"2026-01-05":1}', []],
    ['date_time', '2026-02-31', []],
    ['single_line_text_field', '2026-01-05', []],
  ])('of type %s with %s → %j', (type, value, times) => {
    expect(timesOf(field, told(type, value))).toEqual(times);
  });

  it.each([
    ['single_line_text_field', 'yes', ['2026-06-30T12:00:00.000Z']],
    ['boolean', 'yes', ['2026-06-30T12:00:00.000Z']],
    ['single_line_text_field', 'no', []],
    ['list.single_line_text_field', '["no","yes"]', ['2026-06-30T12:00:00.000Z']],
  ])('by a value of type %s: %s → %j', (type, value, times) => {
    expect(timesOf({ ...field, value: 'yes' }, told(type, value))).toEqual(times);
  });

  it('says nothing when it is not there, and is left out when it was not asked for', () => {
    const absent = { namespace: 'reviews', key: 'days', content: null };
    expect(timesOf(field, { metafields: [absent] })).toEqual([]);
    expect(timesOf(field, { metafields: [{ ...absent, key: 'other' }] })).toBe(null);
    expect(timesOf(field, {})).toBe(null);
  });
});

describe('rules', () => {
  it('have one name each: kind, place and value tell them apart', () => {
    const metafield = { from: 'metafield', namespace: 'app', key: 'state', kind: 'review' };
    const sources = FactSources.parse([
      { from: 'tag', tag: 'Fan', kind: 'review' },
      { from: 'tag', tag: 'fan', kind: 'survey' },
      { ...metafield },
      { ...metafield, value: 'yes' },
      { ...metafield, value: 'no' },
      { ...metafield, key: 'other' },
    ]);
    expect(new Set(rulesOf(sources)).size).toBe(6);
    const again = FactSources.parse([{ from: 'tag', tag: 'FAN', kind: 'review' }]);
    expect(rulesOf(again)).toEqual(rulesOf(sources).slice(0, 1));
  });

  it('read any tags without failing, and dates only where the rest agrees', () => {
    const sources = FactSources.parse([{ from: 'tag', tag: 'a+{date}', kind: 'review' }]);
    fc.assert(
      fc.property(fc.array(fc.string()), (tags) => {
        const seen = { tags: [...tags, 'A+2026-01-05'], metafields: [], at: AT };
        expect(readRules(sources, seen, startOf)[0]?.at).toContain(
          Date.parse('2026-01-04T15:00:00Z'),
        );
      }),
    );
  });
});
