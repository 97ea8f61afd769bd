import type { RankProfile } from './rank-profile.ts';

/** Measures in which ranks are held against each other; each per head, per order or in days. */
const MEASURES = {
  orderValue: (profile) => profile.orderValue.value,
  orders: (profile) => profile.orders.value,
  ordersLastYear: (profile) => profile.ordersLastYear.value,
  itemsPerOrder: (profile) => profile.itemsPerOrder.value,
  unitsPerOrder: (profile) => profile.unitsPerOrder.value,
  medianInterval: (profile) => profile.interval.median,
  activeDays: (profile) => profile.activeDays.value,
  ltv: (profile) => profile.ltv.value,
} satisfies Record<string, (profile: RankProfile) => number | null>;

export type GapMeasure = keyof typeof MEASURES;

/** One measure of a rank and of the rank above; null where one of them cannot be said. */
export interface Gap {
  measure: GapMeasure;
  own: number | null;
  above: number | null;
  /** above − own. */
  difference: number | null;
}

/** What separates a rank from the next one above. */
export interface RankGap {
  group: string;
  above: string;
  gaps: Gap[];
}

/**
 * ランクを一段階引き上げる (seed 000): a comparison for every rank but the best.
 *
 * @param bestFirst profiles from the best rank down.
 */
export function rankGaps(bestFirst: readonly RankProfile[]): RankGap[] {
  return bestFirst.slice(1).flatMap((own, index) => {
    const above = bestFirst[index];
    return above ? { group: own.group, above: above.group, gaps: gapsBetween(own, above) } : [];
  });
}

function gapsBetween(own: RankProfile, above: RankProfile): Gap[] {
  return (Object.keys(MEASURES) as GapMeasure[]).map((measure) => {
    const [low, high] = [MEASURES[measure](own), MEASURES[measure](above)];
    const difference = low === null || high === null ? null : high - low;
    return { measure, own: low, above: high, difference };
  });
}
