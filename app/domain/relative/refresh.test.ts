import { expect, it } from 'vitest';
import { dayOf } from '../day.ts';
import { isRefreshDue } from './refresh.ts';

const last = { day: dayOf('2026-01-28'), customers: 5_000 };

it.each([
  ['daily', '2026-01-28', false],
  ['daily', '2026-01-29', true],
  ['weekly', '2026-02-03', false],
  ['weekly', '2026-02-04', true],
  ['weekly', '2026-01-01', false],
  ['monthly', '2026-01-31', false],
  ['monthly', '2026-02-01', true],
] as const)('%s is due on %s: %s', (refresh, today, due) => {
  expect(isRefreshDue(last, refresh, dayOf(today))).toBe(due);
});

it('is due every day while there are few customers', () => {
  const few = { ...last, customers: 99 };
  expect(isRefreshDue(few, 'monthly', dayOf('2026-01-29'))).toBe(true);
  expect(isRefreshDue(few, 'monthly', dayOf('2026-01-28'))).toBe(false);
});
