import { dayOf } from '../domain/day.ts';
import { digitsOf } from '../domain/money.ts';
import { daysOfPeriod, yearBefore } from '../domain/prepared/period.ts';
import {
  REPEAT_BAR,
  type ProductsBody,
  type ProductsQuestion,
} from '../domain/prepared/products.ts';
import type { ProductPair, ProductPairs } from '../domain/prepared/product-pairs.ts';
import type { ProductRoles } from '../domain/product-roles.ts';
import { RANKS, type Rank } from '../domain/relative/rfm.ts';
import type { DayRange } from '../domain/reports/day-range.ts';
import type { Ratio } from '../domain/reports/tally.ts';
import { againstTrialTarget, TRIAL_TARGET } from '../domain/reports/trial.ts';
import type { Shop } from '../store/database.ts';
import { listChannels } from '../store/places.ts';
import { productNames, type ProductName } from '../store/products.ts';
import { currentSettings } from '../store/settings.ts';
import type { KnownShop } from '../store/shops.ts';
import type { CustomersFilter } from './customers-filter.ts';
import { beganWith, boughtOften, CAME_AGAIN, ofGroup } from './products-conditions.ts';
import { all, type Counted } from './range-conditions.ts';
import { reportScreen, type Opened, type ReportScreen } from './report-screen.ts';

const MOST_NAMES = 500;

/** Customers whom the filters of the list can say. */
export interface Filtered {
  count: number;
  filter: CustomersFilter;
}

/** A product of the period; money in main units. */
export interface ShownProduct {
  product: string;
  title: string;
  /** Customers who bought it a 1st, 2nd … time. */
  reached: Counted[];
  /** 2回目 ÷ 1回目 and so on: one fewer than those reached. */
  rates: (number | null)[];
  repeatsPerYear: number | null;
  reachesBar: boolean | null;
  units: number;
  sales: number;
  profit: number | null;
  /** Profit ÷ sales. */
  margin: number | null;
  /** A year before; the rate is 2回目 ÷ 1回目. */
  before: { buyers: Counted; rate: number | null; sales: number } | null;
}

/** What a first product leads to; money in main units. */
export interface ShownFirst {
  product: string;
  title: string;
  customers: Counted;
  cameAgain: Counted;
  cameAgainShare: number | null;
  medianDays: number | null;
  value: number | null;
  next: { title: string; share: number | null; medianDays: number | null }[];
}

/** B beside A. */
export interface ShownPair extends Omit<ProductPair, 'a' | 'b' | 'together' | 'notYet'> {
  key: string;
  a: string;
  b: string;
  together: number;
  /** The customers with both; null when baskets are orders: no list can say that. */
  both: Counted | null;
}

/** A product that is bought in a season, or limited goods, by rank. */
export interface ShownSeason {
  product: string;
  title: string;
  /** The first of three months, 1 for January. */
  from: number;
  peakShare: number;
  ranks: { rank: Rank; buyers: Counted; share: number | null }[];
}

/** What the page of products shows. */
export interface ProductsShown {
  products: ShownProduct[];
  /** Of the period; more than are shown. */
  sold: number;
  bar: number;
  next: ShownFirst[];
  baskets: number;
  pairs: (ShownPair & { notYet: Filtered })[];
  groups: { of: ProductPairs['groups'][number]['of']; baskets: number; pairs: ShownPair[] }[];
  seasons: ShownSeason[];
  trial: {
    rate: Ratio;
    tried: Filtered;
    notYet: Filtered;
    verdict: ReturnType<typeof againstTrialTarget>;
    target: typeof TRIAL_TARGET;
  } | null;
  limited:
    | {
        rank: Rank;
        buyers: Counted | null;
        customers: Ratio;
        orders: Ratio;
      }[]
    | null;
  crowded: boolean;
}

/** The page with what it can be asked, and what the merchant has said of products. */
export interface ProductsScreen {
  screen: ReportScreen<ProductsShown, ProductsQuestion>;
  channels: { id: string; name: string }[];
  /** Null while there are no settings. */
  roles: ProductRoles | null;
  /** Titles of the products that the question and the settings name. */
  known: ProductName[];
}

/** The page of products. */
export async function productsScreen(
  shop: Shop,
  open: () => Promise<Opened<ProductsBody>>,
  question: ProductsQuestion,
  now: number,
): Promise<ProductsScreen> {
  const [channels, current] = await Promise.all([listChannels(shop), currentSettings(shop)]);
  const roles = current?.settings.products ?? null;
  const named = [...(roles?.trial ?? []), ...(roles?.main ?? []), question.product];
  const [screen, known] = await Promise.all([
    reportScreen(shop, {
      question,
      now,
      open,
      show: (body, { currency }: KnownShop, asOf) =>
        shownOf(body, {
          question,
          period: daysOfPeriod(question.period, dayOf(asOf)),
          before: yearBefore(question.period, dayOf(asOf)),
          minorPerUnit: 10 ** digitsOf(currency),
          title: (product) => body.titles[product] ?? product,
        }),
    }),
    productNames(shop, named),
  ]);
  return { screen, channels, roles, known };
}

