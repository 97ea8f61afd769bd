import { isoOf } from '../domain/day.ts';
import { digitsOf } from '../domain/money.ts';
import { refreshDueOn } from '../domain/relative/refresh.ts';
import { RFM_SEGMENTS, type RfmSegment } from '../domain/relative/rfm.ts';
import { scoreRanges, type ScoreRange, type ScoreRanges } from '../domain/relative/score-ranges.ts';
import type { ShopSettings } from '../domain/shop-settings.ts';
import { currentCutoffs, type CutoffRow } from '../store/cutoffs.ts';
import type { Shop } from '../store/database.ts';
import { countClasses, countGroups, customersReadAt, type GroupCount } from '../store/rfm.ts';
import { currentSettings } from '../store/settings.ts';
import type { KnownShop } from '../store/shops.ts';
import { readyShop, type Unready } from './readiness.ts';
import { comparisonOf, type AskedDates, type Comparison } from './rfm-comparison.ts';
import { rfmSumsOf, type RfmSums } from './rfm-sums.ts';
import { thresholdsOf, type Thresholds } from './thresholds.ts';

/** What divides the scores, and how long it holds. */
export interface ShownCuts {
  /** ISO day at whose end all customers were compared. */
  asOf: string;
  /** ISO day on which they are compared anew. */
  nextOn: string;
  refresh: ShopSettings['refreshCutoffs'];
  /** The shop's own fifths, or what the merchant has set. */
  kind: 'quintiles' | 'fixed';
  /** Days since the last order, orders, amounts in main units; five first. */
  ranges: Record<'r' | 'f' | 'm', ScoreRanges>;
  /** From which amount on somebody belongs to a layer, main units; null without anybody in RFM優良. */
  layers: { topExcellent: number; highLtvGeneral: number } | null;
}

/** Our segments beside Shopify's own groups. */
export interface ShopifyGroups {
  /** Epoch milliseconds of the end of the reading. */
  readAt: number | null;
  /** Shopify's, lower case, `none` where it names none; those without anybody are left out. */
  columns: string[];
  rows: { state: RfmSegment; customers: number; cells: number[] }[];
}

/** RFM as it is shown. */
export interface RfmScreen extends RfmSums {
  timezone: string;
  currency: string;
  /** Epoch milliseconds of the count. */
  countedAt: number;
  thresholds: Thresholds;
  /** The share of RFM優良 that is 最優良. */
  topExcellentShare: number;
  /** The cumulative shares up to which A and B go. */
  abcShares: { a: number; b: number };
  /** Null until customers were compared for the first time. */
  cuts: ShownCuts | null;
  /** Null until months are built. */
  comparison: Comparison | null;
  /** Null where Shopify tells none of its groups. */
  shopify: ShopifyGroups | null;
}

/** The page of RFM; why there is none until there are buyers. */
export async function rfmScreen(shop: Shop, asked: AskedDates): Promise<RfmScreen | Unready> {
  const known = await readyShop(shop);
  if (typeof known === 'string') return known;
  const [current, thresholds] = await Promise.all([
    currentSettings(shop),
    thresholdsOf(shop, known.currency),
  ]);
  return current && thresholds
    ? shownScreen(shop, known, { ...current, thresholds }, asked)
    : 'reading';
}

interface Terms {
  settings: ShopSettings;
  thresholds: Thresholds;
}

async function shownScreen(
  shop: Shop,
  { timezone, currency }: KnownShop,
  { settings, thresholds }: Terms,
  asked: AskedDates,
): Promise<RfmScreen> {
  const minorPerUnit = 10 ** digitsOf(currency);
  const [classes, cutoffs, shopify] = await Promise.all([
    countClasses(shop),
    currentCutoffs(shop),
    shopifyGroups(shop),
  ]);
  const sums = rfmSumsOf(classes.rows, minorPerUnit);
  return {
    ...{ timezone, currency, thresholds },
    ...sums,
    countedAt: classes.at,
    topExcellentShare: settings.rank.topExcellentShare,
    abcShares: { a: settings.abc.aShare, b: settings.abc.bShare },
    cuts: cutoffs && shownCuts(cutoffs, settings, minorPerUnit),
    comparison: await comparisonOf(shop, asked, sums),
    shopify,
  };
}

function shownCuts(
  { day, customers, cutoffs }: CutoffRow,
  { refreshCutoffs: refresh, rfm }: ShopSettings,
  minorPerUnit: number,
): ShownCuts | null {
  if (!cutoffs) return null;
  const { r, f, m } = scoreRanges(cutoffs.rfm);
  const { layers } = cutoffs;
  return {
    asOf: isoOf(day),
    nextOn: isoOf(refreshDueOn({ day, customers }, refresh)),
    refresh,
    kind: rfm.cuts,
    ranges: { r, f, m: m.map((range) => range && inUnits(range, minorPerUnit)) },
    layers: layers && {
      topExcellent: layers.topExcellent / minorPerUnit,
      highLtvGeneral: layers.highLtvGeneral / minorPerUnit,
    },
  };
}

function inUnits({ from, to }: ScoreRange, minorPerUnit: number): ScoreRange {
  return { from: from / minorPerUnit, to: to === null ? null : to / minorPerUnit };
}

/** As Shopify writes them, lower case, the best first. */
export const SHOPIFY_GROUPS = [
  'champions',
  'loyal',
  'active',
  'new',
  'promising',
  'needs_attention',
  'at_risk',
  'previously_loyal',
  'almost_lost',
  'dormant',
  'prospects',
] as const;

async function shopifyGroups(shop: Shop): Promise<ShopifyGroups | null> {
  const [{ rows }, readAt] = await Promise.all([countGroups(shop), customersReadAt(shop)]);
  if (rows.every(({ shopify }) => shopify === null)) return null;
  const columns = columnsOf(rows);
  return {
    readAt: readAt?.getTime() ?? null,
    columns,
    rows: RFM_SEGMENTS.map((state) => {
      const own = rows.filter(({ ours }) => ours === state);
      const inGroup = (group: string) => own.filter(({ shopify }) => (shopify ?? 'none') === group);
      return { state, customers: sumOf(own), cells: columns.map((group) => sumOf(inGroup(group))) };
    }),
  };
}

/** A group that is new at Shopify comes behind those we know. */
function columnsOf(rows: readonly GroupCount[]): string[] {
  const met = new Set(rows.map(({ shopify }) => shopify ?? 'none'));
  const known: readonly string[] = SHOPIFY_GROUPS;
  const unknown = [...met].filter((group) => group !== 'none' && !known.includes(group)).sort();
  return [...known, ...unknown, 'none'].filter((group) => met.has(group));
}

function sumOf(rows: readonly GroupCount[]): number {
  return rows.reduce((sum, { customers }) => sum + customers, 0);
}
