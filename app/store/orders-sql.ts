import { URGENT_LIST } from './stale.ts';

/** What Shopify says of an order and versions guard; `utm_…` is filled in whenever it becomes known. */
const FACTS = [
  ['customer_id', 'bigint'],
  ['processed_at', 'timestamptz'],
  ['updated_at', 'timestamptz'],
  ['cancelled_at', 'timestamptz'],
  ['test', 'boolean'],
  ['total_minor', 'bigint'],
  ['current_total_minor', 'bigint'],
  ['refunded_minor', 'bigint'],
  ['refunds', 'jsonb'],
  ['name', 'text'],
  ['created_at', 'timestamptz'],
  ['source_name', 'text'],
  ['location_id', 'bigint'],
  ['tags', 'text[]'],
  ['discount_codes', 'text[]'],
  ['discount_minor', 'bigint'],
  ['business', 'boolean'],
] as const;
const DERIVED = [
  ['value_minor', 'bigint'],
  ['counts', 'boolean'],
] as const;
const UTM = ['utm_source', 'utm_medium', 'utm_campaign'] as const;

const LINE = [
  ['product_id', 'bigint'],
  ['variant_id', 'bigint'],
  ['title', 'text'],
  ['quantity', 'int'],
  ['current_quantity', 'int'],
  ['sales_minor', 'bigint'],
  ['plan', 'text'],
] as const;

/** The columns of a line, without the shop. */
export const LINE_COLUMNS = ['order_id', 'id', ...LINE.map(([name]) => name)].join(', ');

const factNames = FACTS.map(([name]) => name);
const writtenNames = [...factNames, ...DERIVED.map(([name]) => name)];
const written = [
  ['id', 'bigint'],
  ...FACTS,
  ...DERIVED,
  ...UTM.map((name) => [name, 'text'] as const),
] as const;
const lines = [['order_id', 'bigint'], ['id', 'bigint'], ...LINE] as const;

/** Lists in lists travel as texts: PostgreSQL has no ragged arrays of arrays. */
const parameters = (columns: readonly (readonly [string, string])[], from: number) =>
  columns.map(([, type], index) => `$${from + index}::${type.replace('[]', '')}[]`).join(', ');
const selected = (columns: readonly (readonly [string, string])[]) =>
  columns.map(([name, type]) => (type.endsWith('[]') ? `${name}::${type}` : name)).join(', ');
const names = (columns: readonly (readonly [string, string])[]) =>
  columns.map(([name]) => name).join(', ');
const prefixed = (prefix: string, columns: readonly string[]) =>
  columns.map((name) => `${prefix}.${name}`).join(', ');

/**
 * What is known of orders that are told ($2 ids, $3 customers, $4 ages): the version that is there,
 * and whose the order is if its customer was merged or erased. Orders are looked up one by one
 * (`offset 0`): a planner without statistics would read the whole table.
 */
export const LOOK_UP_ORDERS = `
select t.id, b.id is not null as known, b.customer_id as "heldBy", b.deleted, b.origin,
       b.processed_at as "processedAt", b.value_minor as value, b.counts,
       b.updated_at < t.updated_at as newer, b.updated_at = t.updated_at as "sameAge",
       (b.utm_source, b.utm_medium, b.utm_campaign) is not distinct from (null, null, null)
         as "withoutUtm",
       c.gone, c.merged_into as "mergedInto"
from unnest($2::bigint[], $3::bigint[], $4::timestamptz[]) as t (id, customer_id, updated_at)
left join lateral (
  select id, customer_id, deleted, origin, updated_at, processed_at, value_minor, counts,
         utm_source, utm_medium, utm_campaign
  from orders where shop_id = $1 and id = t.id offset 0) b on true
left join (select id, gone, merged_into from customer
           where shop_id = $1 and gone is not null) c on c.id = t.customer_id
where b.id is not null or c.id is not null`;

const WRITTEN_FROM = 2;
const READING = `$${WRITTEN_FROM + written.length}::bigint`;
const ORIGIN = `$${WRITTEN_FROM + written.length + 1}::text`;

/** Which of the told orders, of the same age as those that are there, have another content. */
export const DIFFERING_ORDERS = `
select t.id
from (select ${selected(written)} from unnest(${parameters(written, WRITTEN_FROM)})
        as t (${names(written)})) t
cross join lateral (
  select ${factNames.join(', ')} from orders where shop_id = $1 and id = t.id offset 0) b
where (${prefixed('b', factNames)}) is distinct from (${prefixed('t', factNames)})`;

/** Adds orders that are not there. */
export const ADD_ORDERS = `
insert into orders (shop_id, id, ${writtenNames.join(', ')}, ${UTM.join(', ')}, read_in, origin)
select $1, id, ${selected(written.slice(1))}, ${READING}, ${ORIGIN}
from unnest(${parameters(written, WRITTEN_FROM)}) as t (${names(written)})`;

