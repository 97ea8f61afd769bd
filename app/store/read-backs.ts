import type { CustomerId, OrderId } from '../domain/ids.ts';
import type { Tagging } from '../domain/tagging.ts';
import { columnText, instantText, textsText } from './arrays.ts';
import type { Shop } from './database.ts';
import { forgetOldReadings } from './readings.ts';

/** A customer whom Shopify has to be asked about. */
export interface Doubtful {
  id: CustomerId;
  /** How often the customer had become doubtful when the question was put. */
  doubts: number;
  /** How often the customer's tags had begun to be written at that time. */
  writes: number;
}

/** What Shopify answered about a doubtful customer. */
export interface Answered extends Doubtful {
  /** Epoch milliseconds. */
  updatedAt: number;
  /** All tags that are on the customer. */
  tags: readonly string[];
}

/** Whether Shopify has to be asked about anybody. */
export async function hasDoubtful(shop: Shop): Promise<boolean> {
  const rows = await shop.db.sql.query(
    'select from customer where shop_id = $1 and doubtful limit 1',
    [shop.id],
  );
  return rows.length > 0;
}

/** The next doubtful customers by id; whose tags are being written has to wait. */
export function nextDoubtful(shop: Shop, after: CustomerId, limit: number): Promise<Doubtful[]> {
  return shop.db.sql.query<Doubtful>(
    `select c.id, c.doubts, coalesce(s.writes, 0) as writes
     from customer c left join tag_state s on s.shop_id = $1 and s.customer_id = c.id
     where c.shop_id = $1 and c.doubtful and c.id > $2 and s.sending is null
       and s.chunk_id is null
     order by c.id limit $3`,
    [shop.id, after, limit],
  );
}

/**
 * Takes out of our record what is no longer on the customers, so that it is written again, or left
 * off where the merchant wants that. Whoever's tags were written since the question was put is left
 * for another one; whose record was a presumption has lost nothing to anybody.
 *
 * @returns how many customers had lost a tag of ours.
 */
export async function recordLostTags(
  shop: Shop,
  answered: readonly Answered[],
  whenRemoved: Tagging['whenRemoved'],
): Promise<number> {
  const rows = await shop.db.sql.query(
    `with ${TOLD}, held as materialized (
       select customer_id from tag_state
       where shop_id = $1 and customer_id in (select id from told) order by customer_id for update
     )
     update tag_state s set changed_at = now(), presumed = false,
       written = array(select tag from unnest(s.written) with ordinality as w (tag, n)
                       where lower(tag) = any (t.actual) order by n),
       wanted = case when ${RESPECT} then array(
         select tag from unnest(s.wanted) with ordinality as w (tag, n)
         where not (${LOST}) order by n) else s.wanted end,
       respected = case when ${RESPECT} then s.respected || array(
         select tag from unnest(s.wanted) as w (tag) where ${LOST}) else s.respected end
     from told t join held h on h.customer_id = t.id
     where s.shop_id = $1 and s.customer_id = t.id and s.sending is null and s.chunk_id is null
       and s.writes = t.writes
       and exists (select from unnest(s.written) as w (tag) where lower(tag) <> all (t.actual))
     returning s.customer_id`,
    [shop.id, ...columnsOf(answered), whenRemoved],
  );
  return rows.length;
}

/** A wanted tag that was on the customer and is not any more. */
const LOST = `lower(tag) <> all (t.actual)
  and lower(tag) = any (select lower(x) from unnest(s.written) as x)`;
const RESPECT = `$7 = 'respect' and not s.presumed`;

/**
 * Nothing is doubtful any more about customers of whom all is known that was doubted when the
 * question was put: no later doubt, no later version, no tag that was written meanwhile.
 */
