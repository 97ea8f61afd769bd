import Big from 'big.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDecimal, subtract, type Decimal } from './amount.ts';

const big = ({ units, digits }: Decimal) => new Big(units).div(new Big(10).pow(digits));
const decimals = fc
  .record({
    sign: fc.constantFrom('', '-', '+'),
    whole: fc.stringMatching(/^\d{0,9}$/),
    fraction: fc.stringMatching(/^(\.\d{0,6})?$/),
  })
  .map(({ sign, whole, fraction }) => `${sign}${whole}${fraction}`);

describe('readDecimal', () => {
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
    expect(readDecimal(text)).toEqual({ units, digits });
  });

  it.each(
    ['', ' ', '.', '-', '+.', '1,980', '1e3', 'NaN', 'Infinity', '0x10', '¥1980', '1980円'].concat([
      '1.2.3',
      '--1',
      '1-',
      '1 980',
      '１９８０',
      '9007199254740993',
      '0.12345678901234567',
    ]),
  )('does not read %j', (text) => {
    expect(readDecimal(text)).toBeNull();
  });

  it('agrees with big.js', () => {
    fc.assert(
      fc.property(decimals, (text) => {
        const read = readDecimal(text);
        if (!/\d/.test(text)) return read === null;
        return read !== null && big(read).eq(new Big(text.replace('+', '')));
      }),
    );
  });

  it('leaves no zero at the end of its digits', () => {
    fc.assert(
      fc.property(decimals, (text) => {
        const { units, digits } = readDecimal(text) ?? { units: 1, digits: 0 };
        return digits === 0 || units % 10 !== 0;
      }),
    );
  });

  it('reads a very long cell in no time', () => {
    expect(readDecimal(`0.${'0'.repeat(900_000)}1x`)).toBeNull();
    expect(readDecimal(`0.1${'0'.repeat(900_000)}`)).toEqual({ units: 1, digits: 1 });
  });
});

describe('subtract', () => {
  it('is exact', () => {
    fc.assert(
      fc.property(decimals, decimals, (left, right) => {
        const [a, b] = [readDecimal(left), readDecimal(right)];
        if (!a || !b) return;
        const difference = subtract(a, b);
        expect(big(difference).eq(big(a).minus(big(b)))).toBe(true);
        expect(difference).toEqual(readDecimal(big(a).minus(big(b)).toFixed()));
      }),
    );
  });

  it('refuses a difference that a safe integer cannot hold', () => {
    const huge = { units: Number.MAX_SAFE_INTEGER, digits: 0 };
    expect(() => subtract(huge, { units: -1, digits: 0 })).toThrow(RangeError);
    expect(() => subtract(huge, { units: 5, digits: 1 })).toThrow(RangeError);
  });
});
