import type { CustomerId } from '../domain/ids.ts';
import { CAUTIOUS_PACE, type BulkPace } from '../domain/tag-work.ts';
import type { Shop, Sql } from './database.ts';
import { doubt, exceptWithin, WAITING, type Refusal } from './tag-states.ts';

/** What a bulk operation does to the tags of customers: first removals, then additions. */
export type Phase = 'remove' | 'add';

/** Customers whose tags are written by bulk operations, one after the other. */
export interface Chunk {
  id: bigint;
  /** Its customers are claimed by it, and its operations are named after it. */
  claim: string;
  phase: Phase;
  /** The operation of the present phase; null until Shopify has begun it. */
  operationId: string | null;
  /** Whom the lines of the operation are about, in their order; null until it is asked for. */
  customers: CustomerId[] | null;
  /** Lines of both phases. */
  lines: number;
  linesDone: number;
  /** So many seconds ago Shopify was asked to run the operation; null: not yet. */
  askedAgo: number | null;
}

/** A line of an operation. */
export interface ChunkLine {
  customerId: CustomerId;
  tags: string[];
}

/** Who has gone urgent so long ago is in a crowd, and goes with it. */
const CROWDED = "interval '1 minute'";

/**
 * Claims up to `limit` customers for bulk operations, longest waiting first. As with a writer's
 * claim, all that may come to be on them is recorded before anything is sent.
 *
 * @returns false when nobody waits.
 */
export async function openChunk(shop: Shop, limit: number): Promise<boolean> {
  await shop.db.sql.query(
    `delete from tag_chunk where shop_id = $1 and closed_at < now() - interval '7 days'`,
    [shop.id],
  );
  const rows = await shop.db.sql.query(
    `with due as (
       select customer_id, sending is not null as uncertain,
              case when sending is null then written
                   else array(select unnest(written) union select unnest(sending) order by 1)
              end as there
       from tag_state
       where shop_id = $1 and ${WAITING} and (lease_until is null or lease_until < now())
         and (not urgent or changed_at < now() - ${CROWDED})
       order by changed_at limit $2 for update skip locked
     ), opened as materialized (
       select nextval(pg_get_serial_sequence('tag_chunk', 'id')) as id, gen_random_uuid() as claim
     ), held as (
       update tag_state t set
         written = there, sending = wanted, writes = t.writes + 1, urgent = false,
         lease_until = null,
         claim = o.claim, chunk_id = o.id,
         chunk_adds = case when uncertain then wanted
                           else array(select unnest(wanted) except select unnest(there)) end
       from due, opened o
       where t.shop_id = $1 and t.customer_id = due.customer_id
       returning t.chunk_id, t.claim, (not there <@ wanted)::int + (chunk_adds <> '{}')::int as lines
     )
     insert into tag_chunk (shop_id, id, claim, lines)
     select $1, chunk_id, claim, sum(lines) from held group by chunk_id, claim
     returning id`,
    [shop.id, limit],
  );
  return rows.length > 0;
}

/** The chunks that are not closed, oldest first. */
export async function openChunks(shop: Shop): Promise<bigint[]> {
  const rows = await shop.db.sql.query<{ id: bigint }>(
    'select id from tag_chunk where shop_id = $1 and closed_at is null order by id',
    [shop.id],
  );
  return rows.map(({ id }) => id);
}

/** Takes a chunk for one worker, until it is left or the time is over; null when another has it. */
export async function takeChunk(shop: Shop, id: bigint, seconds: number): Promise<Chunk | null> {
  const [row] = await shop.db.sql.query<Omit<Chunk, 'customers'> & { customers: string[] | null }>(
    `update tag_chunk set busy_until = now() + make_interval(secs => $3)
     where shop_id = $1 and id = $2 and closed_at is null
       and (busy_until is null or busy_until < now())
     returning id, claim, phase, operation_id as "operationId", customers::text[] as customers, lines,
       lines_done as "linesDone", extract(epoch from now() - asked_at)::float8 as "askedAgo"`,
    [shop.id, id, seconds],
  );
  if (!row) return null;
  return { ...row, customers: row.customers?.map((id) => BigInt(id) as CustomerId) ?? null };
}

/** Lets the next worker go on with a chunk. */
export async function leaveChunk(shop: Shop, id: bigint): Promise<void> {
  await shop.db.sql.query('update tag_chunk set busy_until = null where shop_id = $1 and id = $2', [
    shop.id,
    id,
  ]);
}

/** The lines of a chunk's present phase: only customers whom nobody has overtaken. */
export function chunkLines(shop: Shop, { id, claim, phase }: Chunk): Promise<ChunkLine[]> {
  const tags =
    phase === 'add'
      ? 'chunk_adds'
      : 'array(select unnest(written) except select unnest(sending) order by 1)';
  return shop.db.sql.query<ChunkLine>(
    `select * from (select customer_id as "customerId", ${tags} as tags from tag_state
                    where shop_id = $1 and chunk_id = $2 and claim = $3) t
     where tags <> '{}' order by "customerId"`,
    [shop.id, id, claim],
  );
}

