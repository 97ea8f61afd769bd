import type { CustomerId } from '../domain/ids.ts';
import type { RuleReading } from '../domain/mapped-events.ts';
import { columnText, instantText } from './arrays.ts';
import type { Shop, Sql } from './database.ts';
import { keptReason } from './stale.ts';

/** Whether any event of the shop's follows a tag or a metafield. */
export async function hasMappedEvents(shop: Shop): Promise<boolean> {
  const rows = await shop.db.sql.query(
    `select from customer_event where shop_id = $1 and ${MAPPED} limit 1`,
    [shop.id],
  );
  return rows.length > 0;
}

/**
 * Brings the events of customers that follow tags and metafields up to what those say now, under the
 * customers' locks, and marks whoever's changed. Events of rules that are no more go.
 *
 * @param rules the names of all rules there are.
 * @param read gets a customer's tags as they are known.
 */
export async function mapEvents(
  shop: Shop,
  ids: readonly CustomerId[],
  rules: readonly string[],
  read: (customerId: CustomerId, tags: readonly string[]) => RuleReading[],
): Promise<void> {
  await shop.db.transaction(async (sql) => {
    const customers = await sql.query<{ id: CustomerId; tags: string[] }>(
      `select id, tags from customer
       where shop_id = $1 and id = any($2::bigint[]) and gone is null order by id for update`,
      [shop.id, ids],
    );
    const readings = customers.flatMap(({ id, tags }) =>
      read(id, tags).map((reading) => ({ customerId: id, ...reading })),
    );
    const touched = [
      await sql.query<Touched>(FORGET, [shop.id, columnText(customers.map(({ id }) => id)), rules]),
      await takeBack(
        shop,
        sql,
        readings.filter(({ standing }) => !standing),
      ),
      await close(
        shop,
        sql,
        readings.filter(({ standing, at }) => standing && at.length === 0),
      ),
      await add(shop, sql, readings),
    ];
    const changed = new Set(touched.flat().map(({ customerId }) => customerId));
    await sql.query(
      `update customer set stale = true,
         stale_because = ${keptReason('customer', `'event'`)}
       where shop_id = $1 and id = any($2::bigint[])`,
      [shop.id, columnText([...changed])],
    );
  });
}

interface Touched {
  customerId: CustomerId;
}

interface ReadingOfCustomer extends RuleReading {
  customerId: CustomerId;
}

const MAPPED = `source in ('tag', 'metafield')`;

/** What stood once and was left has its key changed, so that it may come again. */
const FORGET = `
delete from customer_event
where shop_id = $1 and customer_id = any($2::bigint[]) and ${MAPPED}
  and regexp_replace(source_key, '^left [0-9]+ ', '') <> all($3::text[])
returning customer_id as "customerId"`;

/** Dates that are no longer told were never events. */
function takeBack(
  shop: Shop,
  sql: Sql,
  readings: readonly ReadingOfCustomer[],
): Promise<Touched[]> {
  return sql.query<Touched>(
    `delete from customer_event e using unnest($2::bigint[], $3::text[]) as told (customer_id, rule)
     where e.shop_id = $1 and e.customer_id = told.customer_id and e.source_key = told.rule
       and ${MAPPED}
       and (e.customer_id, e.source_key, e.at)
         not in (select * from unnest($4::bigint[], $5::text[], $6::timestamptz[]))
     returning e.customer_id as "customerId"`,
    [
      shop.id,
      columnText(readings.map(({ customerId }) => customerId)),
      columnText(readings.map(({ rule }) => rule)),
      ...factColumns(readings).slice(0, 3),
    ],
  );
}

/** What stood and is gone has happened all the same. */
function close(shop: Shop, sql: Sql, readings: readonly ReadingOfCustomer[]): Promise<Touched[]> {
  return sql
    .query(
      `update customer_event e set source_key = 'left ' || e.id || ' ' || e.source_key
       from unnest($2::bigint[], $3::text[]) as told (customer_id, rule)
       where e.shop_id = $1 and e.customer_id = told.customer_id and e.source_key = told.rule
         and ${MAPPED}`,
      [
        shop.id,
        columnText(readings.map(({ customerId }) => customerId)),
        columnText(readings.map(({ rule }) => rule)),
      ],
    )
    .then(() => []);
}

function add(shop: Shop, sql: Sql, readings: readonly ReadingOfCustomer[]): Promise<Touched[]> {
  return sql.query<Touched>(
    `insert into customer_event (shop_id, customer_id, source_key, at, kind, source)
     select $1, t.customer_id, t.rule, t.at, t.kind, t.source
     from unnest($2::bigint[], $3::text[], $4::timestamptz[], $5::text[], $6::text[], $7::boolean[])
       with ordinality as t (customer_id, rule, at, kind, source, standing, n)
     where not (t.standing and exists (
       select from customer_event e where e.shop_id = $1 and e.customer_id = t.customer_id
         and e.source_key = t.rule and ${MAPPED}))
     order by n
     on conflict do nothing
     returning customer_id as "customerId"`,
    [shop.id, ...factColumns(readings)],
  );
}

/** A row for each event: whose, rule, when, kind, source, standing. */
function factColumns(readings: readonly ReadingOfCustomer[]): string[] {
  const facts = readings.flatMap(({ at, ...reading }) =>
    at.map((instant) => ({ ...reading, instant })),
  );
  return [
    columnText(facts.map(({ customerId }) => customerId)),
    columnText(facts.map(({ rule }) => rule)),
    columnText(facts.map(({ instant }) => instantText(instant))),
    columnText(facts.map(({ kind }) => kind)),
    columnText(facts.map(({ source }) => source)),
    columnText(facts.map(({ standing }) => standing)),
  ];
}
