import { ratioOf, type Ratio } from './tally.ts';

/** How often B is bought where A is (domain.md A4.6 Basket). */
export interface Association {
  a: string;
  b: string;
  /** Baskets with both ÷ baskets. */
  support: Ratio;
  /** 併売率: baskets with both ÷ baskets with A. */
  confidence: Ratio;
  /** Confidence ÷ the share of baskets with B; above 1: together more often than by chance. */
  lift: number | null;
}

/** In how many baskets both are, each is, and how many baskets there are. */
export interface BasketCounts {
  together: number;
  inA: number;
  inB: number;
  baskets: number;
}

/** Support, confidence and lift; exact while the product of two counts stays below 2^53. */
export function associationOf(a: string, b: string, counts: BasketCounts): Association {
  const { together, inA, inB, baskets } = counts;
  return {
    a,
    b,
    support: ratioOf(together, baskets),
    confidence: ratioOf(together, inA),
    lift: ratioOf(together * baskets, inA * inB).value,
  };
}
