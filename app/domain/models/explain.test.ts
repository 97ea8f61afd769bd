import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyHistory, anySettings } from '#tests/factories/history.ts';
import { anyDay, bought, JPY } from '#tests/factories/structure.ts';
import { addDays, dayOf } from '../day.ts';
import { factsAt, type CustomerEvent, type History } from '../history.ts';
import { Settings } from '../settings.ts';
import { contract } from './contract.ts';
import { cpm } from './cpm.ts';
import { explain } from './explain.ts';
import { CALENDAR_MODELS } from './index.ts';
import { lifecycle } from './lifecycle.ts';
import type { CalendarModel } from './model.ts';
import { next } from './next.ts';
import type { Finding } from './rules.ts';
import { scheduledChange } from './scheduled-change.ts';
import { stage } from './stage.ts';
import { stepsOf } from './steps.ts';
import { vip } from './vip.ts';

const MODELS: readonly CalendarModel[] = CALENDAR_MODELS;
const TODAY = dayOf('2026-06-30');

const ordered = (...daysAgo: number[]): History => ({
  orders: daysAgo.map((ago) => ({ day: addDays(TODAY, -ago), value: 5_000 })),
});
const happened = (...kinds: CustomerEvent['kind'][]): CustomerEvent[] =>
  kinds.map((kind, index) => ({ kind, day: addDays(TODAY, -5), at: TODAY * 86_400_000 + index }));

const told = ({ measure, value, relation, threshold, holds }: Finding) =>
  `${measure} ${value ?? '-'} ${relation} ${threshold ?? '-'}: ${holds ? 'yes' : 'no'}`;

function toldOf(model: CalendarModel, history: History, settings = JPY) {
  const { state, because, lacking } = explain(model, factsAt(history, TODAY)!, settings);
  const missing = lacking.map(({ state: other, findings, inTheWay }) => {
    const held = inTheWay.map((each) => `but ${told(each)}`);
    return [other, ...findings.map(told), ...held];
  });
  return { state, because: because.map(told), lacking: missing };
}

const NO_CONTRACT = ['contract - = paused: no', 'contract - = cancelled: no', 'tenure 90 <= -: no'];

