import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decileTable } from './decile-table.ts';
import { ratioOf, tally } from './tally.ts';

const percent = (value: number | null) => Number(((value ?? NaN) * 100).toFixed(1));

describe('デシル分析 (domain.md A4.6)', () => {
  it('check [j12]: 1,000 customers', () => {
    const totals = [1_000, 850, 720, 600, 480, 250, 180, 120, 100, 95];
    const amounts = totals.flatMap((total) => Array.from({ length: 100 }, () => total * 10));
    const rows = tally(decileTable(1_000), amounts);
    expect(rows.map(({ amount }) => Number(amount) / 1_000)).toEqual(totals);
    expect(rows.map(({ share }) => percent(share.value))).toEqual([
      22.8, 19.3, 16.4, 13.7, 10.9, 5.7, 4.1, 2.7, 2.3, 2.2,
    ]);
    expect(rows.map(({ cumulativeShare }) => percent(cumulativeShare.value))).toEqual([
      22.8, 42.1, 58.5, 72.1, 83.0, 88.7, 92.8, 95.6, 97.8, 100,
    ]);
    expect(rows.map(({ perHead }) => perHead.value)).toEqual(totals.map((total) => total * 10));
  });

  it('gives the first groups one more, and of 12 customers', () => {
    const rows = tally(
      decileTable(12),
      Array.from({ length: 12 }, () => 5),
    );
    expect(rows.map(({ decile, customers }) => [decile, customers])).toEqual([
      [1, 2],
      [2, 2],
      ...Array.from({ length: 8 }, (_, index) => [index + 3, 1]),
    ]);
  });

  it('of few customers leaves the last empty, of none all', () => {
    const few = tally(decileTable(2), [9, 1]);
    expect(few[1]).toMatchObject({ customers: 1, amount: 1n, share: { value: 0.1 } });
    expect(few[2]).toMatchObject({ customers: 0, perHead: { value: null } });
    const none = tally(decileTable(0), []);
    expect(none).toHaveLength(10);
    expect(none[0]?.share.value).toBeNull();
  });

  it('an amount below 0 weighs nothing; the sums are true (domain.md A4.6)', () => {
    const [first, second, third] = tally(decileTable(3), [10, 0, -20]);
    expect(first).toMatchObject({ amount: 10n, share: ratioOf(10, 10) });
    expect(second?.share).toEqual(ratioOf(0, 10));
    expect(third).toMatchObject({
      amount: -20n,
      share: ratioOf(0, 10),
      cumulativeShare: ratioOf(10, 10),
      perHead: ratioOf(-20, 1),
    });
    expect(tally(decileTable(1), [-20])[0]?.share.value).toBeNull();
  });

  it('refuses more customers than were said', () => {
    expect(() => tally(decileTable(1), [2, 1])).toThrow('more than 1 customers came');
    expect(() => tally(decileTable(0), [1])).toThrow(RangeError);
  });

  it('equals slicing the list', () => {
    const sorted = fc
      .array(fc.nat(100_000), { maxLength: 120 })
      .map((amounts) => amounts.sort((a, b) => b - a));
    fc.assert(
      fc.property(sorted, (amounts) => {
        const total = amounts.reduce((sum, amount) => sum + amount, 0);
        let from = 0;
        for (const [index, row] of tally(decileTable(amounts.length), amounts).entries()) {
          const size = Math.floor(amounts.length / 10) + (index < amounts.length % 10 ? 1 : 0);
          const own = amounts.slice(from, (from += size));
          const sum = own.reduce((all, amount) => all + amount, 0);
          const until = amounts.slice(0, from).reduce((all, amount) => all + amount, 0);
          expect(row).toEqual({
            decile: index + 1,
            customers: size,
            amount: BigInt(sum),
            share: ratioOf(sum, total),
            cumulativeShare: ratioOf(until, total),
            perHead: ratioOf(sum, size),
          });
        }
      }),
    );
  });
});
