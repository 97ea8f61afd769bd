import type { Shop } from './database.ts';

/** What a threshold of the settings can be held against, of one customer with orders. */
export interface SampledBuyer {
  orders: number;
  /** Minor units. */
  amount: number;
  /** ISO days of the shop's calendar. */
  firstOn: string;
  lastOn: string;
  /** Days between order days; null with a single one. */
  medianInterval: number | null;
}

const MOST = 20_000;

/**
 * One of so many customers with orders, always the same ones; their orders are read for the
 * intervals. The ids are taken from an index alone, so a million of them are passed in a moment.
 *
 * @param oneOf 1: all of them, up to 20,000.
 */
export async function sampleBuyers(
  shop: Shop,
  oneOf: number,
  timezone: string,
): Promise<SampledBuyer[]> {
  const rows = await shop.db.sql.query<Omit<SampledBuyer, 'amount'> & { amount: bigint }>(
    `with picked as materialized (
       select id from customer where shop_id = $1 and last_on is not null
         and mod(hashint8(id) & 2147483647, $2::int) = 0
       limit ${MOST}
     )
     select c.orders, c.amount_minor as amount, c.first_on::text as "firstOn",
            c.last_on::text as "lastOn", i.median as "medianInterval"
     from picked p join customer c on c.shop_id = $1 and c.id = p.id
     left join lateral (
       select percentile_cont(0.5) within group (order by gap) as median from (
         select day - lag(day) over (order by day) as gap from (
           select distinct (processed_at at time zone $3)::date as day from orders
           where shop_id = $1 and customer_id = p.id and counts) d) g
     ) i on c.orders > 1`,
    [shop.id, oneOf, timezone],
  );
  return rows.map((row) => ({ ...row, amount: Number(row.amount) }));
}
