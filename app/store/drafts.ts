import { Consequences, type MovingModel, type Place } from '../domain/consequences.ts';
import type { CustomerId } from '../domain/ids.ts';
import { ShopSettings } from '../domain/shop-settings.ts';
import { columnText } from './arrays.ts';
import type { Shop } from './database.ts';

/** `superseded` by a newer draft of the same person. */
export type DraftStatus = 'waiting' | 'counting' | 'done' | 'superseded' | 'failed';

/** Settings that somebody thinks of saving. */
export interface DraftRow {
  id: bigint;
  settings: ShopSettings;
  /** The version that they are a change of. */
  baseVersion: number;
  status: DraftStatus;
  /** Null before they are counted. */
  customers: number | null;
  customersDone: number;
  consequences: Consequences | null;
}

/** Keeps settings as a draft; one of the same person that is still being counted is given up. */
export function addDraft(
  shop: Shop,
  settings: ShopSettings,
  baseVersion: number,
  by: string | null,
): Promise<bigint> {
  return shop.db.transaction(async (sql) => {
    await sql.query(
      `update settings_draft set status = 'superseded'
       where shop_id = $1 and drafted_by is not distinct from $2 and ${OPEN}`,
      [shop.id, by],
    );
    const [row] = await sql.query<{ id: bigint }>(
      `insert into settings_draft (shop_id, body, base_version, drafted_by)
       values ($1, $2, $3, $4) returning id`,
      [shop.id, JSON.stringify(settings), baseVersion, by],
    );
    if (!row) throw new Error('the draft was not kept');
    return row.id;
  });
}

const OPEN = `status in ('waiting', 'counting')`;

/** A draft; null for one that is not there (any more). */
export async function readDraftRow(shop: Shop, id: bigint): Promise<DraftRow | null> {
  const [row] = await shop.db.sql.query<
    Omit<DraftRow, 'settings' | 'consequences'> & { body: unknown; consequences: unknown }
  >(
    `select id, body, base_version as "baseVersion", status, customers,
            customers_done as "customersDone", consequences
     from settings_draft where shop_id = $1 and id = $2`,
    [shop.id, id],
  );
  if (!row) return null;
  const { body, consequences, ...rest } = row;
  return {
    ...rest,
    settings: ShopSettings.parse(body),
    consequences: consequences === null ? null : Consequences.parse(consequences),
  };
}

/** Begins to count a draft, from the first customer on. @returns false when nobody wants it any more. */
export async function beginDraft(shop: Shop, id: bigint): Promise<boolean> {
  const rows = await shop.db.sql.query(
    `update settings_draft set status = 'counting', customers_done = 0,
       customers = (select count(*) from customer where shop_id = $1)
     where shop_id = $1 and id = $2 and (${OPEN} or status = 'failed') returning id`,
    [shop.id, id],
  );
  return rows.length > 0;
}

/** Notes how many customers are done. @returns false when nobody wants the draft any more. */
export async function noteDraftProgress(shop: Shop, id: bigint, done: number): Promise<boolean> {
  const rows = await shop.db.sql.query(
    `update settings_draft set customers_done = $3
     where shop_id = $1 and id = $2 and status = 'counting' returning id`,
    [shop.id, id, done],
  );
  return rows.length > 0;
}

/** Keeps what a draft would change; one that was given up meanwhile is left alone. */
export async function endDraft(
  shop: Shop,
  id: bigint,
  consequences: Consequences,
  customers: number,
): Promise<void> {
  await shop.db.sql.query(
    `update settings_draft set status = 'done', consequences = $3, customers = $4,
       customers_done = $4
     where shop_id = $1 and id = $2 and status = 'counting'`,
    [shop.id, id, JSON.stringify(consequences), customers],
  );
}

/** Records that a draft could not be counted. */
export async function failDraft(shop: Shop, id: bigint): Promise<void> {
  await shop.db.sql.query(
    `update settings_draft set status = 'failed' where shop_id = $1 and id = $2 and ${OPEN}`,
    [shop.id, id],
  );
}

/** Drafts that are still to be counted, oldest first. */
export async function openDrafts(shop: Shop): Promise<bigint[]> {
  const rows = await shop.db.sql.query<{ id: bigint }>(
    `select id from settings_draft where shop_id = $1 and ${OPEN} order by id`,
    [shop.id],
  );
  return rows.map(({ id }) => id);
}

/** Deletes drafts that are older than a day. */
export async function forgetDrafts(shop: Shop): Promise<void> {
  await shop.db.sql.query(
    `delete from settings_draft where shop_id = $1 and drafted_at < now() - interval '1 day'`,
    [shop.id],
  );
}

interface KeptPlace {
  id: CustomerId;
  calendar: Partial<Record<MovingModel, string>> | null;
  rfm: string | null;
  rank: string | null;
  layer: string | null;
  decile: string | null;
  abc: string | null;
  segments: number[] | null;
  tags: string[] | null;
  respected: string[] | null;
}

/**
 * Where customers stand as they were last computed. Their rows are looked up one by one (`offset 0`):
 * a planner without statistics would read the whole shop for every batch.
 */
export async function keptPlaces(
  shop: Shop,
  ids: readonly CustomerId[],
): Promise<Map<CustomerId, Place>> {
  const rows = await shop.db.sql.query<KeptPlace>(
    `select c.id, t.calendar, r.rfm, r.rank, r.layer, r.decile::text, r.abc, m.segments,
            w.wanted as tags, w.respected
     from unnest($2::bigint[]) as c (id)
     cross join lateral (select jsonb_object_agg(model, state) as calendar from (
       select model, state from timeline where shop_id = $1 and customer_id = c.id offset 0) x) t
     cross join lateral (select array_agg(segment_id) as segments from (
       select segment_id from segment_member
       where shop_id = $1 and customer_id = c.id and inside offset 0) x) m
     left join lateral (select * from relative_class
       where shop_id = $1 and customer_id = c.id offset 0) r on true
     left join lateral (select wanted, respected from tag_state
       where shop_id = $1 and customer_id = c.id offset 0) w on true`,
    [shop.id, columnText(ids)],
  );
  return new Map(rows.map((row) => [row.id, placeOf(row)]));
}

/** Nowhere: of a customer of whom nothing is kept. */
export const NOWHERE: Place = { states: {}, segments: [], tags: [] };

function placeOf({ calendar, rfm, rank, layer, decile, abc, ...rest }: KeptPlace): Place {
  return {
    states: { ...calendar, rfm, rank, layer, decile, abc },
    segments: rest.segments ?? [],
    tags: rest.tags ?? [],
    respected: rest.respected ?? [],
  };
}
