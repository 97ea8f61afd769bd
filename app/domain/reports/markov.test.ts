import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lifetimeValues, markovStep, valuesWithin } from './markov.ts';

/** Pfeifer & Carraway 2000: recency 1 to 4, then former customers for ever. */
const CHANCES = [
  [0.3, 0.7, 0, 0, 0],
  [0.2, 0, 0.8, 0, 0],
  [0.15, 0, 0, 0.85, 0],
  [0.05, 0, 0, 0, 0.95],
  [0, 0, 0, 0, 1],
];
const REWARDS = [36, -4, -4, -4, 0];

describe('Markov values (domain.md A5, check (ii), Pfeifer & Carraway 2000)', () => {
  it('over four periods', () => {
    const rounded = valuesWithin(CHANCES, REWARDS, 0.2, 4).map((value) => value.toFixed(3));
    expect(rounded).toEqual(['50.115', '4.220', '0.592', '-1.980', '0.000']);
  });
  it('for ever', () => {
    const rounded = lifetimeValues(CHANCES, REWARDS, 0.2).map((value) => value.toFixed(3));
    expect(rounded).toEqual(['52.320', '5.554', '1.251', '-1.820', '0.000']);
  });
  it('over no period is the reward of today', () => {
    expect(valuesWithin(CHANCES, REWARDS, 0.2, 0)).toEqual(REWARDS);
  });
  it('for ever is where more and more periods lead', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    const chances = fc.array(fc.array(share, { minLength: 4, maxLength: 4 }), {
      minLength: 4,
      maxLength: 4,
    });
    const rewards = fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(chances, rewards, (weights, reward) => {
        const rows = weights.map((row) => row.map((weight) => weight / 4));
        const near = valuesWithin(rows, reward, 0.2, 300);
        for (const [index, value] of lifetimeValues(rows, reward, 0.2).entries()) {
          expect(value).toBeCloseTo(near[index]!, 6);
        }
      }),
    );
  });
  it('exchanges rows where the diagonal is empty', () => {
    const values = lifetimeValues(
      [
        [1, -1],
        [-1, 1],
      ],
      [2, 3],
      0,
    );
    expect(values).toEqual([3, 2]);
  });
  it('is not finite without discount and way out', () => {
    expect(() => lifetimeValues([[1]], [1], 0)).toThrow('these chances have no finite value');
  });
});

describe('Markov step: n P + new', () => {
  it('moves customers and adds the new', () => {
    const next = markovStep(
      [100, 40],
      [
        [0.5, 0.25],
        [0, 1],
      ],
      [7, 0],
    );
    expect(next).toEqual([57, 65]);
  });
  it('keeps the number where every row sums to 1 and nobody is new', () => {
    const next = markovStep([10, 20, 30, 40, 50], CHANCES, [0, 0, 0, 0, 0]);
    expect(next.reduce((sum, count) => sum + count, 0)).toBeCloseTo(150, 12);
  });
});
