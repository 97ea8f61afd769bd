import type { AbcClass } from '../domain/relative/abc.ts';
import type { Layer } from '../domain/relative/layer.ts';
import type { Rank, RfmSegment } from '../domain/relative/rfm.ts';
import type { Shop } from './database.ts';
import { keptCount } from './kept-counts.ts';

/** Customers who are alike in every relative model, with what they bought. */
export interface ClassCount {
  r: number;
  f: number;
  m: number;
  rank: Rank;
  layer: Layer | null;
  decile: number;
  abc: AbcClass;
  customers: number;
  orders: number;
  /** Minor units. */
  amount: bigint;
}

/** Customers by our segment and by Shopify's group, lower case; null: Shopify names none. */
export interface GroupCount {
  ours: RfmSegment;
  shopify: string | null;
  customers: number;
}

/** All customers by their classes today; of a large shop as they were counted a while ago. */
export const countClasses = keptCount(readClasses, customersOf);

/** All customers by our segment beside Shopify's group; as `countClasses`. */
export const countGroups = keptCount(readGroups, customersOf);

function customersOf(rows: readonly { customers: number }[]): number {
  return rows.reduce((sum, { customers }) => sum + customers, 0);
}

async function readClasses(shop: Shop): Promise<ClassCount[]> {
  const rows = await shop.db.sql.query<
    Omit<ClassCount, 'customers' | 'orders'> & Record<'customers' | 'orders', bigint>
  >(
    `select r.r, r.f, r.m, r.rank, r.layer, r.decile, r.abc, count(*) as customers,
            sum(c.orders) as orders, sum(c.amount_minor)::bigint as amount
     from relative_class r join customer c on c.shop_id = $1 and c.id = r.customer_id
     where r.shop_id = $1 and c.orders is not null group by 1, 2, 3, 4, 5, 6, 7`,
    [shop.id],
  );
  return rows.map(({ customers, orders, ...row }) => ({
    ...row,
    customers: Number(customers),
    orders: Number(orders),
  }));
}

async function readGroups(shop: Shop): Promise<GroupCount[]> {
  const rows = await shop.db.sql.query<Omit<GroupCount, 'customers'> & { customers: bigint }>(
    `select r.rfm as ours, c.shopify_rfm as shopify, count(*) as customers
     from relative_class r join customer c on c.shop_id = $1 and c.id = r.customer_id
     where r.shop_id = $1 and c.orders is not null group by 1, 2`,
    [shop.id],
  );
  return rows.map((row) => ({ ...row, customers: Number(row.customers) }));
}

/** When the customers were last read from Shopify to the end; null before the first time. */
export async function customersReadAt(shop: Shop): Promise<Date | null> {
  const [row] = await shop.db.sql.query<{ at: Date | null }>(
    `select max(finished_at) as at from reading
     where shop_id = $1 and kind = 'customers' and status = 'done' and reason is distinct from 'scope'`,
    [shop.id],
  );
  return row?.at ?? null;
}
