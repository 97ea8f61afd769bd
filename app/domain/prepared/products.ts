import { z } from 'zod';
import type { History } from '../history.ts';
import type { Rank } from '../relative/rfm.ts';
import type { DayRange } from '../reports/day-range.ts';
import { firstMet } from '../reports/first-met.ts';
import { limitedByGroup, type LimitedShare } from '../reports/limited.ts';
import { nextProduct, type NextProducts } from '../reports/next-product.ts';
import { nthPurchase, type ProductRepeats } from '../reports/nth-purchase.ts';
import { productProfit, type ProductProfit } from '../reports/product-profit.ts';
import { seasons, type ProductSeason, type SeasonRow, type Seasons } from '../reports/seasons.ts';
import type { Tally } from '../reports/tally.ts';
import { trialTally, type TrialCounts } from '../reports/trial.ts';
import { daysOfPeriod, PeriodText, wholeYearBefore } from './period.ts';
import { productPairs, type ProductPairs } from './product-pairs.ts';
import { preparedReport, type ReportCustomer, type ReportFrame } from './report.ts';

const MOST_DAYS = 730;
const LONGEST = 255;
const Question = z.object({
  /** Two years, or hardly a product would have been seen for one. */
  period: PeriodText.default('730d'),
  /** Handle of a sales channel; empty for the whole shop. */
  channel: z.string().max(LONGEST).default(''),
  /** 同時購買 or 期間併買. */
  base: z.enum(['customer', 'order']).default('customer'),
  /** Percent of the baskets that a pair must be in. */
  support: z.coerce.number().min(0).max(100).default(0.5),
  /** A product that is looked at by itself; empty for all. */
  product: z.string().max(LONGEST).default(''),
  /** Within how many days a trial is to lead to a main product. */
  days: z.coerce.number().int().min(1).max(MOST_DAYS).default(90),
});
/** What the report can be asked. */
export type ProductsQuestion = z.infer<typeof Question>;

/** 1 年に 3 回程度 (seed 003 §12). */
export const REPEAT_BAR = 3;
const TOP_PRODUCTS = 50;
const TOP_NTH = 5;
const TOP_FIRSTS = 20;
const TOP_NEXT = 3;
const TOP_SEASONS = 10;
/** Pairs and seasons are counted of so many products, the first that are met. */
const MOST_PRODUCTS = 500;
/** A product has a season when three neighbouring months make half of its units: our own mark. */
const SEASON_SHARE = 0.5;
/** Fewer units than that say nothing of a season. */
const SEASON_UNITS = 20;

/** A product of the period. */
export interface ProductRow {
  product: string;
  /** Customers who bought it a 1st, 2nd … 5th time. */
  reached: number[];
  repeatsPerYear: number | null;
  reachesBar: boolean | null;
  units: number;
  /** Minor units; the profit is null where a cost is unknown. */
  sales: number;
  profit: number | null;
  /** The same of {@link wholeYearBefore}. */
  before: { buyers: number; again: number; sales: number } | null;
}

/** What the report says. */
export interface ProductsBody {
  /** Top 50 by buyers, and the product asked for. */
  products: ProductRow[];
  /** How many were sold in the period. */
  sold: number;
  next: NextProducts[];
  pairs: ProductPairs;
  seasons: { buyers: Record<string, number>; products: ProductSeason[] };
  /** Null where no trial or no main product is named. */
  trial:
    | (TrialCounts & {
        /** What it was counted with. */
        roles: { trial: string[]; main: string[] };
      })
    | null;
  /** By rank; null where no tag of limited goods is named, or no product has one. */
  limited: { products: string[]; ranks: Record<string, LimitedShare> } | null;
  /** Only some of the shop's products are in pairs and seasons. */
  crowded: boolean;
  titles: Record<string, string>;
}

/** 商品分析: how often products are bought again, what they lead to, and what is bought beside them. */
export const products = preparedReport<ProductsQuestion, ProductsBody>({
  key: 'products',
  params: Question,
  collect(question, frame) {
    const parts = partsOf(question, frame);
    const { channel } = question;
    return {
      add(customer) {
        const history = channel === '' ? customer.history : soldIn(customer.history, channel);
        const rank = customer.classes?.rank ?? null;
        const row = { customer, ever: customer.history, history, group: rank };
        for (const part of parts.all) part.add(row);
      },
      result: parts.result,
    };
  },
});

interface Row {
  customer: ReportCustomer;
  /** Of the channel asked for. */
  history: History;
  ever: History;
  group: Rank | null;
}

function soldIn(history: History, channel: string): History {
  return { ...history, orders: history.orders.filter((order) => order.channel === channel) };
}

