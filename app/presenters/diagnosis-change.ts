import type { ChangeBody, ChangeSince, ChangeSpan } from '../domain/prepared/change.ts';
import { dayOf, type Day } from '../domain/day.ts';
import { ACTIVITY } from '../domain/reports/activity.ts';
import { salesChange } from '../domain/reports/sales-change.ts';
import type { Shop } from '../store/database.ts';
import { readMonthStocks } from '../store/months.ts';
import { listChannels } from '../store/places.ts';
import { sumsOf } from './calendar-rows.ts';

/** Sales of 365 days on two days, and why they differ; main unit. */
export interface SalesCause {
  then: number;
  now: number;
  change: number;
  byCount: number;
  byLtv: number;
  /** 年間LTV; null without anybody. */
  ltvThen: number | null;
  ltvNow: number | null;
}

/** 増減の原因分析 between two month-ends. */
export interface ChangeShown extends ChangeSince {
  /** ISO day. */
  now: string;
  /** Null where months are not kept up to the day. */
  sales: SalesCause | null;
  /** What channels are called, by handle. */
  channels: Record<string, string>;
}

/** Why 稼働 and sales changed. @param unit minor units of one of money. */
export async function changeShown(
  shop: Shop,
  { now, since }: ChangeBody,
  span: ChangeSpan,
  unit: number,
): Promise<ChangeShown> {
  const found = since.find((each) => each.span === span) ?? since[0];
  if (!found) throw new RangeError('a change since nothing');
  const [then, there, channels] = await Promise.all([
    yearOf(shop, dayOf(found.then)),
    yearOf(shop, dayOf(now)),
    listChannels(shop),
  ]);
  return {
    ...found,
    now,
    sales: there && causeOf(then ?? NOBODY, there, unit),
    channels: Object.fromEntries(channels.map(({ id, name }) => [id, name])),
  };
}

/** Null before the first order, and where no months are kept. */
async function yearOf(shop: Shop, day: Day): Promise<Year | null> {
  const stocks = await readMonthStocks(shop, { model: ACTIVITY.key, from: day, to: day });
  if (stocks.length === 0) return null;
  const { active, yearSales } = sumsOf(stocks);
  return { sales: yearSales, customers: BigInt(active) };
}

type Year = Parameters<typeof salesChange>[0];
const NOBODY: Year = { sales: 0n, customers: 0n };

function causeOf(then: Year, now: Year, unit: number): SalesCause {
  const { change, byCount, byLtv } = salesChange(then, now);
  const main = (minor: bigint) => Number(minor) / unit;
  const ltv = ({ sales, customers }: Year) =>
    customers === 0n ? null : main(sales) / Number(customers);
  return {
    then: main(then.sales),
    now: main(now.sales),
    change: main(change),
    byCount: main(byCount),
    byLtv: main(byLtv),
    ltvThen: ltv(then),
    ltvNow: ltv(now),
  };
}
