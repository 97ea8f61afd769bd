import { describe, expect, it } from 'vitest';
import { bought, JPY } from '#tests/factories/structure.ts';
import { dayOf } from '../day.ts';
import { factsAt } from '../history.ts';
import { Settings } from '../settings.ts';
import { CALENDAR_MODELS } from './index.ts';
import type { CalendarModel } from './model.ts';

const MODELS: readonly CalendarModel[] = CALENDAR_MODELS;
const keysOf = (models: readonly CalendarModel[]) => models.map(({ key }) => key).join(' ');

describe('the models', () => {
  it('have the names of contracts.md', () => {
    expect(keysOf(CALENDAR_MODELS)).toBe('cpm stage lifecycle vip contract next');
  });

  const facts = factsAt(bought(['2026-01-01', 1], ['2026-01-12', 1]), dayOf('2026-01-12'))!;
  const warned = Settings.parse({ cpm: { amount: 1 }, lifecycle: { lengtheningFactor: 1.5 } });

  it.each([
    ['cpm', [240], [240]],
    ['stage', [], []],
    ['lifecycle', [31, 46, 61], [17, 31, 46, 61]],
    ['vip', [46], [46]],
    ['contract', [], []],
    ['next', [46, 61], [46, 61]],
  ])('%s changes by itself %j days after an order, with an own interval %j', (key, plain, own) => {
    const model = MODELS.find((each) => each.key === key)!;
    const daysOf = (settings: Settings) =>
      [...model.offsets(facts, settings)].sort((a, b) => a - b);
    expect([daysOf(JPY), daysOf(warned)]).toEqual([plain, own]);
  });
});
