import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyBuyer, AS_OF, buyer } from '#tests/factories/buyers.ts';
import { ladder } from './ladder.ts';
import { tally } from './tally.ts';

const options = { asOf: AS_OF, leftAfterDays: 240, top: 3 };

describe('F(n) ladder', () => {
  it('counts who reached n, who left at n and who may still order', () => {
    const rows = [
      buyer(),
      buyer(240),
      buyer(239),
      buyer(300, 300),
      buyer(300, 240, 239),
      buyer(900, 800, 700, 600),
      buyer(900, 800, 700, 600, 500),
    ];
    expect(tally(ladder(options), rows)).toEqual([
      {
        n: 1,
        reached: 6,
        toNext: { numerator: 4, denominator: 6, value: 4 / 6 },
        left: { numerator: 1, denominator: 6, value: 1 / 6 },
        waiting: 1,
      },
      {
        n: 2,
        reached: 4,
        toNext: { numerator: 3, denominator: 4, value: 0.75 },
        left: { numerator: 1, denominator: 4, value: 0.25 },
        waiting: 0,
      },
      {
        n: 3,
        reached: 3,
        toNext: { numerator: 2, denominator: 3, value: 2 / 3 },
        left: { numerator: 0, denominator: 3, value: 0 },
        waiting: 1,
      },
    ]);
  });

  it('has no rates on a rung that nobody reached', () => {
    const rungs = tally(ladder(options), [buyer(10)]);
    expect(rungs[1]).toMatchObject({ reached: 0, toNext: { value: null }, left: { value: null } });
  });

  it('loses on each rung exactly those who left and those who wait', () => {
    fc.assert(
      fc.property(fc.array(anyBuyer), (rows) => {
        for (const { n, reached, toNext, left, waiting } of tally(ladder(options), rows)) {
          const reach = (orders: number) =>
            rows.filter(({ orderDays }) => orderDays.length >= orders).length;
          expect([reached, toNext.numerator]).toEqual([reach(n), reach(n + 1)]);
          expect(left.numerator + waiting).toBe(reached - toNext.numerator);
          expect(waiting).toBe(
            rows.filter(
              ({ orderDays }) => orderDays.length === n && AS_OF - orderDays.at(-1)! < 240,
            ).length,
          );
        }
      }),
    );
  });
});
