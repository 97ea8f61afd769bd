import { isoOf, type Day } from '../domain/day.ts';
import type { Shop, Sql } from './database.ts';
import { STILL_HOLDS } from './month-cutoffs.ts';

/** How far the months of a shop are kept, and what has changed since. */
export interface MonthState {
  /** The last day of the newest kept month; null before the first build. */
  builtUntil: Day | null;
  builtAt: Date | null;
  /** The time zone in which they were built. */
  timezone: string | null;
  /** Somebody wants them up to date now. */
  asked: boolean;
  /** The first day that is no longer as it was built; null when all are. */
  dirtyFrom: Day | null;
  /** When the first such change was marked. */
  dirtySince: Date | null;
  /** Seconds since then, since the last such change and since the last build; by one clock. */
  dirtySeconds: number | null;
  quietSeconds: number | null;
  builtSeconds: number | null;
}

const STATE = `
select b.built_until - date '1970-01-01' as "builtUntil", b.built_at as "builtAt", b.timezone,
       b.asked_at is not null as asked, m.day - date '1970-01-01' as "dirtyFrom",
       m.since as "dirtySince",
       extract(epoch from clock_timestamp() - m.since)::float8 as "dirtySeconds",
       extract(epoch from clock_timestamp() - m.last)::float8 as "quietSeconds",
       extract(epoch from clock_timestamp() - b.built_at)::float8 as "builtSeconds"
from month_build b cross join lateral (
  select min(day) as day, min(at) as since, max(at) as last
  from (select day, made_at as at from month_mark where shop_id = $1
        union all
        select day, (select created_at from settings where shop_id = $1 order by version desc limit 1)
        from cutoff c where shop_id = $1 and purpose = 'month' and not (${STILL_HOLDS})) changed
  where day <= b.built_until) m
where b.shop_id = $1`;

const NEVER_BUILT: MonthState = {
  builtUntil: null,
  builtAt: null,
  timezone: null,
  asked: false,
  dirtyFrom: null,
  dirtySince: null,
  dirtySeconds: null,
  quietSeconds: null,
  builtSeconds: null,
};

/** The state of a shop's months; settings that compare customers otherwise change them too. */
export async function monthState(shop: Shop): Promise<MonthState> {
  const [row] = await shop.db.sql.query<MonthState>(STATE, [shop.id]);
  return row ?? NEVER_BUILT;
}

/** When the months were built last; null before the first time. */
export async function monthsBuiltAt(shop: Shop): Promise<Date | null> {
  const [row] = await shop.db.sql.query<{ at: Date | null }>(
    'select built_at as at from month_build where shop_id = $1',
    [shop.id],
  );
  return row?.at ?? null;
}

/** Has the months built as soon as may be, whenever they were built last. */
export async function askForMonths(shop: Shop): Promise<void> {
  await shop.db.sql.query('update month_build set asked_at = now() where shop_id = $1', [shop.id]);
}

/**
 * Lets changes of all days before the running month be marked from now on.
 *
 * @param openFrom the first day of the running month.
 * @returns whether every change does so: those that had begun before have ended.
 */
export async function openMonths(shop: Shop, openFrom: Day): Promise<boolean> {
  await shop.db.sql.query(
    `insert into month_build as b (shop_id, open_from, opened_in)
     values ($1, $2, pg_current_xact_id()::text::bigint)
     on conflict (shop_id) do update set
       open_from = excluded.open_from, opened_in = excluded.opened_in
     where b.open_from <> excluded.open_from`,
    [shop.id, isoOf(openFrom)],
  );
  const rows = await shop.db.sql.query(
    `select from month_build where shop_id = $1
       and opened_in < pg_snapshot_xmin(pg_current_snapshot())::text::bigint`,
    [shop.id],
  );
  return rows.length > 0;
}

/** A build that is under way. */
export interface Build {
  token: string;
  /** The marks it takes away: whatever they stand for is seen by all that it reads. */
  marks: bigint[];
  /** The earliest day of theirs; null without any. */
  dirtyFrom: Day | null;
  builtUntil: Day | null;
}

/** Begins a build; one that is under way can no longer end. */
export async function beginBuild(shop: Shop): Promise<Build> {
  const [row] = await shop.db.sql.query<Pick<Build, 'token' | 'builtUntil'>>(
    `update month_build set token = gen_random_uuid() where shop_id = $1
     returning token, built_until - date '1970-01-01' as "builtUntil"`,
    [shop.id],
  );
  if (!row) throw new Error('months are to be opened before they are built');
  const marks = await shop.db.sql.query<{ id: bigint; day: Day }>(
    `select id, day - date '1970-01-01' as day from month_mark where shop_id = $1`,
    [shop.id],
  );
  const dirtyFrom = marks.reduce<Day | null>(
    (least, { day }) => (least === null || day < least ? day : least),
    null,
  );
  return { ...row, marks: marks.map(({ id }) => id), dirtyFrom };
}

/**
 * Records in the transaction that writes the rows how far they go.
 *
 * @returns false when another build has begun meanwhile: then nothing may be written.
 */
export async function endBuild(
  shop: Shop,
  sql: Sql,
  build: Build,
  { until, timezone }: { until: Day; timezone: string },
): Promise<boolean> {
  const mine = await sql.query(
    `update month_build set token = null, built_until = $3, built_at = now(), timezone = $4,
       asked_at = null
     where shop_id = $1 and token = $2 returning shop_id`,
    [shop.id, build.token, isoOf(until), timezone],
  );
  if (mine.length === 0) return false;
  await sql.query('delete from month_mark where shop_id = $1 and id = any($2::bigint[])', [
    shop.id,
    build.marks,
  ]);
  return true;
}
