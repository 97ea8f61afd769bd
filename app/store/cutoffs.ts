import type { DatedCutoffs } from '../domain/customer.ts';
import { dayOf, isoOf, type Day } from '../domain/day.ts';
import type { CustomerId } from '../domain/ids.ts';
import type { Counting } from '../domain/counting.ts';
import type { Measures } from '../domain/relative/cuts.ts';
import { isRefreshDue } from '../domain/relative/refresh.ts';
import { StoredCutoffs } from '../domain/relative/stored.ts';
import type { ShopSettings } from '../domain/shop-settings.ts';
import { underBasisLock } from './basis-lock.ts';
import type { Shop } from './database.ts';
import type { SettingsVersion } from './settings.ts';

/** Cutoffs as they are kept. */
export interface CutoffRow extends DatedCutoffs {
  id: bigint;
  settingsVersion: number;
  /** How many were compared. */
  customers: number;
}

interface Row {
  id: bigint;
  day: string;
  settingsVersion: number;
  customers: number;
  body: unknown;
}

const COLUMNS = `id, day::text, settings_version as "settingsVersion", customers, body`;

function rowOf({ day, body, ...row }: Row): CutoffRow {
  return { ...row, day: dayOf(day), cutoffs: body === null ? null : StoredCutoffs.parse(body) };
}

/** What customers are held against now; null before they were first compared. */
export async function currentCutoffs(shop: Shop): Promise<CutoffRow | null> {
  const [row] = await shop.db.sql.query<Row>(
    `select ${COLUMNS} from cutoff where shop_id = $1 and purpose = 'current'
     order by id desc limit 1`,
    [shop.id],
  );
  return row ? rowOf(row) : null;
}

/** The cutoffs of every ended month that has some, oldest first. */
export async function monthCutoffs(shop: Shop): Promise<CutoffRow[]> {
  const rows = await shop.db.sql.query<Row>(
    `select ${COLUMNS} from cutoff where shop_id = $1 and purpose = 'month' order by day`,
    [shop.id],
  );
  return rows.map(rowOf);
}

/**
 * Whether customers are to be compared anew: they never were, by the calendar, or since settings
 * that decide how they are compared have changed.
 */
export async function isComparisonDue(
  shop: Shop,
  { settings, version }: SettingsVersion,
  today: Day,
): Promise<boolean> {
  const current = await currentCutoffs(shop);
  if (!current || isRefreshDue(current, settings.refreshCutoffs, today)) return true;
  if (current.settingsVersion === version) return false;
  const changed = await shop.db.sql.query(
    `select from settings old join settings new on new.shop_id = $1 and new.version = $3
     where old.shop_id = $1 and old.version = $2
       and (old.body -> 'rfm', old.body -> 'rank', old.body -> 'abc', old.body -> 'counting')
           is distinct from
           (new.body -> 'rfm', new.body -> 'rank', new.body -> 'abc', new.body -> 'counting')`,
    [shop.id, current.settingsVersion, version],
  );
  return changed.length > 0;
}

/**
 * The newest cutoffs that were made by the same settings and would still be in force: who takes
 * settings back gets them back too. Null when there are none, or new ones are due by the calendar.
 */
export async function cutoffsToReturn(
  shop: Shop,
  { rfm, rank, abc, counting, refreshCutoffs }: ShopSettings,
  today: Day,
): Promise<CutoffRow | null> {
  const [row] = await shop.db.sql.query<Row>(
    `select ${COLUMNS} from cutoff where shop_id = $1 and purpose = 'current'
       and settings_version in (
         select version from settings
         where shop_id = $1
           and (body -> 'rfm', body -> 'rank', body -> 'abc', body -> 'counting') =
               ($2::jsonb -> 'rfm', $2::jsonb -> 'rank', $2::jsonb -> 'abc', $2::jsonb -> 'counting'))
     order by id desc limit 1`,
    [shop.id, JSON.stringify({ rfm, rank, abc, counting })],
  );
  const made = row && rowOf(row);
  return made && !isRefreshDue(made, refreshCutoffs, today) ? made : null;
}

/** Keeps what all are held against from now on. */
export async function saveCurrentCutoffs(
  shop: Shop,
  { day, cutoffs }: DatedCutoffs,
  { settingsVersion, customers }: Pick<CutoffRow, 'settingsVersion' | 'customers'>,
): Promise<void> {
  await underBasisLock(shop, (sql) =>
    sql.query(
      `insert into cutoff (shop_id, purpose, day, settings_version, customers, body)
       values ($1, 'current', $2, $3, $4, $5)`,
      [shop.id, isoOf(day), settingsVersion, customers, JSON.stringify(cutoffs)],
    ),
  );
}

