import { z } from 'zod';
import type { Day } from '../day.ts';
import type { CountedOrder, History } from '../history.ts';
import { cohorts, type Cohort } from '../reports/cohorts.ts';
import { entryOf } from '../reports/counts.ts';
import { cumulativeSalesLtv } from '../reports/cumulative-sales-ltv.ts';
import { firstOrderOf, sourceOf } from '../reports/first-order.ts';
import { productsOf, soldLines } from '../reports/order-products.ts';
import { isoMonth, monthOf, monthReader, type Month } from '../reports/order-month.ts';
import type { Tally } from '../reports/tally.ts';
import { trialToMain } from '../reports/trial.ts';
import type { ShopSettings } from '../shop-settings.ts';
import { preparedReport } from './report.ts';

/** First orders of so many calendar months are told apart, the present one among them. */
export const AD_MONTHS = 48;
/** Days after the first order at which an LTV is taken (domain.md A4.5). */
export const AD_AGES = [90, 180, 365] as const;
/** Payback is looked for in so many months after that of the first order. */
const PAYBACK_MONTHS = 24;
/** Sources that are named, those with most customers first. */
const MOST_SOURCES = 200;
/** A trial has so long to lead to a main product (domain.md A4.3). */
export const TRIAL_DAYS = 90;

const Question = z.object({});

/** What lines were sold for and what they cost, of those lines whose cost is known; minor units. */
export interface KnownCosts {
  sales: number;
  cost: number;
}

/** The customers of a source whose first order was in one month. */
export interface AdMonth {
  /** ISO month. */
  month: string;
  customers: number;
  /** Value of their first orders, minor units. */
  firstSales: number;
  /** Of the lines of their first orders. */
  firstKnown: KnownCosts;
  /** Who has ordered a main product since; 0 while the shop names none. */
  main: number;
  /** Whose trial is old enough to have led to a main product, and whose did. */
  trials: number;
  pulledUp: number;
}

/** Customers and what they brought together; minor units. */
export interface Brought {
  customers: number;
  sales: number;
}

/** The customers that a source has brought. */
export interface AdSource {
  /** Null: the first order names none. */
  source: string | null;
  /** With customers only, oldest first. */
  months: AdMonth[];
  /** As {@link AD_AGES}: of those who are old enough, what they bought up to that age. */
  ages: Brought[];
  /** By months since that of the first order: of the months that are over, all that was bought up to then. */
  curve: Brought[];
  /** Of all lines they have bought. */
  known: KnownCosts;
}

/** What sources brought, without what they cost. */
export interface AdsBody {
  /** ISO months, oldest first. */
  months: string[];
  /** Most customers first. */
  sources: AdSource[];
  /** How many more sources there are. */
  unnamed: number;
  /** All customers of these months, those of sources that are not named too. */
  all: AdSource;
  /** Whether the shop says which products are trials, and which are what they should lead to. */
  hasTrials: boolean;
}

/** 広告の採算: whom sources brought and what they bought since; costs are laid beside it on the page. */
export const ads = preparedReport<z.infer<typeof Question>, AdsBody>({
  key: 'ads',
  params: Question,
  collect: (_, { asOf, settings }) => adSources(asOf, roleProducts(settings)),
});

/** Which products are trials (お試し), and which are what a trial should lead to (本品). */
interface RoleProducts {
  trial: ReadonlySet<string>;
  main: ReadonlySet<string>;
}

function roleProducts({ products: { trial, main } }: ShopSettings): RoleProducts {
  return { trial: new Set(trial), main: new Set(main) };
}

/** By source of the first order. Memory grows with the sources. */
export function adSources(asOf: Day, products: RoleProducts): Tally<{ history: History }, AdsBody> {
  const present = monthOf(asOf);
  const first = (present - AD_MONTHS + 1) as Month;
  const bySource = new Map<string | null, SourceSums>();
  const monthIn = monthReader();
  return {
    add({ history }) {
      const order = firstOrderOf(history, asOf);
      if (!order || monthIn(order.day) < first) return;
      const source = sourceOf(order);
      const sums = entryOf(bySource, source, () => new SourceSums(asOf, products));
      sums.add(history, order, monthIn(order.day));
    },
    result() {
      const sources = [...bySource].map(([source, sums]) => sums.result(source)).sort(bySize);
      const named = sources.slice(0, MOST_SOURCES);
      return {
        months: Array.from({ length: AD_MONTHS }, (_, index) => isoMonth((first + index) as Month)),
        sources: named,
        unnamed: sources.length - named.length,
        all: together(sources),
        hasTrials: products.trial.size > 0 && products.main.size > 0,
      };
    },
  };
}