function partsOf(question: ProductsQuestion, frame: ReportFrame) {
  const { asOf, settings, products: known } = frame;
  const period = daysOfPeriod(question.period, asOf);
  const met = firstMet(MOST_PRODUCTS);
  const all: Pick<Tally<Row, unknown>, 'add'>[] = [];
  const of = <Result>(part: Tally<Row, Result>) => (all.push(part), part);
  const salesIn = (range: DayRange, top: number) => {
    const nth = of(inChannel(nthPurchase({ period: range, asOf, top, bar: REPEAT_BAR })));
    const profit = of(inChannel(productProfit(range)));
    return (): Sold => ({ repeats: nth.result(), profits: profit.result() });
  };
  const sales = salesIn(period, TOP_NTH);
  const before = wholeYearBefore(question.period, frame);
  const salesBefore = before && salesIn(before, 2);
  const next = of(everywhere(nextProduct(asOf, met)));
  const { base, support, product } = question;
  const minimumSupport = support / 100;
  const pairs = of(productPairs({ period, base, minimumSupport, product, products: met }));
  const seasonal = of(seasons(period, met));
  const trial = trialOf(settings.products, question.days, period, asOf);
  if (trial) of(everywhere(trial));
  const limitedProducts = withTags(known, settings.products.limited);
  const limited = limitedProducts.length > 0 ? of(limitedOf(period, limitedProducts)) : null;
  const result = (): ProductsBody => {
    const sold = sales();
    const body = {
      products: productRows(sold, salesBefore?.() ?? null, product),
      sold: sold.repeats.length,
      next: shownNext(next.result(), product),
      pairs: pairs.result(),
      seasons: shownSeasons(seasonal.result()),
      trial: trial?.result() ?? null,
      limited: limited && { products: limitedProducts, ranks: limited.result() },
      crowded: met.isFull(),
    };
    return { ...body, titles: titlesOf(body, known) };
  };
  return { all, result };
}

function inChannel<Result>(part: Tally<History, Result>): Tally<Row, Result> {
  return {
    add: ({ history }) => {
      part.add(history);
    },
    result: () => part.result(),
  };
}

function everywhere<Result>(part: Tally<History, Result>): Tally<Row, Result> {
  return {
    add: ({ ever }) => {
      part.add(ever);
    },
    result: () => part.result(),
  };
}

function limitedOf(
  period: DayRange,
  named: readonly string[],
): Tally<SeasonRow, Record<string, LimitedShare>> {
  return limitedByGroup(period, new Set(named));
}

function trialOf(
  { trial, main }: ReportFrame['settings']['products'],
  withinDays: number,
  cohort: DayRange,
  asOf: ReportFrame['asOf'],
): Tally<History, ProductsBody['trial']> | null {
  if (trial.length === 0 || main.length === 0) return null;
  const roles = { trial: new Set(trial), main: new Set(main) };
  const tally = trialTally({ ...roles, withinDays, asOf, cohort });
  return { ...tally, result: () => ({ ...tally.result(), roles: { trial, main } }) };
}

function withTags(known: ReportFrame['products'], tags: readonly string[]): string[] {
  const wanted = new Set(tags);
  return [...known].flatMap(([id, product]) =>
    product.tags.some((tag) => wanted.has(tag)) ? [id] : [],
  );
}

/** What was bought in a period, and what it brought. */
interface Sold {
  repeats: readonly ProductRepeats[];
  profits: ReadonlyMap<string, ProductProfit>;
}

function productRows({ repeats, profits }: Sold, before: Sold | null, asked: string): ProductRow[] {
  const beforeOf = before && sumsBefore(before);
  return repeats
    .filter(({ product }, index) => index < TOP_PRODUCTS || product === asked)
    .map(({ product, rungs, repeatsPerYear, reachesBar }) => {
      const { units = 0, sales = 0n, profit = null } = profits.get(product) ?? {};
      return {
        product,
        reached: rungs.map(({ reached }) => reached),
        repeatsPerYear,
        reachesBar,
        units,
        sales: Number(sales),
        profit: profit === null ? null : Number(profit),
        before: beforeOf?.(product) ?? null,
      };
    });
}

function sumsBefore({ repeats, profits }: Sold): (product: string) => ProductRow['before'] {
  const rungs = new Map(repeats.map((each) => [each.product, each.rungs]));
  return (product) => {
    const [first, second] = rungs.get(product) ?? [];
    return {
      buyers: first?.reached ?? 0,
      again: second?.reached ?? 0,
      sales: Number(profits.get(product)?.sales ?? 0),
    };
  };
}

function shownNext(firsts: NextProducts[], asked: string): NextProducts[] {
  return firsts
    .filter(({ first }, index) => (asked === '' ? index < TOP_FIRSTS : first === asked))
    .map((each) => ({ ...each, next: each.next.slice(0, TOP_NEXT) }));
}

function shownSeasons({ buyers, products: sold }: Seasons): ProductsBody['seasons'] {
  const units = ({ months }: ProductSeason) => months.reduce((sum, each) => sum + each, 0);
  return {
    buyers,
    products: sold
      .filter((each) => units(each) >= SEASON_UNITS && each.peakShare >= SEASON_SHARE)
      .sort((a, b) => units(b) - units(a) || (a.product < b.product ? -1 : 1))
      .slice(0, TOP_SEASONS),
  };
}

/** What the products are called that are named; one that Shopify has no longer is not there. */
function titlesOf(
  { products: rows, next, pairs, seasons: { products: seasonal } }: Omit<ProductsBody, 'titles'>,
  known: ReportFrame['products'],
): Record<string, string> {
  const named = [
    ...rows.map(({ product }) => product),
    ...next.flatMap(({ first, next: after }) => [first, ...after.map(({ product }) => product)]),
    ...[pairs, ...pairs.groups].flatMap((each) => each.pairs.flatMap(({ a, b }) => [a, b])),
    ...seasonal.map(({ product }) => product),
  ];
  return Object.fromEntries(
    [...new Set(named)].flatMap((id) => {
      const title = known.get(id)?.title ?? '';
      return title === '' ? [] : [[id, title]];
    }),
  );
}