describe('why a customer is where they are, and what is lacking', () => {
  it('CPM: long enough for more than よちよち, too little bought for more than コツコツ', () => {
    expect(toldOf(cpm, ordered(110, 50, 10))).toEqual({
      state: 'steady-active',
      because: [
        'orders 3 = 1: no',
        'tenure 100 < 90: no',
        'amount 15000 < 70000: yes',
        'departure 10 < 240: yes',
      ],
      lacking: [
        ['first-active', 'orders 3 = 1: no'],
        ['first-lapsed', 'orders 3 = 1: no'],
        ['toddler-active', 'tenure 100 < 90: no'],
        ['toddler-lapsed', 'tenure 100 < 90: no'],
        ['steady-lapsed', 'but departure 10 < 240: yes'],
        ['trendy-active', 'but amount 15000 < 70000: yes'],
        ['trendy-lapsed', 'but amount 15000 < 70000: yes', 'but departure 10 < 240: yes'],
        ['excellent-active', 'but amount 15000 < 70000: yes', 'but tenure 100 < 210: yes'],
        [
          'excellent-lapsed',
          'but amount 15000 < 70000: yes',
          'but departure 10 < 240: yes',
          'but tenure 100 < 210: yes',
        ],
      ],
    });
  });

  it('stage: two orders more than once, two fewer than settled', () => {
    expect(toldOf(stage, ordered(20, 10))).toEqual({
      state: 'growing',
      because: ['orders 2 >= 4: no', 'orders 2 >= 2: yes'],
      lacking: [
        ['settled', 'orders 2 >= 4: no'],
        ['first', 'but orders 2 >= 2: yes'],
      ],
    });
  });

  it('lifecycle: neither away for long, nor back, nor a VIP, nor new', () => {
    expect(toldOf(lifecycle, ordered(60, 40, 20))).toEqual({
      state: 'active',
      because: [
        'departure 20 > 60: no',
        'departure 20 > 30: no',
        'departure 20 > -: no',
        'gap 20 > 60: no',
        'vip - = vip: no',
        'orders 3 <= 2: no',
      ],
      lacking: [
        ['dormant', 'departure 20 > 60: no'],
        ['at-risk', 'departure 20 > 30: no'],
        ['at-risk', 'departure 20 > -: no'],
        ['winback', 'gap 20 > 60: no'],
        ['vip', 'vip - = vip: no'],
        ['new', 'orders 3 <= 2: no'],
      ],
    });
  });

  it('VIP: a candidate who has reviewed once and referred nobody', () => {
    const events = happened('review', 'survey');
    const { state, because, lacking } = toldOf(vip, { ...ordered(100, 60, 30, 10), events });
    expect(state).toBe('candidate');
    expect(because).toEqual([
      ...NO_CONTRACT,
      'review 1 >= 2: no',
      'amount 20000 >= -: no',
      'orders 4 >= 4: yes',
      'departure 10 <= 45: yes',
    ]);
    expect(lacking).toEqual([
      ['vip', 'review 1 >= 2: no', 'referral 0 >= 1: no'],
      ['vip', 'amount 20000 >= -: no', 'review 1 >= 2: no', 'referral 0 >= 1: no'],
    ]);
  });

  it('VIP: nobody yet, and by which of the two ways it could be', () => {
    const topAmounts = [{ from: dayOf('2026-01-01'), amount: 30_000 }];
    expect(toldOf(vip, { ...ordered(140, 90, 50), topAmounts })).toMatchObject({
      state: null,
      because: [...NO_CONTRACT, 'orders 3 >= 4: no', 'amount 15000 >= 30000: no'],
      lacking: [
        ['vip', 'orders 3 >= 4: no', 'departure 50 <= 45: no', /review/, /survey/, /referral/],
        ['vip', 'amount 15000 >= 30000: no', /review/, /survey/, /referral/],
        ['candidate', 'orders 3 >= 4: no', 'departure 50 <= 45: no'],
        ['candidate', 'amount 15000 >= 30000: no'],
      ].map((each) =>
        each.map((text) =>
          typeof text === 'string' ? text : (expect.stringMatching(text) as string),
        ),
      ),
    });
  });

  it('VIP: nobody while the contract is paused, whatever else holds', () => {
    const events = happened('contract:paused', 'review', 'review', 'survey', 'referral');
    const { because, lacking } = toldOf(vip, { ...ordered(100, 60, 30, 10), events });
    expect(because).toEqual(['contract paused = paused: yes']);
    expect(lacking[0]).toEqual(['vip', 'but contract paused = paused: yes']);
    expect(lacking[2]?.slice(0, 2)).toEqual(['candidate', 'but contract paused = paused: yes']);
  });

  it('contract: what the last event says', () => {
    expect(toldOf(contract, { ...ordered(10), events: happened('contract:paused') })).toEqual({
      state: 'paused',
      because: ['contract paused = continuing: no', 'contract paused = paused: yes'],
      lacking: [
        ['continuing', 'contract paused = continuing: no'],
        ['cancelled', 'contract paused = cancelled: no', 'but contract paused = paused: yes'],
      ],
    });
  });

  it('next: a review is asked of whoever is settled, but long gone', () => {
    expect(toldOf(next, ordered(200, 180, 140, 90))).toEqual({
      state: 'co-creation',
      because: ['departure 90 <= 60: no', 'orders 4 >= 4: yes'],
      lacking: [
        ['spreading', 'departure 90 <= 60: no', 'vip - = vip: no'],
        ['spreading', 'departure 90 <= 60: no', 'vip - = candidate: no'],
        ['continuation', 'but orders 4 >= 4: yes'],
        ['experience', 'but orders 4 >= 4: yes', 'but orders 4 >= 2: yes'],
      ],
    });
  });

  it('names the settings that decide; what follows from elsewhere has none', () => {
    const settings = Settings.parse({ cpm: { amount: 1 }, lifecycle: { lengtheningFactor: 1.5 } });
    const facts = factsAt(ordered(60, 40, 20), TODAY)!;
    const { because } = explain(lifecycle, facts, settings);
    expect(because.map(({ measure, setting }) => [measure, setting])).toEqual([
      ['departure', 'lifecycle.dormantAfterDays'],
      ['departure', 'lifecycle.atRiskAfterDays'],
      ['departure', 'lifecycle.lengtheningFactor'],
      ['gap', 'lifecycle.dormantAfterDays'],
      ['vip', null],
      ['orders', 'lifecycle.newOrders'],
    ]);
    expect(told(because[2]!)).toBe('departure 20 > 30: no');
    const { lacking } = explain(vip, facts, settings);
    const named = lacking.flatMap(({ findings }) => findings.map(({ setting }) => setting));
    expect(new Set(named)).toEqual(
      new Set(['vip.candidateOrders', 'vip.minimumEvents', 'vip.topShare']),
    );
  });

  it('looks a year ahead for what an order would do, or as far as asked', () => {
    const facts = factsAt(bought(['2026-06-30', 1_000]), TODAY)!;
    const last = { from: addDays(TODAY, 240), to: 'toddler-active' };
    expect(explain(cpm, facts, JPY, 91).steps).toEqual(stepsOf(cpm, facts, JPY, 91));
    expect(explain(cpm, facts, JPY).steps).toEqual(stepsOf(cpm, facts, JPY, 366));
    expect(explain(cpm, facts, JPY).steps).not.toContainEqual(last);
  });
});

