import { z } from 'zod';
import type { History } from '../history.ts';
import { cohorts as cohortTally, type Cohort, type CohortOptions } from '../reports/cohorts.ts';
import { countUp, highestFirst } from '../reports/counts.ts';
import { firstChannelOf, firstProductOf, firstSourceOf } from '../reports/groupings.ts';
import { grossProfitOf } from '../reports/order-products.ts';
import { isoMonth, monthOf, type Month } from '../reports/order-month.ts';
import { preparedReport, titleOf, type ReportFrame } from './report.ts';

/** How many months a table shows, down and across. */
export const COHORT_MONTHS = [12, 24, 36] as const;
/** A channel or source that is not known, as the question says it. */
export const UNKNOWN = '-';

const YEAR_MONTHS = 12;
const MOST_CHOICES = 50;
const LONGEST = 255;
const Name = z.string().max(LONGEST).default('');

const Question = z.object({
  months: z.coerce
    .number()
    .pipe(z.union(COHORT_MONTHS.map((months) => z.literal(months))))
    .default(12),
  /** What the first order was made of, and where it came from; all without them. */
  product: Name,
  channel: Name,
  source: Name,
});
/** What the report can be asked. */
export type CohortsQuestion = z.infer<typeof Question>;

/** A cohort at the end of one month; money in minor units, cumulative. */
export interface CohortMonth {
  /** Customers with an order in it. */
  active: number;
  /** Customers with a second order by its end. */
  repeated: number;
  sales: number;
  /** The same, what was given back taken off when it was, not off its order. */
  salesByDate: number;
  /** Gross profit of the orders whose costs are known. */
  profit: number;
}

/** The customers of one month of first orders. */
export interface CohortRow {
  /** ISO month. */
  month: string;
  customers: number;
  /** Orders whose profit is not known. */
  withoutCost: number;
  /** From the month of the first order on; null while a month is not over. */
  cells: (CohortMonth | null)[];
}

/** Something that first orders can be of, and how many customers began with it. */
export interface CohortChoice {
  id: string;
  customers: number;
}

/** コホート: what became of the customers of each month. */
export interface CohortsBody {
  /** The oldest first: a year more than is shown, to compare with. */
  rows: CohortRow[];
  choices: {
    products: (CohortChoice & { title: string })[];
    channels: CohortChoice[];
    sources: CohortChoice[];
  };
}

/** Retention and cumulative value by the month of the first order. */
export const cohorts = preparedReport<CohortsQuestion, CohortsBody>({
  key: 'cohorts',
  params: Question,
  collect(question, frame) {
    const options: CohortOptions = {
      asOf: frame.asOf,
      months: question.months,
      refunds: 'by-order',
    };
    const sales = cohortTally(options);
    const salesByDate = cohortTally({ ...options, refunds: 'by-date' });
    const profit = cohortTally({ ...options, measure: grossProfitOf });
    const counts = { products: counter(), channels: counter(), sources: counter() };
    return {
      add({ history }) {
        const first = firstOf(history);
        countUp(counts.products, first.product);
        countUp(counts.channels, first.channel);
        countUp(counts.sources, first.source);
        if (!isAsked(question, first)) return;
        sales.add(history);
        salesByDate.add(history);
        profit.add(history);
      },
      result: () => ({
        rows: rowsOf(
          { sales: sales.result(), byDate: salesByDate.result(), profit: profit.result() },
          earliest(question, frame),
        ),
        choices: choicesOf(counts, frame),
      }),
    };
  },
});

interface First {
  product: string;
  channel: string;
  source: string;
}

type Counts = Record<'products' | 'channels' | 'sources', Map<string, number>>;

function counter(): Map<string, number> {
  return new Map();
}

function firstOf(history: History): First {
  return {
    product: firstProductOf(history) ?? UNKNOWN,
    channel: firstChannelOf(history) ?? UNKNOWN,
    source: firstSourceOf(history) ?? UNKNOWN,
  };
}

function isAsked(question: CohortsQuestion, first: First): boolean {
  const names = ['product', 'channel', 'source'] as const;
  return names.every((name) => question[name] === '' || question[name] === first[name]);
}

/** ISO month of the oldest row. */
function earliest({ months }: CohortsQuestion, { asOf }: ReportFrame): string {
  return isoMonth((monthOf(asOf) - months - YEAR_MONTHS) as Month);
}

/** The same cohorts, of which different things were summed. */
type Sums = Record<'sales' | 'byDate' | 'profit', readonly Cohort[]>;

function rowsOf({ sales, byDate, profit }: Sums, from: string): CohortRow[] {
  const sumOf = (all: readonly Cohort[], index: number, k: number) =>
    Number(all[index]?.cells[k]?.cumulative ?? 0n);
  return sales
    .map(({ month, customers, cells }, index) => ({
      month,
      customers,
      withoutCost: profit[index]?.unmeasured ?? 0,
      cells: cells.map(
        (cell, k) =>
          cell && {
            active: cell.retention.numerator,
            repeated: cell.repeated.numerator,
            sales: Number(cell.cumulative),
            salesByDate: sumOf(byDate, index, k),
            profit: sumOf(profit, index, k),
          },
      ),
    }))
    .filter(({ month }) => month >= from);
}

function choicesOf(counts: Counts, { products }: ReportFrame): CohortsBody['choices'] {
  return {
    products: mostOf(counts.products)
      .filter(({ id }) => id !== UNKNOWN)
      .map((choice) => ({ ...choice, title: titleOf(choice.id, products) })),
    channels: mostOf(counts.channels),
    sources: mostOf(counts.sources),
  };
}

function mostOf(counts: ReadonlyMap<string, number>): CohortChoice[] {
  return [...counts]
    .map(([id, customers]) => ({ id, customers }))
    .sort(
      highestFirst(
        ({ customers }) => customers,
        ({ id }) => id,
      ),
    )
    .slice(0, MOST_CHOICES);
}
