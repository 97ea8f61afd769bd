import type { Settings } from '../settings.ts';
import { cutsBelow, type RfmCuts } from './cuts.ts';

/** Five is best in each. */
export interface RfmScores {
  r: number;
  f: number;
  m: number;
}

export const RFM_SEGMENTS = [
  'champions',
  'loyal',
  'potential-loyalist',
  'new',
  'promising',
  'need-attention',
  'about-to-sleep',
  'at-risk',
  'cant-lose',
  'hibernating',
] as const;
export type RfmSegment = (typeof RFM_SEGMENTS)[number];

/** What the scores are made of: days since the last order, orders, amount in minor units. */
export interface RfmMeasures {
  departure: number;
  orders: number;
  amount: number;
}

/**
 * Scores against cuts (contracts.md): M = 1 + cuts strictly below, F the same but never more than
 * the orders, R = 5 − cuts strictly below.
 */
export function rfmScores({ departure, orders, amount }: RfmMeasures, cuts: RfmCuts): RfmScores {
  return {
    r: 5 - cutsBelow(cuts.r, departure),
    f: Math.min(1 + cutsBelow(cuts.f, orders), orders),
    m: 1 + cutsBelow(cuts.m, amount),
  };
}

/** Grid G1 of domain.md A2.4: rows R = 1 … 5, columns F = 1 … 5. */
const GRID: readonly (readonly RfmSegment[])[] = [
  ['hibernating', 'hibernating', 'at-risk', 'at-risk', 'cant-lose'],
  ['hibernating', 'hibernating', 'at-risk', 'at-risk', 'cant-lose'],
  ['about-to-sleep', 'about-to-sleep', 'need-attention', 'loyal', 'loyal'],
  ['promising', 'potential-loyalist', 'potential-loyalist', 'loyal', 'loyal'],
  ['new', 'potential-loyalist', 'potential-loyalist', 'champions', 'champions'],
];

/** The segment of a pair of scores. @throws RangeError for scores outside 1 … 5. */
export function rfmSegment({ r, f }: Pick<RfmScores, 'r' | 'f'>): RfmSegment {
  const segment = GRID[r - 1]?.[f - 1];
  if (!segment) throw new RangeError(`R ${r} and F ${f} are no scores: both go from 1 to 5`);
  return segment;
}

export const RANKS = ['excellent', 'semi-excellent', 'general', 'nurture'] as const;
export type Rank = (typeof RANKS)[number];

/** RFM優良・準優良・一般・育成 (seed 000): by the sum of the three scores. */
export function rankOf({ r, f, m }: RfmScores, settings: Settings): Rank {
  const { excellentFrom, semiExcellentFrom, generalFrom } = settings.rank;
  const sum = r + f + m;
  if (sum >= excellentFrom) return 'excellent';
  if (sum >= semiExcellentFrom) return 'semi-excellent';
  return sum >= generalFrom ? 'general' : 'nurture';
}
