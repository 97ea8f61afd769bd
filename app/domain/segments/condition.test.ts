import { describe, expect, it } from 'vitest';
import { Condition, SavedCondition } from './condition.ts';

const REGION = { type: 'region', regions: ['福岡県'] };

function nested(depth: number, innermost: unknown = REGION): unknown {
  let condition = innermost;
  for (let deep = 1; deep < depth; deep++) condition = { type: 'not', of: condition };
  return condition;
}

function problemsOf(given: unknown) {
  return Condition.safeParse(given).error?.issues.map(({ path, message }) => [
    path.join('.'),
    message,
  ]);
}

describe('condition', () => {
  it('fills in what is left out', () => {
    expect(Condition.parse({ type: 'bought', products: ['tea'] })).toEqual({
      type: 'bought',
      products: ['tea'],
      period: { kind: 'ever' },
      measure: 'orders',
      compare: { is: '>=', value: 1 },
    });
    expect(Condition.parse({ type: 'event', kinds: ['review'] })).toEqual({
      type: 'event',
      kinds: ['review'],
      period: { kind: 'ever' },
      compare: { is: '>=', value: 1 },
    });
    const states = { in: { model: 'stage', states: ['first'] } };
    expect(Condition.parse({ type: 'state', ...states })).toMatchObject({ when: { is: 'now' } });
    const classes = { in: { model: 'decile', states: ['1', '10'] } };
    expect(Condition.parse({ type: 'class', ...classes })).toMatchObject({ when: 'now' });
    const total = { type: 'total', total: 'orders', compare: { is: '=', value: 1 } };
    expect(Condition.parse(total)).toMatchObject({ period: { kind: 'ever' } });
  });

  it.each([
    [
      'of no known type',
      { type: 'moon' },
      'type',
      /^Invalid discriminator value. Expected 'total'/,
    ],
    ['nothing', null, '', /expected object/],
    ['a word', 'of', '', /expected object/],
    ['made of a word', { type: 'not', of: 'of' }, 'of', /expected object/],
    ['with more than it needs', { ...REGION, or: 1 }, '', /Unrecognized key: "or"/],
    ['with an empty list', { type: 'all', of: [] }, 'of', />=1 items/],
    ['with an empty OR', { type: 'any', of: [] }, 'of', />=1 items/],
    ['with an AND that knows more', { type: 'all', of: [REGION], or: 1 }, '', /Unrecognized key/],
    ['with an OR that knows more', { type: 'any', of: [REGION], or: 1 }, '', /Unrecognized key/],
    ['with a NOT that knows more', { type: 'not', of: REGION, or: 1 }, '', /Unrecognized key/],
    ['of nothing bought anywhere', { type: 'bought' }, 'products', /must be named/],
    ['of no product', { type: 'bought', products: [] }, 'products', />=1 items/],
    ['of a nameless region', { type: 'region', regions: [''] }, 'regions.0', />=1 characters/],
    [
      'of a state of another model',
      { type: 'state', in: { model: 'vip', states: ['dormant'] } },
      'in.states.0',
      /expected one of "vip"\|"candidate"/,
    ],
    ['of no state', { type: 'state', in: { model: 'vip', states: [] } }, 'in.states', />=1 items/],
    [
      'of more states than there are',
      { type: 'state', in: { model: 'vip', states: ['vip', 'vip', 'vip'] } },
      'in.states',
      /<=2 items/,
    ],
    [
      'of a model that an order does not move at once',
      { type: 'one-more-order', reaches: { model: 'next', states: ['spreading'] }, atMost: 1 },
      'reaches.model',
      /Expected 'cpm' \| 'stage' \| 'vip'/,
    ],
  ])('%s is refused, saying where', (_, given, path, message) => {
    expect(problemsOf(given)).toEqual([[path, expect.stringMatching(message)]]);
  });

  it('may be 10 deep', () => {
    expect(problemsOf(nested(10))).toBeUndefined();
    expect(problemsOf(nested(11))).toEqual([['', 'conditions may be nested 10 deep at most']]);
    expect(problemsOf(nested(200_000))).toEqual([['', 'conditions may be nested 10 deep at most']]);
  });

  it('may have 100 parts', () => {
    const all = (parts: number) => ({
      type: 'all',
      of: Array.from({ length: parts }, () => REGION),
    });
    expect(problemsOf(all(99))).toBeUndefined();
    expect(problemsOf(all(100))).toEqual([['', '100 conditions are allowed at most']]);
    expect(problemsOf(nested(3, all(98)))).toEqual([['', '100 conditions are allowed at most']]);
    expect(problemsOf(nested(3, all(97)))).toBeUndefined();
  });

  it('bounds how much it names', () => {
    const regions = (count: number, length: number) =>
      Condition.safeParse({
        type: 'region',
        regions: Array.from({ length: count }, () => 'x'.repeat(length)),
      }).success;
    expect([regions(500, 255), regions(501, 255), regions(1, 256)]).toEqual([true, false, false]);
  });

  it('of what was bought names products, channels or both', () => {
    const bought = (named: object) => Condition.safeParse({ type: 'bought', ...named }).success;
    expect(bought({ channels: ['pos'] })).toBe(true);
    expect(bought({ products: ['tea'] })).toBe(true);
    expect(bought({ products: ['tea'], channels: ['pos'] })).toBe(true);
  });

  it('is kept with the version of its language', () => {
    expect(SavedCondition.safeParse({ version: 1, condition: REGION }).success).toBe(true);
    expect(SavedCondition.safeParse({ version: 2, condition: REGION }).success).toBe(false);
    expect(SavedCondition.safeParse({ version: 1, condition: nested(11) }).success).toBe(false);
  });
});