/** Records whom the operation is about, before Shopify is asked to run it. */
export async function noteAsked(
  shop: Shop,
  id: bigint,
  customers: readonly CustomerId[],
): Promise<void> {
  await shop.db.sql.query(
    'update tag_chunk set customers = $3, asked_at = now() where shop_id = $1 and id = $2',
    [shop.id, id, customers],
  );
}

/** Records that Shopify surely has not begun the operation: it may be asked again. */
export async function noteNotBegun(shop: Shop, id: bigint): Promise<void> {
  await shop.db.sql.query(
    'update tag_chunk set customers = null, asked_at = null where shop_id = $1 and id = $2',
    [shop.id, id],
  );
}

/** Records the operation that Shopify has begun. */
export async function noteBegun(shop: Shop, id: bigint, operationId: string): Promise<void> {
  await shop.db.sql.query(
    `update tag_chunk set operation_id = $3, started_at = coalesce(started_at, now())
     where shop_id = $1 and id = $2`,
    [shop.id, id, operationId],
  );
}

/** Records how many lines of the present operation are done. */
export async function noteLines(shop: Shop, chunk: Chunk, done: number): Promise<void> {
  await shop.db.sql.query(
    `update tag_chunk set lines_done = least(lines, $3) where shop_id = $1 and id = $2`,
    [shop.id, chunk.id, linesBefore(chunk) + done],
  );
}

/** Lines of the phase before. */
function linesBefore({ phase, lines, customers }: Chunk): number {
  return phase === 'remove' ? 0 : lines - (customers?.length ?? 0);
}

/** What became of the lines of an operation that has ended; all others were carried out. */
export interface Ended {
  refused: Refusal[];
  /** Nobody knows whether theirs were carried out. */
  unknown: CustomerId[];
}

/**
 * The present operation has ended: whom it failed is let go, to be planned again or with the reason
 * recorded. After the additions the chunk is closed, else they are next.
 *
 * @returns the urgent wishes that came meanwhile, or null when the additions are next.
 */
export function endPhase(shop: Shop, chunk: Chunk, ended: Ended): Promise<boolean | null> {
  return shop.db.transaction(async (sql) => {
    await exceptWithin(shop, sql, chunk.claim, ended.refused);
    await letGo(shop, sql, chunk, ended.unknown);
    const done = (chunk.customers?.length ?? 0) - ended.unknown.length;
    await sql.query(
      `update tag_chunk set lines_done = greatest(0, least(lines, $3)), customers = null,
         ended_at = case when phase = 'add' and started_at is not null then now() end
       where shop_id = $1 and id = $2`,
      [shop.id, chunk.id, linesBefore(chunk) + done],
    );
    if (chunk.phase === 'add') return close(shop, sql, chunk, null);
    await sql.query(
      `update tag_chunk set phase = 'add', operation_id = null, asked_at = null
       where shop_id = $1 and id = $2`,
      [shop.id, chunk.id],
    );
    return null;
  });
}

/**
 * Closes a chunk that is not gone on with: of all its customers it is uncertain what they have.
 *
 * @param refusal why Shopify does not take such operations; null when it would.
 * @returns whether urgent wishes came meanwhile.
 */
export function abandonChunk(shop: Shop, chunk: Chunk, refusal: string | null): Promise<boolean> {
  return shop.db.transaction(async (sql) => {
    await letGo(shop, sql, chunk, null);
    return close(shop, sql, chunk, refusal);
  });
}

const FREE = 'claim = null, lease_until = null, chunk_id = null, chunk_adds = null';

/** What was recorded as being sent stays recorded: the next writer holds it to be uncertain. */
async function letGo(
  shop: Shop,
  sql: Sql,
  { id, claim }: Chunk,
  customers: readonly CustomerId[] | null,
): Promise<void> {
  if (customers?.length === 0) return;
  await sql.query(
    `update tag_state t set ${FREE}
     from (select customer_id from tag_state
           where shop_id = $1 and chunk_id = $2 and claim = $3
             and ($4::bigint[] is null or customer_id = any($4))
           order by customer_id for update) held
     where t.shop_id = $1 and t.customer_id = held.customer_id`,
    [shop.id, id, claim, customers],
  );
}

