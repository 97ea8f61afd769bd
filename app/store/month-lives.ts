import type { Calendar } from '../domain/day.ts';
import type { CustomerId } from '../domain/ids.ts';
import type { DatedValue } from '../domain/reports/month-tables.ts';
import type { Shop } from './database.ts';

/** What months are made of: a customer's counted orders, by day, and timelines. */
export interface MonthLife {
  id: CustomerId;
  orders: DatedValue[];
  /** As far as they were asked for. */
  timelines: PackedTimeline[];
}

/** A timeline in two rows of equal length. */
export interface PackedTimeline {
  model: string;
  starts: number[];
  states: (string | null)[];
}

/** Every buyer with segments has a timeline in this model. */
const EVERY_BUYERS_MODEL = 'stage';

/**
 * Customers who have segments, with their orders, by id: up to `limit` with higher ids than `after`.
 *
 * @param models whose timelines are wanted.
 * @param withOrders whether their orders are.
 */
export async function monthLives(
  shop: Shop,
  after: CustomerId | null,
  limit: number,
  dayIn: Calendar,
  models: readonly string[],
  withOrders = true,
): Promise<MonthLife[]> {
  const rows = await shop.db.sql.query<{ id: CustomerId }>(
    `select customer_id as id from timeline
     where shop_id = $1 and customer_id > coalesce($2::bigint, -1) and model = $3
     order by customer_id limit $4`,
    [shop.id, after, EVERY_BUYERS_MODEL, limit],
  );
  const lives = rows.map(({ id }): MonthLife => ({ id, orders: [], timelines: [] }));
  const [first, last] = [lives[0], lives.at(-1)];
  if (!first || !last) return [];
  if (withOrders) await readOrders(shop, lives, [first.id, last.id], dayIn);
  if (models.length > 0) await readTimelines(shop, lives, [first.id, last.id], models);
  return lives;
}

type Range = [first: CustomerId, last: CustomerId];

async function readOrders(
  shop: Shop,
  lives: readonly MonthLife[],
  range: Range,
  dayIn: Calendar,
): Promise<void> {
  const rows = await shop.db.sql.query<{ id: CustomerId; at: number; value: number }>(
    `select customer_id as id, extract(epoch from processed_at)::float8 as at,
            value_minor::float8 as value
     from orders where shop_id = $1 and customer_id between $2 and $3 and counts
     order by customer_id, processed_at`,
    [shop.id, ...range],
  );
  forEachLife(lives, rows, ({ orders }, { at, value }) => {
    orders.push({ day: dayIn(Math.round(at * 1_000)), value });
  });
}

async function readTimelines(
  shop: Shop,
  lives: readonly MonthLife[],
  range: Range,
  models: readonly string[],
): Promise<void> {
  const rows = await shop.db.sql.query<{
    id: CustomerId;
    model: string;
    starts: string;
    states: string;
  }>(
    `select customer_id as id, model, period_starts::text as starts, period_states::text as states
     from timeline
     where shop_id = $1 and customer_id between $2 and $3 and model = any($4::text[])
     order by customer_id`,
    [shop.id, ...range, models],
  );
  forEachLife(lives, rows, ({ timelines }, { model, starts, states }) => {
    timelines.push({ model, starts: daysIn(starts), states: statesIn(states) });
  });
}

/** Hands rows to the lives they belong to; both go by id, and rows of others are passed over. */
function forEachLife<Row extends { id: CustomerId }>(
  lives: readonly MonthLife[],
  rows: readonly Row[],
  hand: (life: MonthLife, row: Row) => void,
): void {
  let index = 0;
  for (const row of rows) {
    let life = lives[index];
    while (life && life.id < row.id) life = lives[++index];
    if (life?.id === row.id) hand(life, row);
  }
}

const DATE = 'YYYY-MM-DD'.length;
const MS_PER_DAY = 86_400_000;

/** The days of an array of dates as PostgreSQL writes it. */
function daysIn(text: string): number[] {
  const days: number[] = [];
  for (let at = 1; at + DATE < text.length; at += DATE + 1) {
    days.push(Date.parse(text.slice(at, at + DATE)) / MS_PER_DAY);
  }
  return days;
}

function statesIn(text: string): (string | null)[] {
  const words = text.slice(1, -1).split(',');
  return words.map((word) => (word === 'NULL' ? null : word));
}