/** The comparison as anybody would do it. */
function compare({ value, relation, threshold }: Finding): boolean {
  if (value === null || threshold === null) return false;
  const sign = value === threshold ? 0 : value < threshold ? -1 : 1;
  return { '<': [-1], '<=': [-1, 0], '=': [0], '>=': [0, 1], '>': [1] }[relation].includes(sign);
}

describe.each(MODELS.map((model) => [model.key, model] as const))('%s explained', (_, model) => {
  const anyAsked = fc
    .tuple(anyHistory, anySettings, anyDay)
    .map(([history, settings, day]) => ({ facts: factsAt(history, day)!, settings }))
    .filter(({ facts }) => (facts as unknown) !== null);

  it('says what it compares, and what it says is so', () => {
    fc.assert(
      fc.property(anyAsked, ({ facts, settings }) => {
        const { state, because, lacking, scheduled } = explain(model, facts, settings, 1);
        expect(state).toBe(model.classify(facts, settings));
        expect(scheduled).toEqual(scheduledChange(model, facts, settings));
        for (const each of because) expect(each.holds).toBe(compare(each));
        for (const { findings, inTheWay } of lacking) {
          for (const each of findings) expect([each.holds, compare(each)]).toEqual([false, false]);
          for (const each of inTheWay) expect([each.holds, compare(each)]).toEqual([true, true]);
        }
      }),
    );
  });

  it('says of every rule for another state what keeps the customer from it', () => {
    const states = model.rules.flatMap((rule) => (rule.state === null ? [] : [rule.state]));
    fc.assert(
      fc.property(anyAsked, ({ facts, settings }) => {
        const { state, lacking } = explain(model, facts, settings, 1);
        expect(lacking.map((lack) => lack.state)).toEqual(states.filter((each) => each !== state));
        for (const lack of lacking) {
          expect([...lack.findings, ...lack.inTheWay]).not.toHaveLength(0);
        }
      }),
    );
  });

  it('gives reasons enough: whoever answers them alike is in the same state', () => {
    fc.assert(
      fc.property(anyAsked, fc.nat(), ({ facts, settings }, later) => {
        const other = { ...facts, day: addDays(facts.day, later % 400) };
        const answers = (at: typeof facts) => model.explain(at, settings).map(told).join();
        if (answers(other) === answers(facts)) {
          expect(model.classify(other, settings)).toBe(model.classify(facts, settings));
        }
      }),
    );
  });
});
