import type { Settings } from '../settings.ts';
import { abcClasses, totalWeight, type AbcClass } from './abc.ts';
import { rfmCutsOf, type Measures, type RfmCuts } from './cuts.ts';
import { decileOf } from './decile.ts';
import { layerCutsOf, layerOf, type Layer, type LayerCuts } from './layer.ts';
import {
  rankOf,
  rfmScores,
  rfmSegment,
  type Rank,
  type RfmScores,
  type RfmSegment,
} from './rfm.ts';
import { topAmountOf } from './top.ts';

/** Where one customer stands among all customers of the shop. */
export interface Classes {
  scores: RfmScores;
  segment: RfmSegment;
  rank: Rank;
  layer: Layer | null;
  decile: number;
  abc: AbcClass;
}

/** The values that divide the customers of a shop on one day; amounts in minor units. */
export interface Cutoffs {
  rfm: RfmCuts;
  /** From this amount on a customer is among the top 1 %; null: nobody is. */
  topAmount: number | null;
  layers: LayerCuts | null;
}

/** The relative models of all customers of a shop. */
export interface RelativeClasses {
  cutoffs: Cutoffs;
  /** The classes of the customer whose measures stand at this index. */
  of: (index: number) => Classes;
}

/**
 * Compares all customers of a shop with one another; null when there are none.
 *
 * @param measures in ascending order of customer id, which decides among equal amounts.
 */
export function relativeClassesOf(measures: Measures, settings: Settings): RelativeClasses | null {
  const customers = measures.orders.length;
  if (customers === 0) return null;
  const rfm = rfmCutsOf(measures, settings);
  const scoresOf = (index: number) => rfmScores(measuresAt(measures, index), rfm);
  const excellent = measures.amount.filter(
    (_, index) => rankOf(scoresOf(index), settings) === 'excellent',
  );
  const cutoffs = {
    rfm,
    topAmount: topAmountOf(measures.amount.toSorted(), settings),
    layers: layerCutsOf(excellent, settings),
  };
  const { places, abc } = standingsByAmount(measures.amount, settings);
  return {
    cutoffs,
    of: (index) => {
      const scores = scoresOf(index);
      const rank = rankOf(scores, settings);
      const place = places[index] ?? 0;
      return {
        scores,
        segment: rfmSegment(scores),
        rank,
        layer: layerOf(rank, measures.amount[index] ?? 0, cutoffs.layers),
        decile: decileOf(place, customers),
        abc: abc[place] ?? 'C',
      };
    },
  };
}

function measuresAt({ departure, orders, amount }: Measures, index: number) {
  return {
    departure: departure[index] ?? 0,
    orders: orders[index] ?? 0,
    amount: amount[index] ?? 0,
  };
}

/** Everybody's place, highest amount first and the earlier index among equals; the ABC class of each place. */
function standingsByAmount(amount: Float64Array, settings: Settings) {
  const descending = Uint32Array.from(amount, (_, index) => index).sort(
    (a, b) => (amount[b] ?? 0) - (amount[a] ?? 0) || a - b,
  );
  const places = new Uint32Array(amount.length);
  for (const [place, index] of descending.entries()) places[index] = place;
  const amounts = Float64Array.from(descending, (index) => amount[index] ?? 0);
  const abc = [...abcClasses(amounts, totalWeight(amounts), settings)];
  return { places, abc };
}
