import { addDays, isoOf, type Day } from '../domain/day.ts';
import type { CustomerId } from '../domain/ids.ts';
import type { Shop } from './database.ts';
import { keptCount } from './kept-counts.ts';

/** So many customers stand in a state of a model now. */
export interface StateCount {
  model: string;
  state: string;
  customers: number;
}

/** All customers by lifecycle and by stage now; of a large shop as they were counted a while ago. */
export const countLifecycles = keptCount(
  (shop) => readStates(shop, ['lifecycle', 'stage']),
  customersOf,
);

/** All customers by what has to do with VIPs; as `countLifecycles`. */
export const countVips = keptCount(
  (shop) => readStates(shop, ['vip', 'contract', 'next']),
  customersOf,
);

function customersOf(counts: readonly StateCount[]): number {
  return counts.reduce((sum, { customers }) => sum + customers, 0);
}

/** How many customers stand in each state of some models now: one walk along an index. */
async function readStates(shop: Shop, models: readonly string[]): Promise<StateCount[]> {
  const rows = await shop.db.sql.query<Omit<StateCount, 'customers'> & { customers: bigint }>(
    `select model, state, count(*) as customers from timeline
     where shop_id = $1 and model = any($2::text[]) and state is not null
     group by model, state`,
    [shop.id, models],
  );
  return rows.map((row) => ({ ...row, customers: Number(row.customers) }));
}

/** Customers who go from one state of a model to another by themselves. */
export interface ComingChange {
  from: string | null;
  to: string | null;
  /** Within the shorter and within the longer time, the shorter included. */
  soon: number;
  later: number;
}

/**
 * The next change of each customer in a model that comes within `later` days after `today` if
 * nothing happens.
 */
export async function comingChanges(
  shop: Shop,
  model: string,
  today: Day,
  days: { soon: number; later: number },
): Promise<ComingChange[]> {
  const rows = await shop.db.sql.query<Pick<ComingChange, 'from' | 'to'> & Counted>(
    `select state as "from", next_state as "to", count(*) as later,
            count(*) filter (where next_on <= $4::date) as soon
     from timeline
     where shop_id = $1 and model = $2 and next_on > $3::date and next_on <= $5::date
     group by state, next_state`,
    [
      shop.id,
      model,
      isoOf(today),
      isoOf(addDays(today, days.soon)),
      isoOf(addDays(today, days.later)),
    ],
  );
  return rows.map(({ from, to, soon, later }) => ({
    from,
    to,
    soon: Number(soon),
    later: Number(later),
  }));
}

type Counted = Record<'soon' | 'later', bigint>;

/** What some repeat buyers bought. */
export interface PurchaseSample {
  /** Each one's counted orders, by time; epoch milliseconds. */
  customers: { at: number; value: number }[][];
  /** They are all repeat buyers the shop has. */
  whole: boolean;
}

/** The orders of all customers with two or more; of `most` of them, spread evenly, where there are more. */
export async function samplePurchases(shop: Shop, most: number): Promise<PurchaseSample> {
  const few = await shop.db.sql.query<{ id: CustomerId }>(
    `select id from customer where shop_id = $1 and orders >= 2
     order by orders desc, id limit $2`,
    [shop.id, most + 1],
  );
  const whole = few.length <= most;
  const ids = (whole ? few : await spreadBuyers(shop, most)).map(({ id }) => id);
  const rows = await shop.db.sql.query<{ id: CustomerId; at: Date; value: bigint }>(
    `select customer_id as id, processed_at as at, value_minor as value from orders
     where shop_id = $1 and customer_id = any($2::bigint[]) and counts
     order by customer_id, processed_at`,
    [shop.id, ids],
  );
  const byCustomer = Map.groupBy(rows, ({ id }) => id);
  const customers = [...byCustomer.values()].map((orders) =>
    orders.map(({ at, value }) => ({ at: at.getTime(), value: Number(value) })),
  );
  return { customers, whole };
}

/** Repeat buyers next to places that lie evenly between the lowest and the highest id. */
function spreadBuyers(shop: Shop, most: number): Promise<{ id: CustomerId }[]> {
  return shop.db.sql.query<{ id: CustomerId }>(
    `select distinct c.id
     from (select min(id) as low, max(id) as high from customer where shop_id = $1) ids
     cross join generate_series(0, $2::int - 1) as n
     cross join lateral (
       select id from customer
       where shop_id = $1 and orders >= 2 and id >= low + ((high - low)::numeric * n / $2)::bigint
       order by id limit 1) c`,
    [shop.id, most],
  );
}
