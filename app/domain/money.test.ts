import Big from 'big.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimalText, digitsOf, divideHalfUp, moneyReader } from './money.ts';

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
    ['JPY', '0.5', 1],
  ])('%s %s is %i minor units', (currency, decimal, minor) => {
    expect(moneyReader(currency)(decimal)).toBe(minor);
  });

  it.each(['', 'abc', '1,980', 'NaN', 'Infinity'])('refuses "%s"', (text) => {
    const reading = () => moneyReader('JPY')(text);
    expect(reading).toThrow(RangeError);
    expect(reading).toThrow(`"${text}" is not an amount of money`);
  });

  it('refuses what is too large to be exact', () => {
    expect(() => moneyReader('USD')('90071992547409.92')).toThrow('too large');
  });

  it('knows the digits of currencies', () => {
    expect(['JPY', 'USD', 'KWD', 'KRW', 'HUF', 'IDR'].map(digitsOf)).toEqual([0, 2, 3, 0, 2, 2]);
    expect(() => digitsOf('YEN!')).toThrow(RangeError);
    expect(() => digitsOf('YEN!')).toThrow('"YEN!" is not a currency of ISO 4217');
  });
});

/** Any whole number that fits, small ones and ties more often. */
const whole = fc.oneof(
  fc.integer({ min: -40, max: 40 }),
  fc.integer({ min: -Number.MAX_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER }),
);

describe('dividing', () => {
  it.each([
    [5, 2, 3],
    [-5, 2, -2],
    [4, 3, 1],
    [-4, 3, -1],
    [-5, 3, -2],
    [6, 3, 2],
    [0, 7, 0],
    [1, 3, 0],
    [-1, 3, 0],
    [-1, 2, 0],
    [9_007_199_254_740_991, 2, 4_503_599_627_370_496],
    [-9_007_198_431_641_011, 857_847_213, -10_499_770],
  ])('%i by %i is %i', (dividend, divisor, quotient) => {
    expect(divideHalfUp(dividend, divisor) + 0).toBe(quotient);
  });

  it('is exact: nearer than half a unit, and up when it is half a unit', () => {
    const divisor = fc.oneof(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 2 ** 31 }));
    fc.assert(
      fc.property(whole, divisor, (a, b) => {
        const twiceOff = (BigInt(divideHalfUp(a, b)) * BigInt(b) - BigInt(a)) * 2n;
        expect(twiceOff > -BigInt(b) && twiceOff <= BigInt(b)).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('decimals that people write', () => {
  it.each([
    [1980, 0, '1980'],
    [-1980, 0, '-1980'],
    [-1_230, 2, '-12.30'],
    [5, 2, '0.05'],
    [-5, 2, '-0.05'],
    [50, 2, '0.50'],
    [100, 2, '1.00'],
    [0, 2, '0.00'],
    [1_235, 3, '1.235'],
    [3_833_759_992_447_475_105n, 2, '38337599924474751.05'],
  ])('%s with %i digits: %s', (minor, digits, text) => {
    expect(decimalText(minor, digits)).toBe(text);
  });

  it('say the same number with all digits of the currency, and are read back', () => {
    fc.assert(
      fc.property(whole, fc.constantFrom('JPY', 'USD', 'KWD'), (minor, currency) => {
        const digits = digitsOf(currency);
        const text = decimalText(minor, digits);
        expect(text).toBe(new Big(minor).div(10 ** digits).toFixed(digits));
        expect(decimalText(BigInt(minor), digits)).toBe(text);
        expect(moneyReader(currency)(text)).toBe(minor);
      }),
    );
  });
});
