import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyShopper, AS_OF } from '#tests/factories/buyers.ts';
import { dayOf, isoOf, type Day } from '../day.ts';
import type { History } from '../history.ts';
import { cohorts, type CohortOptions } from './cohorts.ts';
import { grouped } from './grouped.ts';
import { orderDaysOf } from './order-days.ts';
import { grossProfitOf } from './order-products.ts';
import { tally } from './tally.ts';

const options: CohortOptions = {
  asOf: dayOf('2026-03-31'),
  months: 3,
  refunds: 'by-order',
};

function history(orders: [string, number][], returns: [string, number][] = []): History {
  const entries = (list: [string, number][]) =>
    list.map(([iso, value]) => ({ day: dayOf(iso), value }));
  return { orders: entries(orders), returns: entries(returns) };
}

const JANUARY = [
  history([
    ['2026-01-05', 1_000],
    ['2026-03-31', 3_000],
  ]),
  history([
    ['2026-01-31', 500],
    ['2026-01-31', 200],
    ['2026-02-01', 300],
    ['2026-02-28', 400],
  ]),
  history([['2026-01-01', 100]]),
  history([
    ['2026-04-01', 9_999],
    ['2026-01-10', 100],
  ]),
];

describe('cohort table by month of first order (domain.md A4.6)', () => {
  it('shows retention, cumulative repeaters and cumulative value, and leaves open what is not over', () => {
    const [cohort, ...rest] = tally(cohorts(options), JANUARY);
    expect(rest).toEqual([]);
    expect(cohort).toMatchObject({ month: '2026-01', customers: 4, unmeasured: 0 });
    expect(cohort?.cells).toEqual([
      {
        retention: { numerator: 4, denominator: 4, value: 1 },
        repeated: { numerator: 1, denominator: 4, value: 0.25 },
        cumulative: 1_900n,
        perCustomer: 475,
      },
      {
        retention: { numerator: 1, denominator: 4, value: 0.25 },
        repeated: { numerator: 1, denominator: 4, value: 0.25 },
        cumulative: 2_600n,
        perCustomer: 650,
      },
      {
        retention: { numerator: 1, denominator: 4, value: 0.25 },
        repeated: { numerator: 2, denominator: 4, value: 0.5 },
        cumulative: 5_600n,
        perCustomer: 1_400,
      },
      null,
    ]);
  });

  it('has no cell of a month that still runs', () => {
    const early = { ...options, asOf: dayOf('2026-03-30') };
    const [cohort] = tally(cohorts(early), JANUARY);
    expect(cohort?.cells.map((cell) => cell !== null)).toEqual([true, true, false, false]);
  });

  it('shows the months asked for, and leaves later ones out', () => {
    const rows = [
      history([
        ['2025-10-01', 100],
        ['2026-02-10', 900],
      ]),
    ];
    const [cohort] = tally(cohorts(options), rows);
    expect(cohort?.cells).toHaveLength(4);
    expect(cohort?.cells[3]).toMatchObject({ repeated: { numerator: 0 }, cumulative: 100n });
  });

  it('lists cohorts by month and nobody without an order', () => {
    const rows = [
      history([['2026-03-01', 1]]),
      history([['2025-12-31', 1]]),
      history([], [['2026-01-01', -5]]),
      history([['2026-04-01', 1]]),
    ];
    const table = tally(cohorts(options), rows);
    expect(table.map(({ month, customers }) => [month, customers])).toEqual([
      ['2025-12', 1],
      ['2026-03', 1],
    ]);
    expect(table[0]?.cells).toHaveLength(4);
  });

  it('takes what was given back outside any order off in its month', () => {
    const rows = [
      history(
        [['2026-01-05', 1_000]],
        [
          ['2026-02-10', -300],
          ['2025-12-01', -50],
          ['2026-03-31', -1],
          ['2026-04-01', -900],
        ],
      ),
    ];
    const [cohort] = tally(cohorts(options), rows);
    expect(cohort?.cells.map((cell) => cell?.cumulative)).toEqual([950n, 650n, 649n, undefined]);
  });

  it('takes a refund off in the month of its order, or on its date', () => {
    const refund = (ordered: string, day: string, value: number) => ({
      ordered: dayOf(ordered),
      day: dayOf(day),
      value,
    });
    // The last two: of an order that was given back whole, and one that is still to be given back.
    const rows = [
      {
        ...history([
          ['2026-01-05', 1_000],
          ['2026-02-20', 500],
        ]),
        refunds: [
          refund('2026-01-05', '2026-02-03', 200),
          refund('2026-01-31', '2026-03-01', 70),
          refund('2026-02-20', '2026-04-01', 9),
        ],
      },
    ];
    const cumulative = (refunds: CohortOptions['refunds']) =>
      tally(cohorts({ ...options, refunds }), rows)[0]?.cells.map((cell) => cell?.cumulative);
    expect(cumulative('by-order')).toEqual([1_000n, 1_500n, 1_500n, undefined]);
    expect(cumulative('by-date')).toEqual([1_270n, 1_579n, 1_509n, undefined]);
  });

  it('can sum gross profit, and says of how many orders it is unknown', () => {
    const line = { product: 'soap', quantity: 1, sales: 900, cost: 400 };
    const day = dayOf('2026-01-05');
    const orders = [
      { day, value: 1_000, lines: [line] },
      { day, value: 1_000, lines: [{ ...line, cost: null }] },
      { day, value: 1_000 },
      { day: dayOf('2026-04-01'), value: 1_000 },
    ];
    const [cohort] = tally(cohorts({ ...options, measure: grossProfitOf }), [{ orders }]);
    expect(cohort?.unmeasured).toBe(2);
    expect(cohort?.cells[0]).toMatchObject({ cumulative: 500n, perCustomer: 500 });
  });

  it('can be divided by first product or channel', () => {
    const rows = JANUARY.map((row, index) => ({ ...row, group: index < 2 ? 'set' : 'soap' }));
    const groups = tally(
      grouped<(typeof rows)[number], unknown>(() => cohorts(options)),
      rows,
    );
    expect(groups.get('set')).toEqual(tally(cohorts(options), JANUARY.slice(0, 2)));
    expect(groups.get('soap')).toEqual(tally(cohorts(options), JANUARY.slice(2)));
  });

  it('agrees with reading every customer’s orders by ISO month', () => {
    const long: CohortOptions = { asOf: AS_OF, months: 40, refunds: 'by-date' };
    const anyRefund = fc
      .record({ ago: fc.nat(900), after: fc.nat(90), value: fc.integer({ min: 1, max: 500 }) })
      .map(({ ago, after, value }) => ({
        ordered: (AS_OF - ago) as Day,
        day: (AS_OF - ago + after) as Day,
        value,
      }));
    const anyRow = fc
      .tuple(anyShopper, fc.array(anyRefund, { maxLength: 3 }))
      .map(([shopper, refunds]) => ({ ...shopper, refunds }));
    const monthsAfter = (iso: string, k: number) => {
      const [year, month] = iso.split('-').map(Number) as [number, number];
      const date = new Date(Date.UTC(year, month - 1 + k, 1));
      return date.toISOString().slice(0, 7);
    };
    const runningMonth = isoOf(AS_OF).slice(0, 7);
    fc.assert(
      fc.property(fc.array(anyRow, { maxLength: 12 }), (rows) => {
        const table = tally(cohorts(long), rows);
        const members = (month: string) =>
          rows.filter((row) => {
            const [first] = orderDaysOf(row, AS_OF);
            return first !== undefined && isoOf(first).startsWith(month);
          });
        for (const { month, customers, cells } of table) {
          const cohort = members(month);
          expect(customers).toBe(cohort.length);
          cells.forEach((cell, k) => {
            const iso = monthsAfter(month, k);
            expect(cell === null).toBe(iso >= runningMonth);
            if (!cell) return;
            const daysOf = (row: History) => orderDaysOf(row, AS_OF).map(isoOf);
            const active = cohort.filter((row) => daysOf(row).some((day) => day.startsWith(iso)));
            expect(cell.retention.numerator).toBe(active.length);
            const repeated = cohort.filter((row) => (daysOf(row)[1]?.slice(0, 7) ?? '9') <= iso);
            expect(cell.repeated.numerator).toBe(repeated.length);
            // What was before the first order stands in its month.
            const soFar = ({ day }: { day: Day }) =>
              day <= AS_OF && (isoOf(day).slice(0, 7) <= iso || isoOf(day).slice(0, 7) < month);
            const values = cohort.flatMap(({ orders, returns, refunds }) =>
              [
                ...orders,
                ...(returns ?? []),
                ...refunds.map(({ ordered, value }) => ({ day: ordered, value })),
                ...refunds.map(({ day, value }) => ({ day, value: -value })),
              ].filter(soFar),
            );
            const sum = values.reduce((total, { value }) => total + value, 0);
            expect(cell.cumulative).toBe(BigInt(sum));
          });
          expect(cells[0]?.retention.value ?? 1).toBe(1);
          const kept = cells.filter((cell) => cell !== null);
          const repeated = kept.map((cell) => cell.repeated.numerator);
          expect(repeated).toEqual(repeated.toSorted((a, b) => a - b));
        }
      }),
      { numRuns: 50 },
    );
  });
});
