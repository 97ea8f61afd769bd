import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  askedList,
  EVENT_KINDS,
  FILTER_MODELS,
  SORTS,
  type CustomersFilter,
} from '#app/presenters/customers-filter.ts';
import { SHOWN_MODELS, statesOfModel } from '#app/presenters/states.ts';
import { customersUrl } from '#app/ui/customers-url.ts';
import { isoOf } from '#app/domain/day.ts';
import { Condition, leavesOf } from '#app/domain/segments/condition.ts';
import { anyCondition, anyDay } from '../factories/conditions.ts';

const isoDay = anyDay.map(isoOf);
const CALENDAR = FILTER_MODELS.filter((model) => Object.hasOwn(SHOWN_MODELS, model));
const statesOf = (models: typeof FILTER_MODELS) =>
  fc.constantFrom(...models).chain((model) =>
    fc.record({
      model: fc.constant(model),
      states: fc.subarray([...(statesOfModel(model) ?? []), 'none'], { minLength: 1 }),
    }),
  );
const dated = fc.tuple(statesOf(CALENDAR), isoDay).map(([stood, on]) => ({ ...stood, on }));
const rangeOf = <Value>(value: fc.Arbitrary<Value>) =>
  fc
    .tuple(fc.option(value, { nil: null }), fc.option(value, { nil: null }))
    .filter(([from, to]) => from !== null || to !== null);
const numbers = rangeOf(
  fc.oneof(
    fc.nat(),
    fc.nat(99_999).map((value) => value / 100),
  ),
);
const days = rangeOf(isoDay);
const score = fc.integer({ min: 1, max: 5 });
const names = fc.uniqueArray(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }), {
  minLength: 1,
  maxLength: 3,
});
const ids = fc.uniqueArray(fc.bigInt({ min: 0n, max: 10n ** 17n }).map(String), { maxLength: 3 });

const anyFilter = fc.record(
  {
    states: fc.uniqueArray(fc.oneof(statesOf(FILTER_MODELS), dated), {
      minLength: 1,
      maxLength: 3,
      selector: (one) => one.model + ('on' in one ? one.on : ''),
    }),
    scores: fc.oneof(
      fc.record({ r: score }),
      fc.record({ f: score, m: score }),
      fc.record({ r: score, f: score, m: score }),
    ),
    entering: fc.constantFrom(...CALENDAR).chain((model) =>
      fc.record({
        model: fc.constant(model),
        states: fc.subarray([...(statesOfModel(model) ?? [])], { minLength: 1 }),
        days: fc.integer({ min: 1, max: 400 }),
      }),
    ),
    orders: numbers,
    amount: numbers,
    average: numbers,
    tenure: numbers,
    departure: numbers,
    first: days,
    last: days,
    channels: names,
    bought: names,
    notBought: names,
    regions: names,
    consent: fc.constantFrom('yes', 'no'),
    events: fc.subarray([...EVENT_KINDS], { minLength: 1 }),
    segment: fc.nat(999),
    ids,
    where: anyCondition
      .map((condition) => Condition.parse(condition))
      .filter((condition) => leavesOf(condition).every(({ type }) => type !== 'one-more-order')),
  },
  { requiredKeys: [] },
) as fc.Arbitrary<CustomersFilter>;
const anySort = fc.record({ by: fc.constantFrom(...SORTS), ascending: fc.boolean() });

const read = (url: string) => askedList(new URL(url, 'http://app').searchParams);

describe('the address of a list', () => {
  it('says a filter and a sort so that they are read again', () => {
    fc.assert(
      fc.property(anyFilter, anySort, (filter, sort) => {
        expect(read(customersUrl(filter, sort))).toEqual({ filter, sort, unread: [] });
      }),
      { numRuns: 500 },
    );
  });

  it('is short, and a person can read it', () => {
    const states = [
      { model: 'cpm', states: ['first-active', 'toddler-active'], on: '2026-05-31' },
    ] as const;
    expect(customersUrl({ states, orders: [2, null], scores: { r: 5 } })).toBe(
      '/app/customers?cpm@2026-05-31=first-active,toddler-active&r=5&orders=2..',
    );
    expect(customersUrl({})).toBe('/app/customers');
  });

  it.each([
    'cpm=moon',
    'cpm@2026-02-30=first-active',
    'rfm@2026-05-31=loyal',
    'r=6',
    'orders=two..3',
    'where={"type":"moon"}',
    'where={',
    'orders=..',
    'orders=1',
    'first=2026-13-01..',
    'entering=rfm:loyal:14',
    'entering=lifecycle:dormant:0',
    'segment=x',
    'ids=1,two',
    'consent=perhaps',
    'events=moon',
  ])('%s is told as not understood', (text) => {
    expect(read(`/app/customers?${text}`)).toMatchObject({ filter: {}, unread: [text] });
  });

  it('may hold what is not about whom to list', () => {
    expect(read('/app/customers?locale=ja&host=x&after=1_2&sort=moon')).toEqual({
      filter: {},
      sort: { by: 'last', ascending: false },
      unread: [],
    });
  });
});
