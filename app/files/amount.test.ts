import Big from 'big.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPositive, readAmount, subtract, toBig as big } from './amount.ts';

const decimals = fc
  .record({
    sign: fc.constantFrom('', '-', '+'),
    whole: fc.stringMatching(/^\d{0,18}$/),
    fraction: fc.stringMatching(/^(\.\d{0,9})?$/),
  })
  .map(({ sign, whole, fraction }) => `${sign}${whole}${fraction}`);

describe('readAmount', () => {
  it.each([
    ['1980', 1980, 0],
    ['1980.00', 1980, 0],
    ['100', 100, 0],
    [' 1980.50 ', 19805, 1],
    ['-12.30', -123, 1],
    ['+7', 7, 0],
    ['.5', 5, 1],
    ['-.05', -5, 2],
    ['5.', 5, 0],
    ['-0', 0, 0],
    ['-.0', 0, 0],
    ['0007', 7, 0],
    ['9007199254740991', Number.MAX_SAFE_INTEGER, 0],
    [`0.1${'0'.repeat(100)}`, 1, 1],
  ])('reads %j', (text, units, digits) => {
    expect(readAmount(text)).toEqual({ units, digits });
  });

  it.each(
    ['', ' ', '.', '-', '+.', '1,980', '1e3', 'NaN', 'Infinity', '0x10', '¥1980', '1980円'].concat([
      '1.2.3',
      '--1',
      '1-',
      '1 980',
      '１９８０',
      '9'.repeat(61),
    ]),
  )('does not read %j', (text) => {
    expect(readAmount(text)).toBeNull();
  });

  it('keeps what has too many digits as a Big', () => {
    for (const text of ['59.699999999999996', '9007199254740993', '0.1234567']) {
      const amount = readAmount(text);
      expect(amount).toBeInstanceOf(Big);
      expect((amount as Big).toFixed()).toBe(text);
    }
  });

  it('agrees with big.js', () => {
    fc.assert(
      fc.property(decimals, (text) => {
        const read = readAmount(text);
        if (!/\d/.test(text)) return read === null;
        return read !== null && big(read).eq(new Big(text.replace('+', '')));
      }),
    );
  });

  it('leaves no zero at the end of its digits', () => {
    fc.assert(
      fc.property(decimals, (text) => {
        const amount = readAmount(text);
        if (!amount || amount instanceof Big) return true;
        return amount.digits === 0 || amount.units % 10 !== 0;
      }),
    );
  });

  it('reads a very long cell in no time', () => {
    expect(readAmount(`0.${'0'.repeat(900_000)}1x`)).toBeNull();
    expect(readAmount(`0.1${'0'.repeat(900_000)}`)).toEqual({ units: 1, digits: 1 });
  });
});

describe('subtract', () => {
  it('is exact', () => {
    fc.assert(
      fc.property(decimals, decimals, (left, right) => {
        const [a, b] = [readAmount(left), readAmount(right)];
        if (!a || !b) return;
        const difference = subtract(a, b);
        expect(big(difference).eq(big(a).minus(big(b)))).toBe(true);
        expect(difference).toEqual(readAmount(big(a).minus(big(b)).toFixed()));
      }),
    );
  });

  it('goes beyond safe integers', () => {
    const huge = { units: Number.MAX_SAFE_INTEGER, digits: 0 };
    expect(big(subtract(huge, { units: -5, digits: 1 })).toFixed()).toBe('9007199254740991.5');
  });
});

describe('isPositive', () => {
  it.each([
    ['0', false],
    ['-1', false],
    ['0.01', true],
    ['-0.12345678', false],
    ['0.00000001', true],
  ])('%s: %s', (text, positive) => {
    expect(isPositive(readAmount(text)!)).toBe(positive);
  });
});
