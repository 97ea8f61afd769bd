import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JPY } from '#tests/factories/structure.ts';
import { layerCutsOf, layerOf, LAYERS } from './layer.ts';
import { RANKS } from './rfm.ts';

describe('layers (seed 000 §13–14, contracts.md)', () => {
  it('are none without anybody excellent', () => {
    const cuts = layerCutsOf(new Float64Array(), JPY);
    expect(cuts).toBeNull();
    for (const rank of RANKS) expect(layerOf(rank, 1e9, cuts)).toBeNull();
  });

  it.each([
    [[100], 100, 100],
    [[5, 1, 4, 2, 3], 5, 3],
    [[1, 2, 3, 4, 5, 6], 5, 3.5],
    [[7, 7, 7, 1], 7, 7],
  ])('of excellent amounts %j begin at %d and %d', (amounts, topExcellent, highLtvGeneral) => {
    const cuts = layerCutsOf(Float64Array.from(amounts), JPY);
    expect(cuts).toEqual({ topExcellent, highLtvGeneral });
  });

  it.each([
    ['excellent', 500, 'top-excellent'],
    ['excellent', 499, null],
    ['general', 300, 'high-ltv-general'],
    ['general', 299, null],
    ['semi-excellent', 900, null],
    ['nurture', 900, null],
  ] as const)('%s with %i: %s', (rank, amount, layer) => {
    expect(layerOf(rank, amount, { topExcellent: 500, highLtvGeneral: 300 })).toBe(layer);
  });

  it('does not change the amounts it is given', () => {
    const amounts = Float64Array.of(3, 1, 2);
    layerCutsOf(amounts, JPY);
    expect([...amounts]).toEqual([3, 1, 2]);
  });

  it('top-excellent are the ceil(20 %) highest, ties in', () => {
    const amounts = fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(amounts, (values) => {
        const cuts = layerCutsOf(Float64Array.from(values), JPY);
        const top = values.filter((value) => layerOf('excellent', value, cuts) === LAYERS[0]);
        const rest = values.filter((value) => layerOf('excellent', value, cuts) === null);
        const wanted = Math.ceil(values.length / 5);
        expect(top.length).toBeGreaterThanOrEqual(wanted);
        expect(top.length + rest.length).toBe(values.length);
        expect(top.filter((value) => value > Math.min(...top)).length).toBeLessThan(wanted);
        for (const value of rest) expect(value).toBeLessThan(Math.min(...top));
      }),
    );
  });
});
