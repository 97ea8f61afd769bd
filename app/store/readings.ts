import type { Shop } from './database.ts';

/** What is read of a store. */
export const DATA_KINDS = ['orders', 'customers', 'products'] as const;
export type DataKind = (typeof DATA_KINDS)[number];

/**
 * Why it is read: for the first time, for what changed since the last look (a lost delivery stays
 * lost no longer), or whole once more, to find what no search by change shows.
 */
export type Purpose = 'backfill' | 'changes' | 'comparison';

/** `waiting` for Shopify's bulk operation to begin, `running` while it runs, `reading` its result. */
export type ReadingStatus = 'waiting' | 'running' | 'reading' | 'done' | 'failed';

/** One reading of one kind of data. */
export interface Reading extends ReadingState {
  kind: DataKind;
  purpose: Purpose;
}

/** A reading as a person reads of it: also how customers' tags were read back. */
export type NotedReading = Reading | (ReadingState & { kind: 'tags'; purpose: 'sample' });

interface ReadingState {
  id: bigint;
  status: ReadingStatus;
  /** Why it failed or could not read all, for a person. */
  reason: string | null;
  /** Changes since this instant only; null: everything. */
  updatedFrom: Date | null;
  /** The store's clock when the reading began: what changed later is another reading's. */
  beganAt: Date | null;
  /** Shopify's bulk operation while it runs and is read. */
  operationId: string | null;
  rowsExpected: number | null;
  rowsRead: number;
  /** Where the next line begins in the result. */
  bytesRead: bigint;
  /** Records that were new or newer. */
  mended: number;
  /** Records that are no longer in the store. */
  removed: number;
  /** How often it had to begin again. */
  restarts: number;
  askedAt: Date;
  readingSince: Date | null;
  finishedAt: Date | null;
}

const OPEN = ['waiting', 'running', 'reading'];
/** A time is looked at again by so much: Shopify's search may lag behind its data. */
const OVERLAP_MS = 10 * 60_000;
const CHANGES_EVERY_MS = 30 * 60_000;
const COMPARISON_EVERY_MS = 7 * 24 * 60 * 60_000;
/** So many are kept of each kind for a person to read. */
const KEPT = 200;

/** Asks for the shop's past to be read: each kind of data once, and again where it failed. */
export async function requestBackfill(shop: Shop): Promise<void> {
  await shop.db.sql.query(
    `insert into reading (shop_id, kind, purpose, status)
     select $1, kind, 'backfill', 'waiting' from unnest($2::text[]) as k (kind)
     where not exists (select from reading r where r.shop_id = $1 and r.kind = k.kind
                       and r.purpose = 'backfill' and r.status <> 'failed')
     on conflict do nothing`,
    [shop.id, DATA_KINDS],
  );
}

/** Where the first reading of a shop stands, over all kinds of data. */
export interface Backfill {
  status: ReadingStatus;
  reason: string | null;
  /** Each kind's latest, in the order of `DATA_KINDS`. */
  kinds: Reading[];
}

/** The shop's backfill, or null when none was asked for. */
export async function readBackfill(shop: Shop): Promise<Backfill | null> {
  const rows = await latest(shop, `purpose = 'backfill'`);
  const kinds = DATA_KINDS.flatMap((kind) => rows.filter((row) => row.kind === kind));
  if (kinds.length === 0) return null;
  const status = (['failed', 'reading', 'running', 'waiting'] as const).find((candidate) =>
    kinds.some((reading) => reading.status === candidate),
  );
  const reason = kinds.find((reading) => reading.status === 'failed')?.reason ?? null;
  return { status: status ?? 'done', reason, kinds };
}

/** Rows of all kinds of data; how many there will be is known once every result is there. */
export function rowsOf({ kinds }: Backfill): {
  done: number;
  all: number | null;
} {
  const expected = kinds.map(({ rowsExpected, status }) => (status === 'done' ? 0 : rowsExpected));
  const read = kinds.reduce((sum, { rowsRead }) => sum + rowsRead, 0);
  const open = kinds.reduce((sum, kind) => sum + (kind.status === 'done' ? kind.rowsRead : 0), 0);
  const all = expected.includes(null)
    ? null
    : expected.reduce<number>((a, b) => a + (b ?? 0), open);
  return { done: read, all };
}

/** The readings that are not at an end. */
export async function openReadings(shop: Shop): Promise<Reading[]> {
  const rows = await shop.db.prisma.reading.findMany({
    where: { shopId: shop.id, status: { in: OPEN } },
    orderBy: { id: 'asc' },
  });
  return rows as unknown as Reading[];
}

/** A reading, or null when it is gone. */
export async function readReading(shop: Shop, id: bigint): Promise<Reading | null> {
  const row = await shop.db.prisma.reading.findUnique({
    where: { shopId_id: { shopId: shop.id, id } },
  });
  return row as Reading | null;
}

/** Moves a reading on. */
export async function updateReading(
  shop: Shop,
  id: bigint,
  change: Partial<Omit<Reading, 'id' | 'kind' | 'purpose'>>,
): Promise<void> {
  await shop.db.prisma.reading.updateMany({ where: { shopId: shop.id, id }, data: change });
}

/** Adds to what a reading has found. */
export async function noteProgress(
  shop: Shop,
  id: bigint,
  { mended, removed }: { mended: number; removed: number },
): Promise<void> {
  await shop.db.prisma.reading.updateMany({
    where: { shopId: shop.id, id },
    data: { mended: { increment: mended }, removed: { increment: removed } },
  });
}