/** All customers of a shop on one day, as the relative models see them; ids ascending. */
export interface Compared {
  ids: BigInt64Array;
  measures: Measures;
}

interface Comparable {
  id: bigint;
  orders: bigint;
  amount: bigint;
  last: number;
}

const PAGE = 50_000;

/** Every customer with a counted order up to the end of a day, but for those without segments. */
export async function comparedCustomers(
  shop: Shop,
  counting: Counting,
  { day, timezone }: { day: Day; timezone: string },
): Promise<Compared> {
  const ids: bigint[] = [];
  const departure: number[] = [];
  const orders: number[] = [];
  const amount: number[] = [];
  let after = -1n;
  for (;;) {
    const rows = await shop.db.sql.query<Comparable>(
      `select o.customer_id as id, count(*) as orders, sum(o.value_minor)::bigint as amount,
              (max(o.processed_at) at time zone $4)::date - date '1970-01-01' as last
       from orders o join customer c on c.shop_id = $1 and c.id = o.customer_id
       where o.shop_id = $1 and o.customer_id > $5 and o.counts and o.processed_at < (($2::date + 1)::timestamp at time zone $4)
         and ${hasSegments('$3')}
       group by 1 order by 1 limit ${PAGE}`,
      [shop.id, isoOf(day), lowerTags(counting), timezone, after],
    );
    for (const row of rows) {
      ids.push(row.id);
      departure.push(day - row.last);
      orders.push(Number(row.orders));
      amount.push(Number(row.amount));
    }
    const last = rows.at(-1);
    if (!last) break;
    after = last.id;
  }
  return {
    ids: BigInt64Array.from(ids),
    measures: {
      departure: Float64Array.from(departure),
      orders: Float64Array.from(orders),
      amount: Float64Array.from(amount),
    },
  };
}

/** The SQL condition that a customer `c` has segments, as `hasSegments` of the domain. */
export function hasSegments(leftOutTags: string): string {
  return `c.gone is null and not c.opted_out and not exists (
    select from unnest(c.tags) as t (tag) where lower(t.tag) = any (${leftOutTags}::text[]))`;
}

/** The tags that leave customers out, as `hasSegments` compares them. */
export function lowerTags({ leaveOutCustomerTags }: Counting): string[] {
  return leaveOutCustomerTags.map((tag) => tag.toLowerCase());
}

/** A customer and the classes that are kept of them; all null without any. */
export interface Kept {
  id: CustomerId;
  orders: number;
  amount: number;
  lastDay: Day;
  rfm: string | null;
  rank: string | null;
  layer: string | null;
  decile: number | null;
  abc: string | null;
  r: number | null;
  f: number | null;
  m: number | null;
}

/** Up to `limit` buyers with higher ids than `after`, by id, as they were last computed. */
export async function keptClasses(shop: Shop, after: CustomerId, limit: number): Promise<Kept[]> {
  const rows = await shop.db.sql.query<Kept & { amount: bigint }>(
    `select c.id, c.orders, c.amount_minor as amount, c.last_on - date '1970-01-01' as "lastDay",
            r.rfm, r.rank, r.layer, r.decile, r.abc, r.r, r.f, r.m
     from customer c left join relative_class r on r.shop_id = $1 and r.customer_id = c.id
     where c.shop_id = $1 and c.id > $2 and c.orders is not null order by c.id limit $3`,
    [shop.id, after, limit],
  );
  return rows.map((row) => ({ ...row, amount: Number(row.amount) }));
}

/** Has customers recomputed because the comparison of all has changed. */
export async function markReclassed(shop: Shop, ids: readonly CustomerId[]): Promise<void> {
  await shop.db.sql.query(
    `with held as materialized (
       select id from customer where shop_id = $1 and id = any($2::bigint[]) order by id for update
     )
     update customer c set stale = true,
       stale_because = case when c.stale then c.stale_because else 'comparison' end
     from held where c.shop_id = $1 and c.id = held.id`,
    [shop.id, ids],
  );
}

/** The cutoff row against which not every customer has been held yet; null when all have. */
export async function cutoffToFollow(shop: Shop): Promise<bigint | null> {
  const [row] = await shop.db.sql.query<{ id: bigint | null }>(
    `select max(c.id) as id from cutoff c join shop s on s.id = $1
     where c.shop_id = $1 and c.purpose = 'current' and c.id > coalesce(s.cutoff_followed, 0)`,
    [shop.id],
  );
  return row?.id ?? null;
}

/** Records that every customer was held against a cutoff row. */
export async function followedCutoff(shop: Shop, id: bigint): Promise<void> {
  await shop.db.sql.query('update shop set cutoff_followed = $2 where id = $1', [shop.id, id]);
}