/** Everything of one source. */
class SourceSums {
  readonly #asOf: Day;
  readonly #products: RoleProducts;
  readonly #months = new Map<Month, Omit<AdMonth, 'month'>>();
  readonly #ages;
  readonly #cohorts;
  readonly #pulledUp;
  readonly #known: KnownCosts = { sales: 0, cost: 0 };

  constructor(asOf: Day, products: RoleProducts) {
    this.#asOf = asOf;
    this.#products = products;
    this.#ages = AD_AGES.map((withinDays) => cumulativeSalesLtv({ asOf, withinDays }));
    this.#cohorts = cohorts({ asOf, months: PAYBACK_MONTHS, refunds: 'by-order' });
    this.#pulledUp = trialToMain({ ...products, withinDays: TRIAL_DAYS, asOf });
  }

  add(history: History, first: CountedOrder, month: Month): void {
    const sums = entryOf(this.#months, month, noMonth);
    sums.customers += 1;
    sums.firstSales += first.value;
    addKnown(sums.firstKnown, first);
    const orders = history.orders.filter(({ day }) => day <= this.#asOf);
    for (const order of orders) addKnown(this.#known, order);
    if (orders.some((order) => hasOneOf(this.#products.main, order))) sums.main += 1;
    const led = this.#pulledUp.hit(history);
    if (led !== null) sums.trials += 1;
    if (led === true) sums.pulledUp += 1;
    for (const age of this.#ages) age.add(history);
    this.#cohorts.add(history);
  }

  result(source: string | null): AdSource {
    const months = [...this.#months].sort(([a], [b]) => a - b);
    return {
      source,
      months: months.map(([month, sums]) => ({ month: isoMonth(month), ...sums })),
      ages: this.#ages.map((age) => {
        const { customers, sum } = age.result();
        return { customers, sales: Number(sum) };
      }),
      curve: curveOf(this.#cohorts.result()),
      known: this.#known,
    };
  }
}

function noMonth(): Omit<AdMonth, 'month'> {
  return {
    customers: 0,
    firstSales: 0,
    firstKnown: { sales: 0, cost: 0 },
    main: 0,
    trials: 0,
    pulledUp: 0,
  };
}

function addKnown(known: KnownCosts, order: CountedOrder): void {
  for (const { sales, cost } of soldLines(order)) {
    if (cost === null) continue;
    known.sales += sales;
    known.cost += cost;
  }
}

function hasOneOf(products: ReadonlySet<string>, order: CountedOrder): boolean {
  if (products.size === 0) return false;
  for (const product of productsOf(order)) if (products.has(product)) return true;
  return false;
}

/** All cohorts whose month k is over, together. */
function curveOf(all: readonly Cohort[]): Brought[] {
  const curve: Brought[] = [];
  for (const { customers, cells } of all) {
    for (const [k, cell] of cells.entries()) {
      if (cell === null) break;
      const sum = (curve[k] ??= { customers: 0, sales: 0 });
      sum.customers += customers;
      sum.sales += Number(cell.cumulative);
    }
  }
  return curve;
}

function together(sources: readonly AdSource[]): AdSource {
  const months = new Map<string, AdMonth>();
  for (const month of sources.flatMap((source) => source.months)) {
    months.set(month.month, addedMonth(months.get(month.month), month));
  }
  const known = { sales: 0, cost: 0 };
  for (const { known: own } of sources) {
    known.sales += own.sales;
    known.cost += own.cost;
  }
  return {
    source: null,
    months: [...months.values()].sort((a, b) => (a.month < b.month ? -1 : 1)),
    ages: AD_AGES.map((_, index) => broughtBy(sources.map(({ ages }) => ages[index]))),
    curve: Array.from(
      { length: Math.max(0, ...sources.map(({ curve }) => curve.length)) },
      (_, k) => broughtBy(sources.map(({ curve }) => curve[k])),
    ),
    known,
  };
}

function addedMonth(one: AdMonth | undefined, other: AdMonth): AdMonth {
  if (!one) return other;
  return {
    month: one.month,
    customers: one.customers + other.customers,
    firstSales: one.firstSales + other.firstSales,
    firstKnown: {
      sales: one.firstKnown.sales + other.firstKnown.sales,
      cost: one.firstKnown.cost + other.firstKnown.cost,
    },
    main: one.main + other.main,
    trials: one.trials + other.trials,
    pulledUp: one.pulledUp + other.pulledUp,
  };
}

function broughtBy(parts: readonly (Brought | undefined)[]): Brought {
  const sum = { customers: 0, sales: 0 };
  for (const part of parts) {
    sum.customers += part?.customers ?? 0;
    sum.sales += part?.sales ?? 0;
  }
  return sum;
}

function bySize(a: AdSource, b: AdSource): number {
  const size = ({ months }: AdSource) => months.reduce((sum, { customers }) => sum + customers, 0);
  return size(b) - size(a) || ((a.source ?? '') < (b.source ?? '') ? -1 : 1);
}
