import { describe, expect, it } from 'vitest';
import { meetsNishimuraBar, nishimuraBarOf } from './nishimura-bar.ts';
import { ratioOf } from './tally.ts';

describe('西村式 bar: repeat rate ≥ 60 % and annual LTV ≥ ¥18,000 (domain.md A4.1)', () => {
  it.each([
    [60, 18_000, true],
    [59, 18_000, false],
    [60, 17_999, false],
    [100, null, null],
  ])('%i %% and ¥%s: %s', (percent, annualLtv, meets) => {
    expect(meetsNishimuraBar(ratioOf(percent, 100), annualLtv, nishimuraBarOf('JPY'))).toBe(meets);
  });

  it('is open without anybody to count', () => {
    expect(meetsNishimuraBar(ratioOf(0, 0), 99_000, nishimuraBarOf('JPY'))).toBeNull();
  });

  it('has no verdict in other money until it is set', () => {
    expect(nishimuraBarOf('USD')).toBeNull();
    expect(meetsNishimuraBar(ratioOf(1, 1), 99_000, nishimuraBarOf('USD'))).toBeNull();
  });

  it('can be set', () => {
    const bar = { repeatRate: 0.3, annualLtv: 100 };
    expect(meetsNishimuraBar(ratioOf(3, 10), 100, bar)).toBe(true);
    expect(meetsNishimuraBar(ratioOf(3, 10), 99, bar)).toBe(false);
  });
});
