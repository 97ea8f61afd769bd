import { describe, expect, it } from 'vitest';
import { JPY } from '#tests/factories/structure.ts';
import { addDays, dayOf } from '../day.ts';
import type { History } from '../history.ts';
import { Settings } from '../settings.ts';
import { timelineOf } from '../timeline.ts';
import { stateAt } from './model.ts';
import { stage } from './stage.ts';

const FIRST = dayOf('2026-01-01');
const ordered = (orders: number): History => ({
  orders: Array.from({ length: orders }, (_, index) => ({ day: addDays(FIRST, index), value: 1 })),
});

describe('stage (seed 002 §3, contracts.md: 1 / 2–3 / 4+)', () => {
  it.each([
    [1, 'first'],
    [2, 'growing'],
    [3, 'growing'],
    [4, 'settled'],
    [5, 'settled'],
  ])('%i orders: %s', (orders, state) => {
    expect(stateAt(stage, ordered(orders), JPY, addDays(FIRST, 10))).toBe(state);
  });

  it('moves with the orders only, however much time passes', () => {
    expect(timelineOf(stage, ordered(5), JPY)).toEqual([
      { from: FIRST, state: 'first' },
      { from: addDays(FIRST, 1), state: 'growing' },
      { from: addDays(FIRST, 3), state: 'settled' },
    ]);
  });

  it('counts orders one by one, two on one day too', () => {
    const day = { day: FIRST, value: 1 };
    expect(stateAt(stage, { orders: [day, day] }, JPY, FIRST)).toBe('growing');
  });

  it('follows the settings', () => {
    const settings = Settings.parse({
      cpm: { amount: 1 },
      stage: { growingOrders: 3, settledOrders: 3 },
    });
    expect(stateAt(stage, ordered(2), settings, addDays(FIRST, 9))).toBe('first');
    expect(stateAt(stage, ordered(3), settings, addDays(FIRST, 9))).toBe('settled');
    expect(stage.states).toEqual(['first', 'growing', 'settled']);
  });
});
