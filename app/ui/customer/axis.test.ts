import { expect, it } from 'vitest';
import { axisOf, ticksOf } from './axis.ts';

it('gives every day its share of the width, and nothing outside', () => {
  const axis = axisOf('2026-01-01', '2026-01-10', '2026-01-05');
  expect([axis.at('2026-01-01'), axis.after('2026-01-01'), axis.now]).toEqual([0, 10, 50]);
  expect([axis.after('2026-01-10'), axis.at('2027-01-01'), axis.at('2025-01-01')]).toEqual([
    100, 100, 0,
  ]);
});

it.each([
  ['2026-06-15', '2026-09-30', ['2026-07', '2026-08', '2026-09']],
  ['2025-11-20', '2026-11-20', ['2026-01', '2026-03', '2026-05', '2026-07', '2026-09']],
  ['2023-02-10', '2027-02-01', ['2024-01', '2025-01', '2026-01']],
])('writes few months between %s and %s', (first, last, months) => {
  expect(ticksOf(first, last)).toEqual(months);
});
