import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyHistory, anySettings } from '#tests/factories/history.ts';
import { dayOf } from '../day.ts';
import { factsAt, type Facts } from '../history.ts';
import { Settings } from '../settings.ts';
import { vip } from './vip.ts';
import { vipAxes } from './vip-axes.ts';

const TODAY = dayOf('2026-06-30');
const NO_EVENTS = factsAt({ orders: [{ day: TODAY, value: 1 }] }, TODAY)!.events;
const settings = Settings.parse({ cpm: { amount: 1 } });

type Known = Partial<Omit<Facts, 'events'>> & { gone?: number; events?: Partial<Facts['events']> };

function factsOf(known: Known): Facts {
  const { gone = 0, events = {}, ...rest } = known;
  const lastDay = (TODAY - gone) as typeof TODAY;
  return {
    ...{ day: TODAY, orders: 1, firstDay: lastDay, lastDay, intervals: [], amount: 1_000 },
    ...{ contract: null, topAmount: null },
    ...rest,
    events: { ...NO_EVENTS, ...events },
  };
}

describe('継続価値 at 4 orders within 45 days', () => {
  it.each([
    ['one order just now', { orders: 1 }, 0.25],
    ['eight orders just now', { orders: 8 }, 2],
    ['four orders 45 days ago', { orders: 4, gone: 45 }, 1],
    ['eight orders 90 days ago', { orders: 8, gone: 90 }, 0.5],
    ['one order 90 days ago', { orders: 1, gone: 90 }, 0.25],
    ['half of the top amount long ago', { gone: 900, amount: 500, topAmount: 1_000 }, 0.5],
  ])('is, for %s, as expected', (_, facts, value) => {
    expect(vipAxes(factsOf(facts), settings).continuing).toBe(value);
  });
});

describe('関係価値', () => {
  it.each([
    ['nothing done', {}, {}, 0],
    ['one review of 2 + 1 + 1 acts', {}, { review: 1 }, 0.25],
    ['more reviews than are asked', {}, { review: 9 }, 0.5],
    ['all of them', {}, { review: 2, survey: 1, referral: 1 }, 1],
    ['nothing asked', { minimumEvents: {} }, {}, 1],
    [
      'half of the points and all acts',
      { minimumPoints: 4, points: { post: 2 } },
      { review: 2, survey: 1, referral: 1, post: 1 },
      0.5,
    ],
  ])('is, with %s, as expected', (_, asked, events, value) => {
    const own = Settings.parse({ cpm: { amount: 1 }, vip: asked });
    expect(vipAxes(factsOf({ events }), own).relating).toBe(value);
  });
});

const anyDay = fc.integer({ min: 19_000, max: 19_760 }).map((day) => day as typeof TODAY);

it('the axes are met exactly where the model says VIP or candidate', () => {
  fc.assert(
    fc.property(anyHistory, anySettings, anyDay, (history, own, day) => {
      const facts = factsAt(history, day);
      if (!facts || facts.contract === 'paused' || facts.contract === 'cancelled') return;
      if (facts.lastDay - facts.firstDay <= (own.vip.bulkBuyerDays ?? -1)) return;
      const { continuing, relating } = vipAxes(facts, own);
      const state = continuing < 1 ? null : relating < 1 ? 'candidate' : 'vip';
      expect(vip.classify(facts, own)).toBe(state);
    }),
  );
});