/** Ends a reading; old ones are forgotten. */
export async function closeReading(
  shop: Shop,
  id: bigint,
  end: { status: 'done' | 'failed'; reason?: string | null },
): Promise<void> {
  await updateReading(shop, id, { ...end, finishedAt: new Date() });
  await forgetOldReadings(shop);
}

/** Forgets all but the latest readings of each kind; the first ones stay. */
export async function forgetOldReadings(shop: Shop): Promise<void> {
  await shop.db.sql.query(
    `with old as (
       select id from (select id, row_number() over (partition by kind order by id desc) as nth
                       from reading where shop_id = $1 and purpose <> 'backfill') ranked
       where nth > $2)
     delete from reading r using old where r.shop_id = $1 and r.id = old.id`,
    [shop.id, KEPT],
  );
}

/** The latest reading of each kind that is done, and the latest that read everything. */
export interface LastReadings {
  kind: DataKind;
  last: Reading;
  lastWhole: Reading;
}

/** How far each kind of data is known; kinds whose backfill is not done are left out. */
export async function lastReadings(shop: Shop): Promise<LastReadings[]> {
  const last = await latest(shop, `status = 'done'`);
  const whole = await latest(shop, `status = 'done' and purpose <> 'changes'`);
  return DATA_KINDS.flatMap((kind) => {
    const found = last.find((row) => row.kind === kind);
    const foundWhole = whole.find((row) => row.kind === kind);
    return found && foundWhole ? [{ kind, last: found, lastWhole: foundWhole }] : [];
  });
}

/**
 * Opens the readings that are due by `now` (the store's clock): of what changed every half hour,
 * of everything every week, however lately a look at what changed was. A kind that is being read is
 * left alone.
 *
 * @returns how many were opened.
 */
export async function openDueReadings(shop: Shop, now: number): Promise<number> {
  const tried = await latest(shop, 'true');
  let opened = 0;
  for (const { kind, last, lastWhole } of await lastReadings(shop)) {
    const lastTry = tried.find((row) => row.kind === kind);
    if (!lastTry || OPEN.includes(lastTry.status)) continue;
    const whole = timeOf(lastWhole) + COMPARISON_EVERY_MS <= now;
    const follows = whole && lastTry.purpose === 'changes';
    if (!follows && timeOf(lastTry) + CHANGES_EVERY_MS > now) continue;
    const updatedFrom = whole ? null : new Date(timeOf(last) - OVERLAP_MS);
    opened += await openReading(shop, kind, whole ? 'comparison' : 'changes', updatedFrom);
  }
  return opened;
}

/** Opens a reading of everything, for a kind that is not being read. @returns 1, or 0 when it is. */
export function openComparison(shop: Shop, kind: DataKind): Promise<number> {
  return openReading(shop, kind, 'comparison', null);
}

/** Wants kinds of data read whole once more, whatever is being read now. */
export async function wantComparisons(shop: Shop, kinds: readonly DataKind[]): Promise<void> {
  await shop.db.sql.query(
    `update shop set comparisons_wanted =
       array(select unnest(comparisons_wanted) union select unnest($2::text[]) order by 1)
     where id = $1`,
    [shop.id, kinds],
  );
}

/** Opens the readings that are wanted, but for kinds that are being read: those come after that. */
export async function openWantedComparisons(shop: Shop): Promise<void> {
  await shop.db.sql.query(
    `with wanted as (
       select kind from shop, unnest(comparisons_wanted) as w (kind) where shop.id = $1
     ), opened as (
       insert into reading (shop_id, kind, purpose, status)
       select $1, kind, 'comparison', 'waiting' from wanted
       on conflict do nothing
       returning kind
     )
     update shop set comparisons_wanted =
       array(select unnest(comparisons_wanted) except select kind from opened order by 1)
     where id = $1 and exists (select from opened)`,
    [shop.id],
  );
}

async function openReading(
  shop: Shop,
  kind: DataKind,
  purpose: Purpose,
  updatedFrom: Date | null,
): Promise<number> {
  const { count } = await shop.db.prisma.reading.createMany({
    data: [{ shopId: shop.id, kind, purpose, status: 'waiting', updatedFrom }],
    skipDuplicates: true,
  });
  return count;
}

/** The newest readings of every kind and purpose, newest first. */
export async function newestReadings(shop: Shop, limit: number): Promise<NotedReading[]> {
  const rows = await shop.db.prisma.reading.findMany({
    where: { shopId: shop.id },
    orderBy: { id: 'desc' },
    take: limit,
  });
  return rows as unknown as NotedReading[];
}

function timeOf(reading: Reading): number {
  return (reading.beganAt ?? reading.askedAt).getTime();
}

/** @param condition SQL of ours, never of a user. */
function latest(shop: Shop, condition: string): Promise<Reading[]> {
  return shop.db.sql.query<Reading>(
    `select distinct on (kind) id, kind, purpose, status, reason, updated_from as "updatedFrom",
            began_at as "beganAt", operation_id as "operationId", rows_expected as "rowsExpected",
            rows_read as "rowsRead", bytes_read as "bytesRead", mended, removed, restarts,
            asked_at as "askedAt", reading_since as "readingSince", finished_at as "finishedAt"
     from reading where shop_id = $1 and ${condition} order by kind, id desc`,
    [shop.id],
  );
}
