import { describe, expect, it } from 'vitest';
import { JPY } from '#tests/factories/structure.ts';
import { addDays, dayOf } from '../day.ts';
import {
  factsAt,
  RELATIONSHIP_KINDS,
  type CustomerEvent,
  type History,
  type RelationshipKind,
} from '../history.ts';
import { Settings } from '../settings.ts';
import { timelineOf } from '../timeline.ts';
import { stateAt } from './model.ts';
import { missingOf } from './rules.ts';
import { relationshipScore, vip, vipIs } from './vip.ts';

const TODAY = dayOf('2026-06-30');
const withVip = (settings: Partial<Settings['vip']>) =>
  Settings.parse({ cpm: { amount: 1 }, vip: settings });

/** Four orders within 60 days, the last one ten days ago, and events. */
function frequent(events: Partial<Record<RelationshipKind, number>>): History {
  const kinds = Object.entries(events).flatMap(([kind, times]) =>
    Array.from({ length: times }, () => kind as RelationshipKind),
  );
  return {
    orders: [70, 50, 30, 10].map((ago) => ({ day: addDays(TODAY, -ago), value: 1_000 })),
    events: kinds.map((kind, index): CustomerEvent => {
      const day = addDays(TODAY, -9);
      return { kind, day, at: day * 86_400_000 + index };
    }),
  };
}

describe('関係価値スコア', () => {
  const settings = withVip({ points: { post: 3, referral: 5 } });
  it.each([
    [{}, 0],
    [{ post: 1 }, 3],
    [{ post: 2, referral: 1 }, 11],
    [{ review: 9, survey: 9 }, 0],
  ])('of %j, at 3 points a post and 5 a referral, is %i', (events, score) => {
    expect(relationshipScore(factsAt(frequent(events), TODAY)!, settings)).toBe(score);
  });
});

describe('a VIP needs', () => {
  it.each([
    ['no events and no points', {}, {}, 'vip'],
    ['a kind that never happened', { minimumEvents: { community: 1 } }, {}, 'candidate'],
    ['as many as asked', { minimumEvents: { inquiry: 2 } }, { inquiry: 2 }, 'vip'],
    ['one more than happened', { minimumEvents: { inquiry: 3 } }, { inquiry: 2 }, 'candidate'],
    ['points just reached', { minimumPoints: 6, points: { post: 3 } }, { post: 2 }, 'vip'],
    ['points just missed', { minimumPoints: 7, points: { post: 3 } }, { post: 2 }, 'candidate'],
    [
      'points and events, with points only',
      { minimumPoints: 1, points: { post: 1 }, minimumEvents: { review: 1 } },
      { post: 1 },
      'candidate',
    ],
    [
      'points and events, with both',
      { minimumPoints: 1, points: { post: 1 }, minimumEvents: { review: 1 } },
      { post: 1, review: 1 },
      'vip',
    ],
  ])('%s', (_, settings, events, state) => {
    const asked = withVip({ minimumEvents: {}, ...settings });
    expect(stateAt(vip, frequent(events), asked, TODAY)).toBe(state);
  });

  it.each(RELATIONSHIP_KINDS)('%s when it is asked for, and no other kind', (kind) => {
    const asked = withVip({ minimumEvents: { [kind]: 1 } });
    const others = RELATIONSHIP_KINDS.filter((each) => each !== kind);
    const all = Object.fromEntries(others.map((each) => [each, 5]));
    expect(stateAt(vip, frequent(all), asked, TODAY)).toBe('candidate');
    expect(stateAt(vip, frequent({ [kind]: 1 }), asked, TODAY)).toBe('vip');
  });
});

describe('まとめ買い: whoever bought everything within one cycle is no candidate', () => {
  it.each([
    ['60 days, asked for more than 59', 59, 'candidate'],
    ['60 days, asked for more than 60', 60, null],
    ['not asked', null, 'candidate'],
  ])('%s', (_, bulkBuyerDays, state) => {
    expect(stateAt(vip, frequent({}), withVip({ bulkBuyerDays }), TODAY)).toBe(state);
  });

  it('nor VIP, however large the amount; one order is within any cycle', () => {
    const topAmounts = [{ from: dayOf('2026-01-01'), amount: 1_000 }];
    const one: History = { orders: [{ day: addDays(TODAY, -10), value: 9_000 }], topAmounts };
    expect(stateAt(vip, one, withVip({ minimumEvents: {} }), TODAY)).toBe('vip');
    expect(stateAt(vip, one, withVip({ minimumEvents: {}, bulkBuyerDays: 0 }), TODAY)).toBeNull();
  });
});

describe('VIP', () => {
  it('by orders ends after 45 days, by amount with the amount', () => {
    const orders = frequent({}).orders;
    const last = addDays(TODAY, -10);
    expect(timelineOf(vip, { orders }, JPY)).toEqual([
      { from: orders[0]!.day, state: null },
      { from: last, state: 'candidate' },
      { from: addDays(last, 46), state: null },
    ]);
    const topAmounts = [
      { from: dayOf('2026-01-01'), amount: 4_000 },
      { from: dayOf('2026-09-01'), amount: 4_001 },
    ];
    expect(timelineOf(vip, { orders, topAmounts }, JPY).slice(1)).toEqual([
      { from: last, state: 'candidate' },
      { from: dayOf('2026-09-01'), state: null },
    ]);
  });

  it('names the settings that a candidate who is no VIP meets or misses', () => {
    const settings = withVip({ minimumEvents: { post: 2 }, minimumPoints: 3, bulkBuyerDays: 30 });
    const facts = factsAt(frequent({ post: 1 }), TODAY)!;
    const named = [...vip.explain(facts, settings), ...missingOf(vip.rules[3]!, facts, settings)];
    expect(
      named.map(({ measure, value, threshold, setting }) => [measure, value, threshold, setting]),
    ).toEqual([
      ['contract', null, 'paused', null],
      ['contract', null, 'cancelled', null],
      ['tenure', 60, 30, 'vip.bulkBuyerDays'],
      ['post', 1, 2, 'vip.minimumEvents'],
      ['amount', 4_000, null, 'vip.topShare'],
      ['orders', 4, 4, 'vip.candidateOrders'],
      ['departure', 10, 45, 'vip.candidateWithinDays'],
      ['post', 1, 2, 'vip.minimumEvents'],
      ['points', 0, 3, 'vip.minimumPoints'],
    ]);
  });

  it('has two states, and a test that names them', () => {
    expect(vip.states).toEqual(['vip', 'candidate']);
    expect(vipIs('candidate')).toMatchObject({ measure: 'vip', relation: '=', setting: null });
  });
});
