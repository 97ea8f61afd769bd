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
] as const;

/** The columns of a line, without the shop. */
export const LINE_COLUMNS = ['order_id', 'id', ...LINE.map(([name]) => name)].join(', ');

const factNames = FACTS.map(([name]) => name);
const writtenNames = [...factNames, ...DERIVED.map(([name]) => name)];
const incoming = [
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

const FIRST = 2;
const LINES_FROM = FIRST + incoming.length;
const BECAUSE = `$${LINES_FROM + lines.length}`;
const ASKED = `$${LINES_FROM + lines.length + 1}::boolean`;
const READING = `$${LINES_FROM + lines.length + 2}::bigint`;
const ORIGIN = `$${LINES_FROM + lines.length + 3}::text`;

const LINE_NAMES = LINE.map(([name]) => name);
/**
 * Writes lines over what stands of them, and leaves alone what is the same. An answer to an app that
 * may not read products does not take back what a delivery told.
 */
export const PUT_LINES = `
on conflict (shop_id, order_id, id) do update set
  ${LINE_NAMES.map((name) => `${name} = ${name.endsWith('_id') ? `coalesce(excluded.${name}, order_line.${name})` : `excluded.${name}`}`).join(', ')}
where (${prefixed('order_line', LINE_NAMES)}) is distinct from (${prefixed('excluded', LINE_NAMES)})`;

/**
 * Saves orders and their lines in one statement. An order that a file told gives way to Shopify's
 * word at any age; a file's word never stands against Shopify's.
 */
export const SAVE_ORDERS = `
with told as (
  select ${selected(incoming)} from unnest(${parameters(incoming, FIRST)}) as t (${names(incoming)})
), incoming as materialized (
  select t.id,
         case when c.gone = 'erased' then null else coalesce(c.merged_into, t.customer_id) end
           as customer_id,
         ${prefixed('t', [...writtenNames.slice(1), ...UTM])}
  from told t left join customer c
    on c.shop_id = $1 and c.id = t.customer_id and c.gone is not null
), before as materialized (
  select id, deleted, origin, ${factNames.join(', ')}
  from orders where shop_id = $1 and id in (select id from told)
), compared as materialized (
  select i.*, b.id is not null and not b.deleted and b.origin = ${ORIGIN}
           and b.updated_at = i.updated_at as same_age,
         b.id is not null and not b.deleted and b.origin = ${ORIGIN}
           and b.updated_at = i.updated_at
           and (${prefixed('b', factNames)}) is distinct from (${prefixed('i', factNames)})
           as contradicts
  from incoming i left join before b using (id)
), saved as (
  insert into orders (shop_id, id, ${writtenNames.join(', ')}, ${UTM.join(', ')}, read_in, origin)
  select $1, id, ${writtenNames.join(', ')}, ${UTM.join(', ')}, ${READING}, ${ORIGIN}
  from compared order by id
  on conflict (shop_id, id) do update set
    ${writtenNames.map((name) => `${name} = excluded.${name}`).join(', ')},
    ${UTM.map((name) => `${name} = coalesce(excluded.${name}, orders.${name})`).join(', ')},
    read_in = excluded.read_in, origin = excluded.origin
  where not orders.deleted
    and case when orders.origin <> excluded.origin then orders.origin = 'file'
        else orders.updated_at < excluded.updated_at
             or (${ASKED} and orders.updated_at = excluded.updated_at
                 and (${prefixed('orders', factNames)})
                     is distinct from (${prefixed('excluded', factNames)}))
        end
  returning id, customer_id
), came as (
  update orders o set ${UTM.map((name) => `${name} = i.${name}`).join(', ')}
  from compared i
  where o.shop_id = $1 and o.id = i.id and i.same_age
    and (${prefixed('i', UTM)}) is distinct from (null, null, null)
    and (${prefixed('o', UTM)}) is not distinct from (null, null, null)
    and not exists (select from saved where saved.id = i.id)
), whole as (
  select id from saved union select id from compared where ${ASKED} and same_age
), line as (
  select l.* from unnest(${parameters(lines, LINES_FROM)}) as l (${names(lines)})
  join whole on whole.id = l.order_id
), gone as (
  delete from order_line o using whole
  where o.shop_id = $1 and o.order_id = whole.id
    and not exists (select from line where line.order_id = o.order_id and line.id = o.id)
), put as (
  insert into order_line (shop_id, ${LINE_COLUMNS})
  select $1, ${LINE_COLUMNS} from line order by order_id, id
  ${PUT_LINES}
), touched as (
  select customer_id from saved
  union
  select before.customer_id from before join saved using (id)
), marked as (
  insert into customer (shop_id, id, stale_because)
  select $1, customer_id, ${BECAUSE} from touched where customer_id is not null
  order by customer_id
  on conflict (shop_id, id) do update set stale = true, stale_because = excluded.stale_because
  where not customer.stale and customer.gone is null
)
select (select count(*) from saved) as changed,
       array(select id from compared where contradicts and not ${ASKED}) as contradicted`;

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
on conflict (shop_id, id) do update set stale = true, stale_because = excluded.stale_because
where not customer.stale and customer.gone is null`;