async function close(shop: Shop, sql: Sql, chunk: Chunk, refusal: string | null): Promise<boolean> {
  const overtaken = await planOvertaken(shop, sql, chunk, await heldBy(shop, sql, chunk));
  const rows = await sql.query<{ urgent: boolean }>(
    `update tag_state set written = sending, sending = null, presumed = false,
       urgent = urgent and wanted <> sending, ${FREE}
     where shop_id = $1 and chunk_id = $2 and claim = $3 returning urgent`,
    [shop.id, chunk.id, chunk.claim],
  );
  await sql.query(
    `update tag_chunk set closed_at = now(), customers = null, busy_until = null, refusal = $3,
       ended_at = case when started_at is null then null else coalesce(ended_at, now()) end
     where shop_id = $1 and id = $2`,
    [shop.id, chunk.id, refusal],
  );
  return overtaken || rows.some(({ urgent }) => urgent);
}

interface Held {
  customerId: CustomerId;
  claim: string | null;
}

/** Locks all whom a chunk holds: from here on nobody overtakes it any more. */
function heldBy(shop: Shop, sql: Sql, { id }: Chunk): Promise<Held[]> {
  return sql.query<Held>(
    `select customer_id as "customerId", claim from tag_state
     where shop_id = $1 and chunk_id = $2 order by customer_id for update`,
    [shop.id, id],
  );
}

/**
 * Whoever was written by another one while the operations ran: what these did before or after is
 * not known. They are written whole once more, and read back after that. A write that is under way
 * cannot be confirmed any more, since it may have come before the operations' lines.
 */
async function planOvertaken(
  shop: Shop,
  sql: Sql,
  { id, claim }: Chunk,
  held: readonly Held[],
): Promise<boolean> {
  const overtaken = held.filter((row) => row.claim !== claim).map(({ customerId }) => customerId);
  if (overtaken.length === 0) return false;
  await doubt(shop, sql, overtaken);
  await sql.query(
    `update tag_state set
       written = array(select unnest(written) union select unnest(sending)
                       union select unnest(chunk_adds) order by 1),
       presumed = true, urgent = exception is null,
       sending = case when exception is null then coalesce(sending, '{}') end,
       claim = case when claim is null then null else gen_random_uuid() end,
       chunk_id = null, chunk_adds = null
     where shop_id = $1 and chunk_id = $2 and customer_id = any($3::bigint[])`,
    [shop.id, id, overtaken],
  );
  return true;
}

/** How bulk operations of a shop are doing. */
export interface BulkWork {
  operations: number;
  /** Lines that they have not carried out yet. */
  linesLeft: number;
  /** A chunk waits to be begun: Shopify runs no more for now. */
  waiting: boolean;
  /** Shopify would not take such operations a short while ago. */
  refused: boolean;
  /** Measured on the shop's latest operations; null without enough of them. */
  pace: BulkPace | null;
}

/** Fewer lines or seconds than these tell nothing of the pace. */
const TELLING = { lines: 100, seconds: 2 };

/** Measures the bulk operations of a shop: their pace is that of all together. */
export async function measureBulk(shop: Shop): Promise<BulkWork> {
  const [row] = await shop.db.sql.query<{
    operations: bigint;
    linesLeft: bigint;
    waiting: boolean;
    refused: boolean;
    lines: bigint | null;
    seconds: number | null;
    overhead: number | null;
  }>(
    `with latest as (
       select *, coalesce(ended_at, clock_timestamp()) as until from tag_chunk
       where shop_id = $1 and started_at is not null order by id desc limit 12
     ), busy as (
       select unnest(range_agg(tstzrange(started_at, greatest(started_at, until)))) as time
       from latest
     )
     select
       (select count(*) from tag_chunk where shop_id = $1 and closed_at is null) as operations,
       (select coalesce(sum(lines - lines_done), 0)::bigint from tag_chunk
        where shop_id = $1 and closed_at is null) as "linesLeft",
       exists (select from tag_chunk where shop_id = $1 and closed_at is null
               and started_at is null and opened_at < now() - interval '10 s') as waiting,
       exists (select from tag_chunk where shop_id = $1 and refusal is not null
               and closed_at > now() - interval '1 hour') as refused,
       (select sum(lines_done)::bigint from latest) as lines,
       (select sum(extract(epoch from upper(time) - lower(time)))::float8 from busy) as seconds,
       (select avg(extract(epoch from started_at - opened_at)
                   + extract(epoch from closed_at - ended_at))::float8
        from latest where closed_at is not null) as overhead`,
    [shop.id],
  );
  const lines = Number(row?.lines ?? 0);
  const seconds = row?.seconds ?? 0;
  const telling = lines >= TELLING.lines && seconds >= TELLING.seconds;
  return {
    operations: Number(row?.operations ?? 0),
    linesLeft: Number(row?.linesLeft ?? 0),
    waiting: row?.waiting ?? false,
    refused: row?.refused ?? false,
    pace: telling
      ? {
          linesPerSecond: lines / seconds,
          overheadSeconds: row?.overhead ?? CAUTIOUS_PACE.overheadSeconds,
        }
      : null,
  };
}
