import { median } from 'd3-array';
import type { Settings } from '../settings.ts';
import type { Rank } from './rfm.ts';
import { highest } from './top.ts';

export const LAYERS = ['top-excellent', 'high-ltv-general'] as const;
export type Layer = (typeof LAYERS)[number];

/** The amounts (minor units) from which a customer of a rank belongs to a layer. */
export interface LayerCuts {
  topExcellent: number;
  highLtvGeneral: number;
}

/**
 * Where the layers of seed 000 begin: 最優良 = the ceil(20 %) highest amounts of 優良, ties in;
 * 高LTV一般 = the median amount of 優良. Null without anybody in 優良.
 */
export function layerCutsOf(excellentAmounts: Float64Array, settings: Settings): LayerCuts | null {
  if (excellentAmounts.length === 0) return null;
  const ascending = excellentAmounts.toSorted();
  return {
    topExcellent: highest(ascending, settings.rank.topExcellentShare),
    highLtvGeneral: median(ascending) ?? Infinity,
  };
}

/** 最優良 or 高LTV一般; null for everybody else. */
export function layerOf(rank: Rank, amount: number, cuts: LayerCuts | null): Layer | null {
  if (cuts === null) return null;
  if (rank === 'excellent') return amount >= cuts.topExcellent ? 'top-excellent' : null;
  return rank === 'general' && amount >= cuts.highLtvGeneral ? 'high-ltv-general' : null;
}
