import { dayOf } from '../domain/day.ts';
import { digitsOf } from '../domain/money.ts';
import {
  LAYER_OF,
  type WorthBody,
  type WorthGroup,
  type WorthGrouping,
  type WorthGroups,
  type WorthQuestion,
} from '../domain/prepared/worth.ts';
import { RANKS, type Rank } from '../domain/relative/rfm.ts';
import type { AmountBins } from '../domain/reports/amount-bins.ts';
import type { Worth } from '../domain/reports/worth.ts';
import { currentCutoffs } from '../store/cutoffs.ts';
import type { Shop } from '../store/database.ts';
import { listChannels } from '../store/places.ts';
import { currentSettings } from '../store/settings.ts';
import type { CustomersFilter } from './customers-filter.ts';
import { reportScreen, type Opened, type ReportScreen } from './report-screen.ts';
import {
  formCustomers,
  groupCustomers,
  spreadCustomers,
  type LinkedForm,
} from './worth-customers.ts';

export type { Worth, WorthGrouping, Rank };
export type { AbcMeasure } from '../domain/reports/abc-measures.ts';
export type { Concentration, ConcentrationRow } from '../domain/reports/concentration.ts';

/** A group with its customers; null: no list can say who they are. */
export type ShownGroup = WorthGroup & { customers: CustomersFilter | null };

/** How the amounts of a rank are spread; money in minor units. */
export interface ShownSpread extends AmountBins {
  rank: Rank;
  customersOf: CustomersFilter[];
  /** The layer of the rank, if it has one, and from which amount on; null while nobody was compared. */
  layer: { name: 'top-excellent' | 'high-ltv-general'; from: number | null } | null;
}

/** What the page of customers' worth shows; money in minor units. */
export interface WorthShown {
  minorPerUnit: number;
  total: Worth;
  /** The customers that a form of lifetime value is of. */
  forms: Record<LinkedForm, CustomersFilter>;
  by: Record<WorthGrouping, { groups: ShownGroup[]; others: WorthGroups['others'] }>;
  spread: ShownSpread[];
  concentration: WorthBody['concentration'];
  /** The cumulative shares up to which A and B go. */
  abcShares: { a: number; b: number };
  channels: { id: string; name: string }[];
}
export type WorthScreen = ReportScreen<WorthShown, WorthQuestion>;

/** The page of customers' worth. */
export function worthScreen(
  shop: Shop,
  open: () => Promise<Opened<WorthBody>>,
  question: WorthQuestion,
  now: number,
): Promise<WorthScreen> {
  return reportScreen(shop, {
    ...{ question, now, open },
    show: async ({ total, by, spread, concentration }, { currency }, asOf) => {
      const [cutoffs, current, channels] = await Promise.all([
        currentCutoffs(shop),
        currentSettings(shop),
        listChannels(shop),
      ]);
      const layers = cutoffs?.cutoffs?.layers ?? null;
      const { aShare = 0, bShare = 0 } = current?.settings.abc ?? {};
      return {
        minorPerUnit: 10 ** digitsOf(currency),
        ...{ total, concentration, channels },
        forms: formCustomers(dayOf(asOf)),
        by: shownGroups(by),
        spread: RANKS.map((rank) => shownSpread(rank, spread[rank], layers)),
        abcShares: { a: aShare, b: bShare },
      };
    },
  });
}

function shownGroups(by: WorthBody['by']): WorthShown['by'] {
  const entries = Object.entries(by) as [WorthGrouping, WorthGroups][];
  const shown = entries.map(([grouping, { groups, others }]) => [
    grouping,
    {
      groups: groups.map((each) => ({ ...each, customers: groupCustomers(grouping, each.group) })),
      others,
    },
  ]);
  return Object.fromEntries(shown) as WorthShown['by'];
}

type LayerCuts = { topExcellent: number; highLtvGeneral: number } | null;

function shownSpread(rank: Rank, bins: AmountBins, cuts: LayerCuts): ShownSpread {
  const name = LAYER_OF[rank];
  const from = name === 'top-excellent' ? cuts?.topExcellent : cuts?.highLtvGeneral;
  return {
    rank,
    ...bins,
    customersOf: spreadCustomers(rank, bins),
    layer: name ? { name, from: from ?? null } : null,
  };
}
