import type { History } from '../history.ts';
import { LAYERS, type Layer } from '../relative/layer.ts';
import { RANKS, type Rank } from '../relative/rfm.ts';
import type { Association } from '../reports/association.ts';
import { baskets, groupedBaskets, type BasketBase, type Baskets } from '../reports/basket.ts';
import type { DayRange } from '../reports/day-range.ts';
import type { Tally } from '../reports/tally.ts';
import type { ReportCustomer } from './report.ts';

/** B beside A: how often, and to whom B can still be offered. */
export interface ProductPair {
  a: string;
  b: string;
  /** Baskets with both. */
  together: number;
  /** Baskets with A. */
  inA: number;
  support: number;
  /** 併売率: together ÷ baskets with A. */
  confidence: number;
  lift: number;
  /** Customers who have ever bought A and never B. */
  notYet: number;
}

/** 併売 of all and of the customers of each rank and layer (seed 000 §17). */
export interface ProductPairs {
  baskets: number;
  pairs: ProductPair[];
  groups: { of: Rank | Layer; baskets: number; pairs: Omit<ProductPair, 'notYet'>[] }[];
}

/** What is counted as a pair, and which are shown. */
export interface PairOptions {
  period: DayRange;
  base: BasketBase;
  /** Only pairs in at least such a share of the baskets. */
  minimumSupport: number;
  /** Only what is bought beside this one; empty for any. */
  product: string;
  products: Pick<ReadonlySet<string>, 'has'>;
}

/** The histories of one customer that pairs are counted in. */
export interface PairRow {
  customer: Pick<ReportCustomer, 'classes'>;
  /** All that was bought, of any time and place. */
  ever: History;
  /** What was bought in the channel asked for. */
  history: History;
}

/** Fewer than so many baskets are chance. */
const FEWEST = 2;
const MOST = 60;
const MOST_OF_GROUP = 5;
const EVER: DayRange = { from: -Infinity as DayRange['from'], to: Infinity as DayRange['to'] };

/** 併売 (domain.md A4.6 Basket): pairs by number of baskets. */
export function productPairs(options: PairOptions): Tally<PairRow, ProductPairs> {
  const { products, period, base } = options;
  const counted = { period, base, minimumTogether: FEWEST, products };
  const now = groupedBaskets<string>(counted);
  const ever = baskets({ ...counted, period: EVER, base: 'customer' });
  return {
    add({ customer: { classes }, ever: whole, history }) {
      now.add({ history, group: `${classes?.rank} ${classes?.layer}` });
      ever.add(whole);
    },
    result() {
      const lacking = lackingOf(ever.result());
      const basketsOf = now.result();
      const { baskets: size, associations } = basketsOf(() => true);
      return {
        baskets: size,
        pairs: shown(associations, options)
          .slice(0, MOST)
          .map((pair) => ({ ...pairOf(pair), notYet: lacking(pair) })),
        groups: [...RANKS, ...LAYERS].flatMap((of) => {
          const made = basketsOf((group) => group.split(' ').includes(of));
          if (made.baskets === 0) return [];
          const pairs = shown(made.associations, options).slice(0, MOST_OF_GROUP).map(pairOf);
          return [{ of, baskets: made.baskets, pairs }];
        }),
      };
    },
  };
}

function shown(pairs: Association[], { minimumSupport, product }: PairOptions): Association[] {
  return pairs.filter(
    ({ a, support }) => (product === '' || a === product) && (support.value ?? 0) >= minimumSupport,
  );
}

function pairOf({ a, b, support, confidence, lift }: Association): Omit<ProductPair, 'notYet'> {
  return {
    ...{ a, b, together: support.numerator, inA: confidence.denominator },
    ...{ support: support.value ?? 0, confidence: confidence.value ?? 0, lift: lift ?? 0 },
  };
}

/** Reads how many have A without B: whoever has both in a period has both for ever. */
function lackingOf({ associations }: Baskets): (pair: Association) => number {
  const without = new Map(
    associations.map(({ a, b, confidence }) => [
      `${a}\n${b}`,
      confidence.denominator - confidence.numerator,
    ]),
  );
  return ({ a, b }) => without.get(`${a}\n${b}`) ?? 0;
}
