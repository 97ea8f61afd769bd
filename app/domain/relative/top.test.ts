import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JPY } from '#tests/factories/structure.ts';
import { highest, topAmountOf } from './top.ts';

const upTo = (customers: number) =>
  Float64Array.from({ length: customers }, (_, index) => index + 1);
const withTies = (customers: number, ties: number) =>
  upTo(customers).map((value) => Math.min(value, customers - ties + 1));

describe('top 1 % (contracts.md, VIP)', () => {
  it.each([
    [0, null],
    [1, null],
    [99, null],
    [100, 100],
    [101, 100],
    [200, 199],
    [201, 199],
    [700, 694],
    [10_000, 9_901],
  ])('of %i customers from %s on', (customers, amount) => {
    expect(topAmountOf(upTo(customers), JPY)).toBe(amount);
  });

  it.each([
    [100, 2, 99],
    [100, 3, null],
    [101, 2, 100],
    [101, 3, null],
    [150, 3, 148],
    [150, 4, null],
    [200, 4, 197],
    [200, 5, null],
  ])('of %i customers, %i of whom are highest: %s', (customers, ties, amount) => {
    expect(topAmountOf(withTies(customers, ties), JPY)).toBe(amount);
  });

  it('is nobody among equals', () => {
    expect(topAmountOf(withTies(100, 100), JPY)).toBeNull();
  });

  it('holds between 1 % and 2 % of the customers, ties in', () => {
    const amounts = fc
      .array(fc.integer({ min: 1, max: 60 }), { minLength: 100, maxLength: 400 })
      .map((values) => Float64Array.from(values).sort());
    fc.assert(
      fc.property(amounts, (ascending) => {
        const [top] = ascending.slice(-Math.ceil(ascending.length / 100));
        const within = ascending.filter((value) => value >= top!).length;
        expect(topAmountOf(ascending, JPY)).toBe(within * 50 > ascending.length ? null : top);
      }),
    );
  });
});

describe('highest share', () => {
  it.each([
    [0.2, 5, 5],
    [0.2, 6, 5],
    [0.2, 1, 1],
    [0.07, 100, 94],
    [0.29, 100, 72],
    [1, 10, 1],
  ])('%d of 1 … %i: from %i', (share, customers, amount) => {
    expect(highest(upTo(customers), share)).toBe(amount);
  });
});
