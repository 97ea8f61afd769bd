import type { Day } from '../domain/day.ts';
import type { CustomerId } from '../domain/ids.ts';
import type { Condition } from '../domain/segments/condition.ts';
import { textsText } from './arrays.ts';
import { hasSegments, lowerTags } from './cutoffs.ts';
import type { Shop } from './database.ts';
import { leafSql, Values, type Asking } from './leaf-sql.ts';
import { currentCounting } from './orders.ts';
import { readKnownShop } from './shops.ts';

/**
 * SQL that holds for the rows of `customer c` who meet a condition today, as far as they are
 * computed; unknown is false, so negate it with `is not true`. It says what `evaluate` says of
 * customers who have segments (`hasSegments`). Null where SQL cannot say it: one more order, and
 * classes of the past.
 */
export function conditionSql(condition: Condition, asking: Asking): string | null {
  switch (condition.type) {
    case 'all':
      return joined(condition.of, 'and', asking);
    case 'any':
      return joined(condition.of, 'or', asking);
    case 'not': {
      const part = conditionSql(condition.of, asking);
      return part && `(${part}) is not true`;
    }
    default:
      return leafSql(condition, asking);
  }
}

function joined(of: readonly Condition[], by: 'and' | 'or', asking: Asking): string | null {
  const parts = of.map((part) => conditionSql(part, asking));
  return parts.includes(null) ? null : `(${parts.join(` ${by} `)})`;
}

/** How many customers meet a condition. */
export interface Counted {
  customers: number;
  /** There are more: counting stopped at the limit. */
  capped: boolean;
}

/**
 * Counts the customers who have segments and meet a condition as of today, as they are computed at
 * this moment.
 *
 * @param limit where counting stops; none by default.
 * @returns null when it cannot be counted at once: the condition asks what only the domain can tell,
 *   or the shop has no calendar yet.
 */
export async function countWhere(
  shop: Shop,
  condition: Condition,
  today: Day,
  limit: number | null = null,
): Promise<Counted | null> {
  const asked = await askedWhere(shop, condition, today, true);
  if (!asked) return null;
  const { where, values } = asked;
  const most = values.add(limit === null ? null : limit + 1, 'bigint');
  const [row] = await withMemory<{ customers: bigint }>(
    shop,
    `select count(*) as customers from (select from customer c where ${where} limit ${most}) met`,
    values.all,
  );
  const customers = Number(row?.customers ?? 0);
  return limit !== null && customers > limit
    ? { customers: limit, capped: true }
    : { customers, capped: false };
}

/** Up to `limit` of these customers, by id; null as `countWhere`. @param gathers see `Asking`. */
export async function sampleWhere(
  shop: Shop,
  condition: Condition,
  today: Day,
  limit: number,
  gathers = true,
): Promise<CustomerId[] | null> {
  const asked = await askedWhere(shop, condition, today, gathers);
  if (!asked) return null;
  const { where, values } = asked;
  const rows = await withMemory<{ id: CustomerId }>(
    shop,
    `select c.id from customer c where ${where} order by c.id limit ${values.add(limit, 'int')}`,
    values.all,
  );
  return rows.map(({ id }) => id);
}

async function askedWhere(shop: Shop, condition: Condition, today: Day, gathers: boolean) {
  const [known, counting] = await Promise.all([
    readKnownShop(shop),
    currentCounting(shop, shop.db.sql),
  ]);
  if (!known) return null;
  const values = new Values(shop.id);
  const met = conditionSql(condition, { today, timezone: known.timezone, values, gathers });
  if (met === null) return null;
  const tags = values.add(textsText(lowerTags(counting)), 'text[]');
  return { where: `c.shop_id = $1 and ${hasSegments(tags)} and ${met}`, values };
}

/** What the customers of a state may take, so that they are looked up and not searched for. */
const GATHERING_MEMORY = '256MB';

/** Runs a statement that gathers customers. */
export function withMemory<Row extends object>(
  shop: Shop,
  text: string,
  values: unknown[],
): Promise<Row[]> {
  return shop.db.transaction(async (sql) => {
    await sql.query(`select set_config('work_mem', $1, true)`, [GATHERING_MEMORY]);
    return sql.query<Row>(text, values);
  });
}
