import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CustomerId } from '#app/domain/ids.ts';
import { anySettings } from '#tests/factories/history.ts';
import { JPY } from '#tests/factories/structure.ts';
import { relativeClassesOf } from './classes.ts';
import type { RfmMeasures } from './rfm.ts';
import { classesAgainst, StoredCutoffs, storedCutoffsOf } from './stored.ts';

const anyShop = fc.array(
  fc.record({
    departure: fc.nat(400),
    orders: fc.integer({ min: 1, max: 12 }),
    amount: fc.integer({ min: -500, max: 9_000 }).map((amount) => amount * 10),
  }),
  { minLength: 1, maxLength: 60 },
);

function shopOf(customers: readonly RfmMeasures[]) {
  const column = (read: (one: RfmMeasures) => number) => Float64Array.from(customers, read);
  const measures = {
    departure: column(({ departure }) => departure),
    orders: column(({ orders }) => orders),
    amount: column(({ amount }) => amount),
  };
  const ids = BigInt64Array.from(customers, (_, index) => BigInt(index * 3 + 1));
  return { measures, ids };
}

describe('stored cutoffs', () => {
  it('put everybody where the comparison of all did', () => {
    fc.assert(
      fc.property(anyShop, anySettings, (customers, settings) => {
        const { measures, ids } = shopOf(customers);
        const all = relativeClassesOf(measures, settings)!;
        const stored = StoredCutoffs.parse(
          JSON.parse(JSON.stringify(storedCutoffsOf(measures, ids, settings))),
        );
        for (const [index, customer] of customers.entries()) {
          const id = ids[index] as CustomerId;
          expect(classesAgainst(stored, { ...customer, id }, settings)).toEqual(all.of(index));
        }
      }),
    );
  });

  it('put somebody new between those of equal amounts by id', () => {
    const { measures, ids } = shopOf(
      Array.from({ length: 10 }, () => ({ departure: 5, orders: 1, amount: 100 })),
    );
    const stored = storedCutoffsOf(measures, ids, JPY)!;
    const decileOf = (id: bigint) =>
      classesAgainst(stored, { departure: 5, orders: 1, amount: 100, id: id as CustomerId }, JPY)
        .decile;
    expect([1n, 2n, 4n, 5n, 28n, 99n].map(decileOf)).toEqual([1, 2, 2, 3, 10, 10]);
  });

  it('are none without customers', () => {
    const { measures, ids } = shopOf([]);
    expect(storedCutoffsOf(measures, ids, JPY)).toBeNull();
  });

  it('call the first to spend anything A, and whoever spent nothing C', () => {
    const { measures, ids } = shopOf([{ departure: 5, orders: 1, amount: 0 }]);
    const stored = storedCutoffsOf(measures, ids, JPY)!;
    const abcOf = (amount: number) =>
      classesAgainst(stored, { departure: 5, orders: 1, amount, id: 9n as CustomerId }, JPY).abc;
    expect([abcOf(0), abcOf(-5), abcOf(5)]).toEqual(['C', 'C', 'A']);
  });
});
