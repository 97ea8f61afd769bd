import { describe, expect, it } from 'vitest';
import { AS_OF, bought } from '#tests/factories/buyers.ts';
import type { Day } from '../day.ts';
import type { CountedOrder } from '../history.ts';
import { rateTally } from './rate.ts';
import { ratioOf, tally } from './tally.ts';
import { againstTrialTarget, SUBSCRIPTION, triedNotBought, trialToMain } from './trial.ts';

const options = {
  trial: new Set(['trial', 'mini']),
  main: new Set(['main', 'subscription']),
  withinDays: 60,
  asOf: AS_OF,
};

function history(...orders: CountedOrder[]) {
  return { orders };
}

describe('引上率 (domain.md A4.3)', () => {
  it.each([
    ['no trial', history(bought(90, 'main')), null],
    ['trial 59 days ago', history(bought(59, 'trial'), bought(50, 'main')), null],
    ['trial 60 days ago, main today', history(bought(60, 'trial'), bought(0, 'main')), true],
    ['main after 61 days', history(bought(70, 'trial'), bought(9, 'main')), false],
    ['main on the same day is not later', history(bought(70, 'trial', 'main')), false],
    ['main the next day', history(bought(70, 'trial'), bought(69, 'subscription')), true],
    ['main before the trial only', history(bought(70, 'trial'), bought(71, 'main')), false],
    [
      'the first trial counts',
      history(bought(30, 'mini'), bought(99, 'trial'), bought(20, 'main')),
      false,
    ],
    ['another product', history(bought(70, 'trial'), bought(60, 'soap')), false],
  ])('%s', (_, given, hit) => {
    expect(trialToMain(options).hit(given)).toBe(hit);
  });

  it('is 30 of 100, without those who still have time', () => {
    const rows = [
      ...Array.from({ length: 30 }, () => history(bought(90, 'trial'), bought(70, 'main'))),
      ...Array.from({ length: 70 }, () => history(bought(90, 'trial'))),
      ...Array.from({ length: 20 }, () => history(bought(30, 'trial'))),
    ];
    expect(tally(rateTally([trialToMain(options)]), rows)[0]).toEqual({
      key: 'trial_to_main_60',
      numerator: 30,
      denominator: 100,
      value: 0.3,
      definition:
        'Customers who bought a main product on a later day within 60 days of their first trial ÷ customers whose first trial was at least 60 days before the as-of day.',
    });
  });

  it('of a subscription counts what was bought by a selling plan, whatever it was', () => {
    const byPlan = (ago: number, ...products: string[]) => {
      const order = bought(ago, ...products);
      return { ...order, lines: order.lines?.map((line) => ({ ...line, plan: 'monthly' })) ?? [] };
    };
    const rule = trialToMain({ ...options, main: SUBSCRIPTION });
    expect(rule.hit(history(bought(70, 'trial'), byPlan(60, 'soap')))).toBe(true);
    expect(rule.hit(history(bought(70, 'trial'), bought(60, 'main')))).toBe(false);
    expect(rule.hit(history(byPlan(70, 'trial')))).toBe(false);
    const never = triedNotBought({ trial: options.trial, main: SUBSCRIPTION });
    expect(never.hit(history(byPlan(70, 'trial')))).toBe(false);
    expect(never.hit(history(bought(70, 'trial'), bought(60, 'main')))).toBe(true);
  });

  it('can be told of the trials of some days', () => {
    const cohort = { from: (AS_OF - 90) as Day, to: (AS_OF - 80) as Day };
    const { hit } = trialToMain({ ...options, cohort });
    expect([91, 90, 81, 80].map((ago) => hit(history(bought(ago, 'trial'))))).toEqual([
      null,
      false,
      false,
      null,
    ]);
  });

  it.each([
    [19, 'below'],
    [20, 'within'],
    [40, 'within'],
    [41, 'above'],
  ])('%i %% is %s the target of 20–40 %%', (percent, place) => {
    expect(againstTrialTarget(ratioOf(percent, 100))).toBe(place);
  });

  it('is nowhere without anybody to count', () => {
    expect(againstTrialTarget(ratioOf(0, 0))).toBeNull();
  });
});

describe('who tried and did not go on', () => {
  it('has a trial and no main product, ever', () => {
    const roles = { trial: new Set(['mini']), main: new Set(['jar']) };
    const history = (...products: string[]) => ({
      orders: products.map((product) => bought(10, product)),
    });
    const rule = triedNotBought(roles);
    expect(rule.hit(history('mini', 'soap'))).toBe(true);
    expect(rule.hit(history('jar', 'mini'))).toBe(false);
    expect(rule.hit(history('jar'))).toBeNull();
  });
});