export async function settleDoubts(shop: Shop, answered: readonly Answered[]): Promise<void> {
  await shop.db.sql.query(
    `with ${TOLD}, held as materialized (
       select id from customer
       where shop_id = $1 and id in (select id from told) order by id for update
     )
     update customer c set doubtful = false
     from told t join held h on h.id = t.id
     where c.shop_id = $1 and c.id = t.id and c.doubts = t.doubts
       and (c.updated_at is null or c.updated_at <= t.updated_at)
       and not exists (
         select from tag_state s where s.shop_id = $1 and s.customer_id = c.id
           and (s.sending is not null or s.chunk_id is not null
                or exists (select from unnest(s.written) as w (tag)
                           where lower(tag) <> all (t.actual))))`,
    [shop.id, ...columnsOf(answered)],
  );
}

const TOLD = `told as (
  select id, doubts, updated_at, writes, actual::text[] as actual
  from unnest($2::bigint[], $3::int[], $4::timestamptz[], $5::int[], $6::text[])
    as t (id, doubts, updated_at, writes, actual)
)`;

function columnsOf(answered: readonly Answered[]): string[] {
  return [
    columnText(answered.map(({ id }) => id)),
    columnText(answered.map(({ doubts }) => doubts)),
    columnText(answered.map(({ updatedAt }) => instantText(updatedAt))),
    columnText(answered.map(({ writes }) => writes)),
    columnText(answered.map(({ tags }) => textsText(tags.map((tag) => tag.toLowerCase())))),
  ];
}

/**
 * Makes a random few of those doubtful whose tags are as they are to be: what somebody took off
 * without our being told is found in the end.
 */
export async function doubtSample(shop: Shop, size: number): Promise<void> {
  await shop.db.sql.query(
    `with ends as materialized (
       select min(customer_id) as first, max(customer_id) as last from tag_state where shop_id = $1
     ), thrown as materialized (
       select (first + floor(random() * (last - first + 1)))::bigint as start
       from ends, generate_series(1, $2) where first is not null
     ), drawn as (
       select distinct d.customer_id from thrown cross join lateral (
         select customer_id from (
           select * from tag_state where shop_id = $1 and customer_id >= start
           order by customer_id limit ${NEIGHBOURS}) near
         where wanted = written and written <> '{}' and sending is null and exception is null
           and chunk_id is null
         limit 1) d
     ), held as materialized (
       select id from customer where shop_id = $1 and id in (select customer_id from drawn)
         and gone is null order by id for update
     )
     update customer c set doubtful = true, doubts = doubts + 1
     from held h where c.shop_id = $1 and c.id = h.id`,
    [shop.id, size],
  );
}

/** So far is looked for a settled customer from where the dice fell. */
const NEIGHBOURS = 50;

/** What came of asking. */
export interface ReadBack {
  checked: number;
  /** Customers who had lost a tag of ours. */
  mended: number;
  /** Customers who are gone. */
  removed: number;
}

/** Notes that customers were asked about, among the readings. */
export async function noteReadBack(
  shop: Shop,
  beganAt: Date,
  { checked, mended, removed }: ReadBack,
): Promise<void> {
  await shop.db.prisma.reading.create({
    data: {
      shopId: shop.id,
      kind: 'tags',
      purpose: 'sample',
      status: 'done',
      beganAt,
      rowsRead: checked,
      mended,
      removed,
      finishedAt: new Date(),
    },
  });
  await forgetOldReadings(shop);
}

/** The orders of a customer that came from Shopify. */
export async function ordersOf(shop: Shop, id: CustomerId): Promise<OrderId[]> {
  const rows = await shop.db.sql.query<{ id: OrderId }>(
    `select id from orders
     where shop_id = $1 and customer_id = $2 and not deleted and origin = 'shopify' order by id`,
    [shop.id, id],
  );
  return rows.map((row) => row.id);
}

/** To whom an order of the customer's has gone, or null. */
export async function movedTo(shop: Shop, id: CustomerId): Promise<CustomerId | null> {
  const row = await shop.db.prisma.customer.findUnique({
    where: { shopId_id: { shopId: shop.id, id } },
    select: { movedTo: true },
  });
  return (row?.movedTo ?? null) as CustomerId | null;
}
