import type { CustomerId } from '../domain/ids.ts';
import type { Day } from '../domain/day.ts';
import { isoOf } from '../domain/day.ts';
import type { Shop } from './database.ts';

/** So many customers are in `now` and were in `then` on the earlier day (null: not a buyer yet). */
export interface Move {
  model: string;
  now: string;
  then: string | null;
  customers: number;
}

/** Where the customers of some models are, by where they were at the end of an earlier day. */
export async function countMoves(
  shop: Shop,
  models: readonly string[],
  then: Day,
): Promise<Move[]> {
  const rows = await shop.db.sql.query<Omit<Move, 'customers'> & { customers: bigint }>(
    `select model, state as now, count(*) as customers,
            case when since <= $3 then state
                 else period_states[width_bucket($3::date, period_starts)] end as then
     from timeline where shop_id = $1 and model = any($2::text[]) and state is not null
     group by 1, 2, 4`,
    [shop.id, models, isoOf(then)],
  );
  return rows.map((row) => ({ ...row, customers: Number(row.customers) }));
}

/** A customer behind a number. */
export interface Member {
  customerId: CustomerId;
  /** ISO dates. */
  since: string;
  nextOn: string | null;
  nextState: string | null;
  orders: number;
  /** Minor units. */
  amount: number;
  /** Epoch milliseconds; null when no order is counted any more. */
  lastOrderAt: number | null;
}

/** Where a page of members begins: after or before a customer, in order of their ids. */
export interface Cursor {
  after?: CustomerId | undefined;
  before?: CustomerId | undefined;
}

type MemberRow = Omit<Member, 'orders' | 'amount' | 'lastOrderAt'> & {
  orders: bigint;
  amount: bigint;
  lastOrderAt: Date | null;
};

/** Up to `limit` customers in a state, by id: the first after the cursor, or the last before it. */
export async function listMembers(
  shop: Shop,
  { model, state }: { model: string; state: string },
  { after, before }: Cursor,
  limit: number,
): Promise<Member[]> {
  const backwards = before !== undefined;
  const rows = await shop.db.sql.query<MemberRow>(
    `select t.customer_id as "customerId", t.since::text, t.next_on::text as "nextOn",
            t.next_state as "nextState", o.orders, o.amount, o.last as "lastOrderAt"
     from (select * from timeline
           where shop_id = $1 and model = $2 and state = $3
             and customer_id ${backwards ? '<' : '>'} $4
           order by customer_id ${backwards ? 'desc' : 'asc'} limit $5) t
     cross join lateral (
       select count(*) as orders, coalesce(sum(value_minor), 0)::bigint as amount,
              max(processed_at) as last
       from orders where shop_id = $1 and customer_id = t.customer_id and counts) o
     order by t.customer_id`,
    [shop.id, model, state, before ?? after ?? 0n, limit],
  );
  return rows.map((row) => ({
    ...row,
    orders: Number(row.orders),
    amount: Number(row.amount),
    lastOrderAt: row.lastOrderAt?.getTime() ?? null,
  }));
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
  /** Points a second that Shopify gives the shop; null before its first answer. */
  restoreRate: number | null;
}

/** How much there is to tag, and how fast the shop's budget fills. */
export async function measureTagWork(shop: Shop): Promise<TagWork> {
  const [row] = await shop.db.sql.query<{ customers: bigint; tags: bigint; rate: number | null }>(
    `select count(*) as customers, coalesce(sum(cardinality(wanted)), 0)::bigint as tags,
            (select restore_rate from api_budget where shop_id = $1) as rate
     from tag_state where shop_id = $1 and wanted <> written and exception is null`,
    [shop.id],
  );
  return {
    customers: Number(row?.customers ?? 0),
    tags: Number(row?.tags ?? 0),
    restoreRate: row?.rate ?? null,
  };
}

/** Customers who have tags of ours or are to get some. */
export interface TaggedCounts {
  pending: number;
  tagged: number;
  exceptions: number;
}

/** How many customers carry the tags they are to carry; those without any are not counted. */
export async function countTagged(shop: Shop): Promise<TaggedCounts> {
  const [row] = await shop.db.sql.query<Record<keyof TaggedCounts, bigint>>(
    `select count(*) filter (where exception is not null) as exceptions,
            count(*) filter (where exception is null and (wanted <> written or sending is not null))
              as pending,
            count(*) filter (where exception is null and wanted = written and sending is null)
              as tagged
     from tag_state
     where shop_id = $1 and (wanted <> '{}' or written <> '{}' or sending is not null)`,
    [shop.id],
  );
  return {
    pending: Number(row?.pending ?? 0),
    tagged: Number(row?.tagged ?? 0),
    exceptions: Number(row?.exceptions ?? 0),
  };
}
