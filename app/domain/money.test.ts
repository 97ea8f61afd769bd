import { describe, expect, it } from 'vitest';
import { digitsOf, moneyReader } from './money.ts';

describe('money', () => {
  it.each([
    ['JPY', '1980.0', 1980],
    ['JPY', '1980.5', 1981],
    ['JPY', '-1.4', -1],
    ['USD', '388.00', 38_800],
    ['USD', '0.005', 1],
    ['USD', '-12.30', -1_230],
    ['KWD', '1.2345', 1_235],
    ['USD', '90071992547409.91', 9_007_199_254_740_991],
  ])('%s %s is %i minor units', (currency, decimal, minor) => {
    expect(moneyReader(currency)(decimal)).toBe(minor);
  });

  it.each(['', 'abc', '1,980', 'NaN', 'Infinity'])('refuses "%s"', (text) => {
    expect(() => moneyReader('JPY')(text)).toThrow(RangeError);
  });

  it('refuses what is too large to be exact', () => {
    expect(() => moneyReader('USD')('90071992547409.92')).toThrow('too large');
  });

  it('knows the digits of currencies', () => {
    expect(['JPY', 'USD', 'KWD', 'KRW', 'HUF', 'IDR'].map(digitsOf)).toEqual([0, 2, 3, 0, 2, 2]);
    expect(() => digitsOf('YEN!')).toThrow(RangeError);
  });
});
