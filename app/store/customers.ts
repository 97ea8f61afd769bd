import type { CustomerFacts } from '../domain/customer-facts.ts';
import type { CustomerId } from '../domain/ids.ts';
import { columnText, instantText, textsText } from './arrays.ts';
import type { Shop } from './database.ts';
import { keptReason } from './stale.ts';

export interface SavedCustomers {
  /** How many customers were new or newer. */
  changed: number;
  /** Customers of which another content with the same age is kept: Shopify has to be asked. */
  contradicted: CustomerId[];
}

interface SaveOptions {
  /** Since when the facts have held for sure: tags that came or went later are known from elsewhere. */
  asOf: Date;
  /** The facts come from Shopify's own answer just now: they hold also against equally old ones. */
  asked?: boolean;
}

/**
 * Stores customers as Shopify has them, unless a newer version is there already or the customer is
 * gone. Whoever's tags changed is to be recomputed.
 *
 * @param customers with the merchant's tags only: ours are left out by the caller.
 */
export async function saveCustomers(
  shop: Shop,
  customers: readonly CustomerFacts[],
  { asOf, asked = false }: SaveOptions,
): Promise<SavedCustomers> {
  if (customers.length === 0) return { changed: 0, contradicted: [] };
  const newest = new Map<CustomerId, CustomerFacts>();
  for (const facts of customers) {
    const other = newest.get(facts.id);
    if (!other || other.updatedAt <= facts.updatedAt) newest.set(facts.id, facts);
  }
  const sorted = [...newest.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  const column = (of: (facts: CustomerFacts) => string | number | bigint | boolean | null) =>
    columnText(sorted.map(of));
  const [row] = await shop.db.sql.query<{ changed: bigint; contradicted: string[] }>(SAVE, [
    shop.id,
    column(({ id }) => id),
    column(({ createdAt }) => instantText(createdAt)),
    column(({ updatedAt }) => instantText(updatedAt)),
    column(({ country }) => country),
    column(({ region }) => region),
    column(({ account }) => account),
    column(({ more }) => more !== null),
    column(({ more }) => more?.locale ?? null),
    column(({ more }) => more?.emailConsent ?? null),
    column(({ more }) => more?.smsConsent ?? null),
    column(({ more }) => more?.orders ?? null),
    column(({ more }) => more && textsText(more.tags.toSorted())),
    asOf,
    asked,
  ]);
  return {
    changed: Number(row?.changed ?? 0),
    contradicted: (row?.contradicted ?? []).map((id) => BigInt(id) as CustomerId),
  };
}

const PLAIN = ['created_at', 'updated_at', 'country', 'region', 'account'];
const MORE = ['locale', 'email_consent', 'sms_consent', 'orders_told'];
const all = [...PLAIN, ...MORE, 'tags'];
const of = (table: string, names: readonly string[]) =>
  names.map((name) => `${table}.${name}`).join(', ');

/**
 * Tags that are heard of for the first time are no change by anybody: whoever is to be recomputed
 * anyway keeps the reason. What is there is looked up row by row (`offset 0`): a planner without
 * statistics would read all.
 */
const SAVE = `
with told as (
  select id, ${PLAIN.join(', ')}, whole, ${MORE.join(', ')},
         coalesce(tags::text[], '{}') as tags
  from unnest($2::bigint[], $3::timestamptz[], $4::timestamptz[], $5::text[], $6::text[],
              $7::text[], $8::boolean[], $9::text[], $10::text[], $11::text[], $12::int[],
              $13::text[])
    as t (id, ${PLAIN.join(', ')}, whole, ${MORE.join(', ')}, tags)
), compared as materialized (
  select t.id, ${of('t', PLAIN)}, t.whole,
         ${MORE.map((name) => `case when t.whole then t.${name} else b.${name} end as ${name}`).join(',\n         ')},
         case when t.whole and coalesce(b.tags_at <= $14, true) then t.tags
              else coalesce(b.tags, '{}') end as tags,
         case when t.whole and coalesce(b.tags_at <= $14, true) then $14
              else b.tags_at end as tags_at,
         b.updated_at = t.updated_at and b.gone is null as same_age,
         (${of('b', [...PLAIN, ...MORE])}) is distinct from
           (${of('t', PLAIN)}, ${MORE.map((name) => `case when t.whole then t.${name} else b.${name} end`).join(', ')})
         or (t.whole and coalesce(b.tags_at <= $14, true) and b.tags <> t.tags) as differs
  from told t left join lateral (
    select ${all.join(', ')}, tags_at, gone from customer
    where shop_id = $1 and id = t.id offset 0) b on true
), saved as (
  insert into customer (shop_id, id, ${all.join(', ')}, tags_at, stale)
  select $1, id, ${all.join(', ')}, tags_at, false from compared order by id
  on conflict (shop_id, id) do update set
    ${all.map((name) => `${name} = excluded.${name}`).join(', ')},
    tags_at = excluded.tags_at,
    stale = customer.stale or customer.tags <> excluded.tags,
    stale_because = case when customer.tags = excluded.tags
                           or (customer.stale and customer.tags_at is null) then customer.stale_because
                         else ${keptReason('customer', `'customer'`)} end
  where customer.gone is null
    and (customer.updated_at is null or customer.updated_at < excluded.updated_at
         or ($15::boolean and customer.updated_at = excluded.updated_at
             and (${of('customer', all)}) is distinct from (${of('excluded', all)})))
  returning id
)
select (select count(*) from saved) as changed,
       array(select id from compared where same_age and differs and not $15::boolean)
         as contradicted`;

/** Shopify has to be asked what it has of these customers; those we do not know are left out. */
export async function markDoubtful(shop: Shop, ids: readonly CustomerId[]): Promise<void> {
  if (ids.length === 0) return;
  await shop.db.sql.query(
    `update customer set doubtful = true, doubts = doubts + 1
     where shop_id = $1 and id = any($2::bigint[]) and gone is null`,
    [shop.id, ids],
  );
}

/** Keeps whether the merchant wants no segments for a customer. @returns false for an unknown one. */
export async function setOptedOut(shop: Shop, id: CustomerId, out: boolean): Promise<boolean> {
  const rows = await shop.db.sql.query(
    `update customer set opted_out = $3, stale = stale or opted_out <> $3,
       stale_because = ${keptReason('customer', `'customer'`)}
     where shop_id = $1 and id = $2 and gone is null returning id`,
    [shop.id, id, out],
  );
  return rows.length > 0;
}

/** Those of the customers that the shop has, and who they are now: merged ones are the one that was kept. */
export async function presentCustomers(
  shop: Shop,
  ids: readonly CustomerId[],
): Promise<Map<CustomerId, CustomerId>> {
  const rows = await shop.db.sql.query<{ id: CustomerId; owner: CustomerId }>(
    `select id, case when gone is null then id else merged_into end as owner
     from customer where shop_id = $1 and id = any($2::bigint[])
       and (gone is null or merged_into is not null)`,
    [shop.id, columnText(ids)],
  );
  return new Map(rows.map(({ id, owner }) => [id, owner]));
}
