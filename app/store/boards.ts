import type { CustomerId } from '../domain/ids.ts';
import type { Shop } from './database.ts';
import { DIFFERS, WAITING } from './tag-states.ts';

/** Whether anybody of the shop has a place in the models. */
export async function hasBuyers(shop: Shop): Promise<boolean> {
  const rows = await shop.db.sql.query(
    `select from timeline where shop_id = $1 and model = 'stage' limit 1`,
    [shop.id],
  );
  return rows.length > 0;
}

/** How many customers have a place in the models. */
export async function countBuyers(shop: Shop): Promise<number> {
  const [row] = await shop.db.sql.query<{ customers: bigint }>(
    `select count(*) as customers from timeline where shop_id = $1 and model = 'stage'`,
    [shop.id],
  );
  return Number(row?.customers ?? 0);
}

/** How many customers are in a state. */
export async function countMembers(shop: Shop, model: string, state: string): Promise<number> {
  const [row] = await shop.db.sql.query<{ customers: bigint }>(
    `select count(*) as customers from timeline where shop_id = $1 and model = $2 and state = $3`,
    [shop.id, model, state],
  );
  return Number(row?.customers ?? 0);
}

/** What became different on a customer. */
export interface TagChange {
  id: bigint;
  customerId: CustomerId;
  at: Date;
  added: string[];
  removed: string[];
  because: string;
}

/** The newest tag changes, newest first. */
export function newestTagChanges(shop: Shop, limit: number): Promise<TagChange[]> {
  return shop.db.sql.query<TagChange>(
    `select id, customer_id as "customerId", at, added, removed, because
     from tag_change where shop_id = $1 order by id desc limit $2`,
    [shop.id, limit],
  );
}

/** What the first tagging will do. */
export interface TagWork {
  customers: number;
  /** Tags to be added. */
  tags: number;
}

/** How much there is to tag. */
export async function measureTagWork(shop: Shop): Promise<TagWork> {
  const [row] = await shop.db.sql.query<{ customers: bigint; tags: bigint }>(
    `select count(*) as customers, coalesce(sum(cardinality(wanted)), 0)::bigint as tags
     from tag_state where shop_id = $1 and wanted <> written and exception is null`,
    [shop.id],
  );
  return { customers: Number(row?.customers ?? 0), tags: Number(row?.tags ?? 0) };
}

/** Points a second that Shopify gives the shop; null before its first answer. */
export async function restoreRateOf(shop: Shop): Promise<number | null> {
  const [row] = await shop.db.sql.query<{ rate: number }>(
    'select restore_rate as rate from api_budget where shop_id = $1',
    [shop.id],
  );
  return row?.rate ?? null;
}

/** How many customers have tags of ours, or are to get some, read off an index. */
export async function countTaggable(shop: Shop): Promise<number> {
  const [row] = await shop.db.sql.query<{ customers: bigint }>(
    'select count(*) as customers from tag_state where shop_id = $1',
    [shop.id],
  );
  return Number(row?.customers ?? 0);
}

/** How many customers' tags are still to be written; only those are read, off their indexes. */
export async function countWaitingTags(shop: Shop): Promise<number> {
  const [row] = await shop.db.sql.query<{ customers: bigint }>(
    `select (select count(*) from tag_state where shop_id = $1 and ${WAITING})
          + (select count(*) from tag_state where shop_id = $1 and ${IN_BULK}) as customers`,
    [shop.id],
  );
  return Number(row?.customers ?? 0);
}

/** Held by bulk operations; a customer of whom Shopify refuses the tags is not. */
const IN_BULK = 'chunk_id is not null';

/** Of how many customers Shopify refuses the tags. */
export async function countExceptions(shop: Shop): Promise<number> {
  const [row] = await shop.db.sql.query<{ customers: bigint }>(
    `select count(*) as customers from tag_state where shop_id = $1 and exception is not null`,
    [shop.id],
  );
  return Number(row?.customers ?? 0);
}

/** Customers who have tags of ours or are to get some. */
export interface TaggedCounts {
  pending: number;
  tagged: number;
  exceptions: number;
}

/** How many customers carry the tags they are to carry; those without any are not counted. */
export async function countTagged(shop: Shop): Promise<TaggedCounts> {
  const [row] = await shop.db.sql.query<Record<'all' | 'untagged' | keyof TaggedCounts, bigint>>(
    `select (select count(*) from tag_state where shop_id = $1) as all,
            (select count(*) from tag_state where shop_id = $1 and ${UNTAGGED}) as untagged,
            (select count(*) from tag_state where shop_id = $1 and exception is not null)
              as exceptions,
            ${PENDING_TAGS} as pending`,
    [shop.id],
  );
  const [all, untagged] = [Number(row?.all ?? 0), Number(row?.untagged ?? 0)];
  const [exceptions, pending] = [Number(row?.exceptions ?? 0), Number(row?.pending ?? 0)];
  return { pending, tagged: all - untagged - exceptions - pending, exceptions };
}

/** Has no tags of ours and is to have none: there is an index of them. */
const UNTAGGED = `wanted = '{}' and written = '{}' and sending is null and exception is null`;

/** How many customers' tags are not as they are to be, whoever writes them; read off their indexes. */
export async function countPendingTags(shop: Shop): Promise<number> {
  const [row] = await shop.db.sql.query<{ customers: bigint }>(
    `select ${PENDING_TAGS} as customers`,
    [shop.id],
  );
  return Number(row?.customers ?? 0);
}

const PENDING_TAGS = `((select count(*) from tag_state where shop_id = $1 and ${WAITING})
  + (select count(*) from tag_state
     where shop_id = $1 and ${IN_BULK} and ${DIFFERS} and exception is null))`;