interface Showing {
  question: ProductsQuestion;
  period: DayRange;
  before: DayRange | null;
  minorPerUnit: number;
  title: (product: string) => string;
}

function shownOf(body: ProductsBody, showing: Showing): ProductsShown {
  const pair = pairReader(showing);
  return {
    products: body.products.map((row) => shownProduct(row, showing)),
    sold: body.sold,
    bar: REPEAT_BAR,
    next: body.next.map((first) => shownFirst(first, showing)),
    baskets: body.pairs.baskets,
    pairs: body.pairs.pairs.map(({ notYet, ...each }) => ({
      ...pair(each, []),
      notYet: { count: notYet, filter: { bought: [each.a], notBought: [each.b] } },
    })),
    groups: body.pairs.groups.map(({ of, baskets, pairs }) => ({
      ...{ of, baskets },
      pairs: pairs.map((each) => pair(each, [ofGroup(of)])),
    })),
    seasons: shownSeasons(body, showing),
    trial: shownTrial(body),
    limited: shownLimited(body, showing),
    crowded: body.crowded,
  };
}

function shownProduct(
  { product, reached, units, sales, profit, before, ...rest }: ProductsBody['products'][number],
  showing: Showing,
): ShownProduct {
  const { question, period, minorPerUnit, title } = showing;
  return {
    ...rest,
    ...{ product, title: title(product), units },
    reached: reached.map((count, index) => ({
      count,
      where: boughtOften([product], index + 1, period, question),
    })),
    rates: reached.slice(1).map((next, index) => ratio(next, reached[index] ?? 0)),
    sales: sales / minorPerUnit,
    profit: profit === null ? null : profit / minorPerUnit,
    margin: profit === null ? null : ratio(profit, sales),
    before: before &&
      showing.before && {
        buyers: {
          count: before.buyers,
          where: boughtOften([product], 1, showing.before, question),
        },
        rate: ratio(before.again, before.buyers),
        sales: before.sales / minorPerUnit,
      },
  };
}

function ratio(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}

function shownFirst(
  { first, customers, cameAgain, medianDays, valuePerCustomer, next }: ProductsBody['next'][number],
  { title, minorPerUnit }: Showing,
): ShownFirst {
  const began = beganWith(first);
  return {
    ...{ product: first, title: title(first), medianDays },
    customers: { count: customers, where: began },
    cameAgain: { count: cameAgain.numerator, where: all(began, CAME_AGAIN) },
    cameAgainShare: cameAgain.value,
    value: valuePerCustomer === null ? null : valuePerCustomer / minorPerUnit,
    next: next.map(({ product, share, medianDays: after }) => ({
      ...{ title: title(product), share: share.value, medianDays: after },
    })),
  };
}

function pairReader({ question, period, title }: Showing) {
  return ({ a, b, ...pair }: Omit<ProductPair, 'notYet'>, also: Counted['where'][]): ShownPair => {
    const bought = [a, b].map((product) => boughtOften([product], 1, period, question));
    return {
      ...pair,
      ...{ key: `${a} ${b}`, a: title(a), b: title(b) },
      both:
        question.base === 'customer'
          ? { count: pair.together, where: all(...also, ...bought) }
          : null,
    };
  };
}

function shownSeasons({ seasons }: ProductsBody, { question, period, title }: Showing) {
  return seasons.products.map(({ product, from, peakShare, buyers }) => ({
    ...{ product, title: title(product), from: from + 1, peakShare },
    ranks: RANKS.map((rank) => {
      const count = buyers[rank] ?? 0;
      const where = all(ofGroup(rank), boughtOften([product], 1, period, question));
      return { rank, buyers: { count, where }, share: ratio(count, seasons.buyers[rank] ?? 0) };
    }),
  }));
}

function shownTrial({ trial }: ProductsBody): ProductsShown['trial'] {
  if (!trial) return null;
  const { roles } = trial;
  return {
    rate: trial.rate,
    tried: { count: trial.tried, filter: { bought: roles.trial } },
    notYet: { count: trial.notYet, filter: { bought: roles.trial, notBought: roles.main } },
    verdict: againstTrialTarget(trial.rate),
    target: TRIAL_TARGET,
  };
}

function shownLimited({ limited }: ProductsBody, { question, period }: Showing) {
  if (!limited) return null;
  const { products, ranks } = limited;
  return RANKS.flatMap((rank) => {
    const share = ranks[rank];
    if (!share) return [];
    const count = share.customers.numerator;
    const buyers =
      products.length <= MOST_NAMES
        ? { count, where: all(ofGroup(rank), boughtOften(products, 1, period, question)) }
        : null;
    return [{ rank, buyers, ...share }];
  });
}
