import type { CustomerId } from '../domain/ids.ts';
import type { Shop } from './database.ts';

/** A customer in a segment. */
export interface SegmentMember {
  customerId: CustomerId;
  /** ISO day of the shop's calendar. */
  since: string;
  /** Null, as the amount and the day, without a counted order. */
  orders: number | null;
  /** Minor units. */
  amount: number | null;
  /** ISO day of the shop's calendar. */
  lastOrderOn: string | null;
}

/** Up to `limit` customers in a segment with higher ids than `after` (null: from the first on), by id. */
export async function membersOf(
  shop: Shop,
  segmentId: number,
  after: CustomerId | null,
  limit: number,
): Promise<SegmentMember[]> {
  const rows = await shop.db.sql.query<Omit<SegmentMember, 'amount'> & { amount: bigint | null }>(
    `select m.customer_id as "customerId", m.since::text, c.orders, c.amount_minor as amount,
            c.last_on::text as "lastOrderOn"
     from segment_member m join customer c on c.shop_id = $1 and c.id = m.customer_id
     where m.shop_id = $1 and m.segment_id = $2 and m.inside
       and m.customer_id > coalesce($3::bigint, -1)
     order by m.customer_id limit $4`,
    [shop.id, segmentId, after, limit],
  );
  return rows.map((row) => ({ ...row, amount: row.amount === null ? null : Number(row.amount) }));
}

/** How many customers are in each segment, by its id; one without any is left out. */
export async function countInside(shop: Shop): Promise<Map<number, number>> {
  const rows = await shop.db.sql.query<{ id: number; customers: bigint }>(
    `select segment_id as id, count(*) as customers from segment_member
     where shop_id = $1 and inside group by 1`,
    [shop.id],
  );
  return new Map(rows.map(({ id, customers }) => [id, Number(customers)]));
}

/** How many customers are in one segment. */
export async function countInsideOf(shop: Shop, segmentId: number): Promise<number> {
  const [row] = await shop.db.sql.query<{ customers: bigint }>(
    `select count(*) as customers from segment_member
     where shop_id = $1 and segment_id = $2 and inside`,
    [shop.id, segmentId],
  );
  return Number(row?.customers ?? 0);
}
