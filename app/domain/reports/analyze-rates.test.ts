import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyBuyer, AS_OF, buyer } from '#tests/factories/buyers.ts';
import { cpm } from '../models/cpm.ts';
import { analyzeRates, type AnalyzedBuyer } from './analyze-rates.ts';
import { tally } from './tally.ts';

const anyAnalyzed: fc.Arbitrary<AnalyzedBuyer> = fc
  .record({ days: anyBuyer, state: fc.constantFrom(...cpm.states) })
  .filter(({ days }) => days.orderDays.length > 0)
  .map(({ days, state }) => ({ ...days, cpm: state }));

/** contracts.md, "Output", read word by word. */
function byTheContract(rows: readonly AnalyzedBuyer[]): Record<string, [number, number]> {
  const count = (holds: (ago: number[], row: AnalyzedBuyer) => boolean) =>
    rows.filter((row) =>
      holds(
        row.orderDays.map((day) => AS_OF - day),
        row,
      ),
    ).length;
  const buyers = count((ago) => ago.some((days) => days < 365));
  const secondDayWithin90 = (ago: number[]) => {
    const [first, second] = [...new Set(ago)];
    return second !== undefined && first! - second <= 90;
  };
  return {
    repeat_stock: [count((ago) => ago.length >= 2), rows.length],
    repeat_365: [count((ago) => ago.some((d) => d < 365) && ago.some((d) => d >= 365)), buyers],
    once_a_year_365: [count((ago) => ago.filter((days) => days < 365).length === 1), buyers],
    f2_90: [count((ago) => ago[0]! >= 90 && secondDayWithin90(ago)), count((ago) => ago[0]! >= 90)],
    f2_to_f3: [count((ago) => ago.length >= 3), count((ago) => ago.length >= 2)],
    f3_to_f4: [count((ago) => ago.length >= 4), count((ago) => ago.length >= 3)],
    active_365: [count((ago) => ago.at(-1)! < 365), rows.length],
    cpm_new_share: [count((_, row) => row.cpm.startsWith('first-')), rows.length],
  };
}

describe('the rates of analyze', () => {
  it('are those of contracts.md for any customers', () => {
    fc.assert(
      fc.property(fc.array(anyAnalyzed), (rows) => {
        const rates = tally(analyzeRates(AS_OF), rows);
        const counts = rates.map((rate) => [rate.key, [rate.numerator, rate.denominator]]);
        expect(Object.fromEntries(counts)).toEqual(byTheContract(rows));
      }),
    );
  });

  it('come under the keys of contracts.md, each with its definition and, of nobody, no value', () => {
    const rates = analyzeRates(AS_OF).result();
    expect(rates).toMatchInlineSnapshot(`
      [
        {
          "definition": "Customers with at least two orders ÷ all customers.",
          "denominator": 0,
          "key": "repeat_stock",
          "numerator": 0,
          "value": null,
        },
        {
          "definition": "Customers who bought in the last 365 days and before them ÷ customers who bought in the last 365 days.",
          "denominator": 0,
          "key": "repeat_365",
          "numerator": 0,
          "value": null,
        },
        {
          "definition": "Customers with exactly one order in the last 365 days ÷ customers who bought in them.",
          "denominator": 0,
          "key": "once_a_year_365",
          "numerator": 0,
          "value": null,
        },
        {
          "definition": "Customers with a second order day within 90 days of the first ÷ customers whose first order was at least 90 days before the as-of day.",
          "denominator": 0,
          "key": "f2_90",
          "numerator": 0,
          "value": null,
        },
        {
          "definition": "Customers with at least 3 orders ÷ customers with at least 2.",
          "denominator": 0,
          "key": "f2_to_f3",
          "numerator": 0,
          "value": null,
        },
        {
          "definition": "Customers with at least 4 orders ÷ customers with at least 3.",
          "denominator": 0,
          "key": "f3_to_f4",
          "numerator": 0,
          "value": null,
        },
        {
          "definition": "Customers whose last order is less than 365 days before the as-of day ÷ all customers.",
          "denominator": 0,
          "key": "active_365",
          "numerator": 0,
          "value": null,
        },
        {
          "definition": "Customers in the CPM stage first, active or lapsed ÷ all customers.",
          "denominator": 0,
          "key": "cpm_new_share",
          "numerator": 0,
          "value": null,
        },
      ]
    `);
  });

  it('see the edges of the year', () => {
    const rows = [buyer(365), buyer(365, 364), buyer(364), buyer(0, 0)];
    const rates = tally(
      analyzeRates(AS_OF),
      rows.map((row) => ({ ...row, cpm: 'first-active' as const })),
    );
    const of = (key: string) => rates.find((rate) => rate.key === key);
    expect(of('repeat_365')).toMatchObject({ numerator: 1, denominator: 3 });
    expect(of('once_a_year_365')).toMatchObject({ numerator: 2, denominator: 3 });
    expect(of('active_365')).toMatchObject({ numerator: 3, denominator: 4 });
  });
});