/** Writes orders over those that are there. */
export const REPLACE_ORDERS = `${ADD_ORDERS} order by id
on conflict (shop_id, id) do update set
  ${writtenNames.map((name) => `${name} = excluded.${name}`).join(', ')},
  ${UTM.map((name) => `${name} = coalesce(excluded.${name}, orders.${name})`).join(', ')},
  read_in = excluded.read_in, origin = excluded.origin`;

/** Fills in where the visit came from ($2 ids, then the three parameters). */
export const FILL_IN_UTM = `
update orders o set ${UTM.map((name) => `${name} = i.${name}`).join(', ')}
from unnest($2::bigint[], $3::text[], $4::text[], $5::text[]) as i (id, ${UTM.join(', ')})
where o.shop_id = $1 and o.id = any($2::bigint[]) and o.id = i.id`;

/** Fills in the selling plans of lines ($2 orders, $3 lines, $4 plans). */
export const FILL_IN_PLANS = `
update order_line l set plan = i.plan
from unnest($2::bigint[], $3::bigint[], $4::text[]) as i (order_id, id, plan)
where l.shop_id = $1 and l.order_id = any($2::bigint[]) and l.order_id = i.order_id
  and l.id = i.id and l.plan is null
returning l.order_id as id`;

const LINES_FROM = 2;
const LINE_NAMES = LINE.map(([name]) => name);
const KEPT: readonly string[] = ['product_id', 'variant_id', 'plan'];

/** Adds lines of orders that had none. */
export const ADD_LINES = `
insert into order_line (shop_id, ${LINE_COLUMNS})
select $1, * from unnest(${parameters(lines, LINES_FROM)})`;

/**
 * Writes lines over what stands of them, and leaves alone what is the same. An answer to an app that
 * may not read products does not take back what a delivery told, nor a delivery, which tells no
 * selling plans, what an answer did.
 */
export const PUT_LINES = `
on conflict (shop_id, order_id, id) do update set
  ${LINE_NAMES.map((name) => `${name} = ${KEPT.includes(name) ? `coalesce(excluded.${name}, order_line.${name})` : `excluded.${name}`}`).join(', ')}
where (${prefixed('order_line', LINE_NAMES)}) is distinct from (${prefixed('excluded', LINE_NAMES)})`;

/** Takes lines off orders ($2) that are not among those told ($3 orders, $4 lines). */
export const DROP_LINES = `
delete from order_line o
where shop_id = $1 and order_id = any($2::bigint[])
  and not exists (select from unnest($3::bigint[], $4::bigint[]) as t (order_id, id)
                  where t.order_id = o.order_id and t.id = o.id)`;

const MARK = `
on conflict (shop_id, id) do update set stale = true,
  stale_because = excluded.stale_because
where customer.gone is null
  and (not customer.stale or (excluded.stale_because in (${URGENT_LIST})
         and coalesce(customer.stale_because, '') not in (${URGENT_LIST})))`;

/** Marks customers ($2) whose history has changed, for a reason ($3); new ones are made. */
export const MARK_CUSTOMERS = `
insert into customer (shop_id, id, stale_because)
select $1, id, $3 from unnest($2::bigint[]) as t (id) order by id
${MARK}`;

/** Remembers to whom customers ($2) lost an order ($3), and has Shopify asked about them. */
export const DOUBT_WHO_LOST = `
update customer c set moved_to = t.owner, doubtful = true, doubts = doubts + 1
from unnest($2::bigint[], $3::bigint[]) as t (id, owner)
where c.shop_id = $1 and c.id = any($2::bigint[]) and c.id = t.id and c.gone is null`;

const EMPTY: Record<string, string> = {
  processed_at: `'epoch'`,
  updated_at: `'epoch'`,
  test: 'false',
  total_minor: '0',
  current_total_minor: '0',
  refunded_minor: '0',
  tags: `'{}'`,
  discount_codes: `'{}'`,
  discount_minor: '0',
  business: 'false',
  value_minor: '0',
  counts: 'false',
};
const columns = [...writtenNames, ...UTM, 'read_in'];

/** Leaves of orders nothing but their ids. */
export const DELETE_ORDERS = `
with before as materialized (
  select id, customer_id from orders where shop_id = $1 and id = any($2::bigint[])
), lines as (
  delete from order_line where shop_id = $1 and order_id = any($2::bigint[])
), gone as (
  insert into orders (shop_id, id, ${columns.join(', ')}, deleted)
  select $1, i.id, ${columns.map((name) => EMPTY[name] ?? 'null').join(', ')}, true
  from unnest($2::bigint[]) as i (id) order by i.id
  on conflict (shop_id, id) do update set
    ${columns.map((name) => `${name} = excluded.${name}`).join(', ')}, deleted = true
  returning id
)
insert into customer (shop_id, id, stale_because)
select distinct $1::int, customer_id, 'order' from before join gone using (id)
where customer_id is not null order by customer_id
${MARK}`;
