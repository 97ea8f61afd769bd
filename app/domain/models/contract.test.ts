import { describe, expect, it } from 'vitest';
import { JPY } from '#tests/factories/structure.ts';
import { dayOf } from '../day.ts';
import type { ContractState, CustomerEvent, History } from '../history.ts';
import { timelineOf } from '../timeline.ts';
import { contract, contractIs } from './contract.ts';
import { stateAt } from './model.ts';

const FIRST = dayOf('2026-01-01');

function events(...changes: [date: string, state: ContractState, second?: number][]) {
  return changes.map(([date, state, second = 0]): CustomerEvent => {
    const day = dayOf(date);
    return { day, at: (day * 86_400 + second) * 1_000, kind: `contract:${state}` };
  });
}

const withEvents = (some: CustomerEvent[]): History => ({
  orders: [{ day: FIRST, value: 100 }],
  events: some,
});
const on = (history: History, date: string) => stateAt(contract, history, JPY, dayOf(date));

describe('contract (seed 002 §11)', () => {
  const history = withEvents(
    events(['2026-02-01', 'continuing'], ['2026-03-01', 'paused'], ['2026-04-01', 'cancelled']),
  );
  it.each([
    ['2026-01-31', null],
    ['2026-02-01', 'continuing'],
    ['2026-02-28', 'continuing'],
    ['2026-03-01', 'paused'],
    ['2026-04-01', 'cancelled'],
    ['2030-01-01', 'cancelled'],
  ])('on %s: %s', (date, state) => {
    expect(on(history, date)).toBe(state);
  });

  it('resumes', () => {
    const resumed = withEvents(events(['2026-02-01', 'paused'], ['2026-02-02', 'continuing']));
    expect(on(resumed, '2026-02-02')).toBe('continuing');
  });

  it('is nothing without a contract, whatever else happened', () => {
    const review: CustomerEvent = { kind: 'review', day: FIRST, at: FIRST * 86_400_000 };
    expect(on(withEvents([review]), '2026-02-01')).toBeNull();
  });

  it('the later of a day wins, of equal instants the later row (contracts.md)', () => {
    const later = events(['2026-02-01', 'paused', 9], ['2026-02-01', 'continuing', 5]);
    expect(on(withEvents(later), '2026-02-01')).toBe('paused');
    const equal = events(['2026-02-01', 'paused'], ['2026-02-01', 'cancelled']);
    expect(on(withEvents(equal), '2026-02-01')).toBe('cancelled');
    expect(on(withEvents(equal.reverse()), '2026-02-01')).toBe('paused');
  });

  it('begun before the first order is known from it on', () => {
    const early = withEvents(events(['2025-12-01', 'continuing']));
    expect(on(early, '2025-12-31')).toBeNull();
    expect(timelineOf(contract, early, JPY)).toEqual([{ from: FIRST, state: 'continuing' }]);
  });

  it('names its test', () => {
    expect(contractIs('paused')).toMatchObject({
      measure: 'contract',
      relation: '=',
      setting: null,
    });
    expect(contract.states).toEqual(['continuing', 'paused', 'cancelled']);
  });
});
