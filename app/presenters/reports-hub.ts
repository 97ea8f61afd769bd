import { isoOf, type Day } from '../domain/day.ts';
import { cpm } from '../domain/models/cpm.ts';
import { digitsOf } from '../domain/money.ts';
import { ACTIVITY } from '../domain/reports/activity.ts';
import { listAdCosts } from '../store/ad-costs.ts';
import type { Shop } from '../store/database.ts';
import { readMonthStocks } from '../store/months.ts';
import { readReportParts, type PartlyRead } from '../store/reports.ts';
import { monthEndBefore, sumsOf } from './calendar-rows.ts';
import { HEADLINES, type Making } from './headlines.ts';
import { lastDayOf, shownMonths } from './month.ts';
import { placeOf, type ScreenPlace } from './place.ts';
import { readyShop } from './readiness.ts';

type Prepared = keyof typeof HEADLINES;

/**
 * The main numbers of a report and the last day that is in them, or why there are none: they are being
 * counted, they are counted when somebody looks, or there is no month yet that they could be of.
 */
export type Told<Says> =
  { state: 'told'; asOf: string; says: Says } | { state: 'making' | 'unasked' | 'no-month' };

/** The main numbers of every report, as its own page says them. */
export type HubSays = {
  [Report in Prepared]: ReturnType<(typeof HEADLINES)[Report]['says']>;
} & {
  /** Money in the main unit. */
  health: { month: string; start: number; end: number; sales: number };
  /** At the end of a day. */
  diagnosis: { day: string; customers: number; active: number };
};
export type HubReport = keyof HubSays;

/** What all reports say first. */
export interface ReportsHub {
  place: ScreenPlace;
  told: { [Report in HubReport]: Told<HubSays[Report]> };
}

/** What all reports say first, as they are kept: nothing is counted for it. Null: there is nothing to count. */
export async function reportsHub(shop: Shop): Promise<ReportsHub | null> {
  const known = await readyShop(shop);
  if (typeof known === 'string') return null;
  const { currency } = known;
  const minorPerUnit = 10 ** digitsOf(currency);
  const [read, adCosts, months] = await Promise.all([
    readReportParts(
      shop,
      Object.values(HEADLINES).map(({ wanted }) => wanted),
    ),
    listAdCosts(shop),
    ofMonths(shop, minorPerUnit),
  ]);
  const making = { currency, minorPerUnit, adCosts };
  const prepared = Object.keys(HEADLINES).map((key) => [
    key,
    toldOf(
      key as Prepared,
      read.find((each) => each.key === key),
      making,
    ),
  ]);
  return {
    place: placeOf(known),
    told: { ...months, ...(Object.fromEntries(prepared) as Pick<ReportsHub['told'], Prepared>) },
  };
}

function toldOf(
  report: Prepared,
  read: PartlyRead | undefined,
  making: Omit<Making, 'asOf'>,
): Told<HubSays[Prepared]> {
  if (!read?.made) return { state: read?.asked ? 'making' : 'unasked' };
  const { body, asOf } = read.made;
  return {
    state: 'told',
    asOf: isoOf(asOf),
    says: HEADLINES[report].says(body, { ...making, asOf }),
  };
}

/** Health and diagnosis are of the newest month's end. */
async function ofMonths(
  shop: Shop,
  minorPerUnit: number,
): Promise<Pick<ReportsHub['told'], 'health' | 'diagnosis'>> {
  const none = { state: 'no-month' } as const;
  const months = await shownMonths(shop, null);
  if (!months) return { health: none, diagnosis: none };
  const end = lastDayOf(months.month);
  const [health, diagnosis] = await Promise.all([
    healthAt(shop, end, minorPerUnit),
    diagnosisAt(shop, end),
  ]);
  const told = <Says>(says: Says) => ({ state: 'told' as const, asOf: isoOf(end), says });
  return {
    health: health ? told({ month: months.month, ...health }) : none,
    diagnosis: told({ day: isoOf(end), ...diagnosis }),
  };
}

async function healthAt(
  shop: Shop,
  end: Day,
  minorPerUnit: number,
): Promise<Omit<HubSays['health'], 'month'> | null> {
  const before = monthEndBefore(end, 1);
  const stocks = await readMonthStocks(shop, { model: ACTIVITY.key, from: before, to: end });
  const byDay = Map.groupBy(stocks, ({ day }) => day);
  if (!byDay.has(end)) return null;
  const [then, now] = [sumsOf(byDay.get(before)), sumsOf(byDay.get(end))];
  return {
    start: then.active,
    end: now.active,
    sales: Number(now.amount - then.amount) / minorPerUnit,
  };
}

async function diagnosisAt(shop: Shop, end: Day): Promise<Omit<HubSays['diagnosis'], 'day'>> {
  const stocks = await readMonthStocks(shop, { model: cpm.key, from: end, to: end });
  const sum = (rows: typeof stocks) => rows.reduce((total, { customers }) => total + customers, 0);
  return {
    customers: sum(stocks),
    active: sum(stocks.filter(({ state }) => state.endsWith('-active'))),
  };
}
