import { isoOf, type Day } from '../domain/day.ts';
import type { CustomerId } from '../domain/ids.ts';
import type { Shop } from './database.ts';

/** Days, both in. */
export interface Days {
  from: Day;
  to: Day;
}

/** How many customers ordered last on each of some days, by day; days without anybody are left out. */
export async function countByLastOrder(
  shop: Shop,
  { from, to }: Days,
): Promise<{ day: Day; customers: number }[]> {
  const rows = await shop.db.sql.query<{ day: Day; customers: bigint }>(
    `select last_on - date '1970-01-01' as day, count(*) as customers from customer
     where shop_id = $1 and last_on between $2::date and $3::date
     group by last_on order by last_on`,
    [shop.id, isoOf(from), isoOf(to)],
  );
  return rows.map(({ day, customers }) => ({ day, customers: Number(customers) }));
}

/** A customer with what the counted orders come to. */
export interface LargeCustomer {
  customerId: CustomerId;
  orders: number;
  /** Minor units. */
  amount: bigint;
  lastDay: Day;
}

/** Those with the largest amounts among customers who ordered last on some days. */
export function largestByLastOrder(
  shop: Shop,
  { from, to }: Days,
  limit: number,
): Promise<LargeCustomer[]> {
  return shop.db.sql.query<LargeCustomer>(
    `select id as "customerId", orders, amount_minor as amount,
            last_on - date '1970-01-01' as "lastDay"
     from customer
     where shop_id = $1 and last_on between $2::date and $3::date and amount_minor is not null
     order by amount_minor desc, id limit $4`,
    [shop.id, isoOf(from), isoOf(to), limit],
  );
}

/** How many have ordered once only, on one of some days. */
export async function countOneTimeBuyers(shop: Shop, { from, to }: Days): Promise<number> {
  const [row] = await shop.db.sql.query<{ customers: bigint }>(
    `select count(*) as customers from customer
     where shop_id = $1 and first_on between $2::date and $3::date and orders = 1`,
    [shop.id, isoOf(from), isoOf(to)],
  );
  return Number(row?.customers ?? 0);
}
