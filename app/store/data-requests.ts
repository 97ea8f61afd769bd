import type { CustomerId, OrderId } from '../domain/ids.ts';
import type { Shop } from './database.ts';

/** A customer's question what is kept of them. */
export interface DataRequest {
  id: bigint;
  customerId: CustomerId;
  orderIds: OrderId[];
  requestedAt: Date;
  handedOutAt: Date | null;
}

/** Keeps a question until a person hands out the answer; told again it is the same one. */
export async function keepDataRequest(
  shop: Shop,
  request: Omit<DataRequest, 'handedOutAt'>,
): Promise<void> {
  await shop.db.prisma.dataRequest.createMany({
    data: [{ shopId: shop.id, ...request }],
    skipDuplicates: true,
  });
}

/** The questions, newest first. */
export async function listDataRequests(shop: Shop, limit: number): Promise<DataRequest[]> {
  const rows = await shop.db.prisma.dataRequest.findMany({
    where: { shopId: shop.id },
    orderBy: [{ requestedAt: 'desc' }, { id: 'desc' }],
    take: limit,
  });
  return rows as unknown as DataRequest[];
}

/** A question, or null when there is none with that id. */
export async function readDataRequest(shop: Shop, id: bigint): Promise<DataRequest | null> {
  const row = await shop.db.prisma.dataRequest.findUnique({
    where: { shopId_id: { shopId: shop.id, id } },
  });
  return row as DataRequest | null;
}

/** Records that the answer was handed out; the first time is kept. */
export async function noteHandedOut(shop: Shop, id: bigint, at: Date): Promise<void> {
  await shop.db.prisma.dataRequest.updateMany({
    where: { shopId: shop.id, id, handedOutAt: null },
    data: { handedOutAt: at },
  });
}

type Rows = Record<string, unknown>[];

/** All that is kept of a customer and of whoever was merged into them, by what it is. */
export interface PersonalData {
  customers: Rows;
  orders: Rows;
  orderLines: Rows;
  events: Rows;
  states: Rows;
  /** How they compare with all others. */
  classes: Rows;
  /** Saved segments they are in, or will be looked at again for. */
  segments: Rows;
  tags: Rows;
  tagChanges: Rows;
  metafields: Rows;
  /** Of which kinds keyed hashes are kept, by which the same person may be found twice. */
  keys: Rows;
}

/** Collects what is kept of a customer; orders that the question names are theirs too. */
export async function personalDataOf(
  shop: Shop,
  { customerId, orderIds }: Pick<DataRequest, 'customerId' | 'orderIds'>,
): Promise<PersonalData> {
  const own = await shop.db.sql.query<{ id: CustomerId }>(
    `select id from customer where shop_id = $1 and
       (id = $2 or merged_into = $2
        or id = (select merged_into from customer where shop_id = $1 and id = $2))`,
    [shop.id, customerId],
  );
  const ids = [...new Set([customerId, ...own.map(({ id }) => id)])];
  const ofCustomer = (table: string, columns = '*') => rowsOf(shop, table, columns, OWN, [ids]);
  const orders = await rowsOf(
    shop,
    'orders',
    '*',
    `not deleted and (${OWN} or id = any($3::bigint[]))`,
    [ids, orderIds],
  );
  const named = orders.map(({ id }) => id);
  return {
    customers: await rowsOf(shop, 'customer', '*', 'id = any($2::bigint[])', [ids]),
    orders,
    orderLines: await rowsOf(shop, 'order_line', '*', 'order_id = any($2::bigint[])', [named]),
    events: await ofCustomer('customer_event'),
    states: await ofCustomer('timeline'),
    classes: await ofCustomer('relative_class'),
    segments: await ofCustomer('segment_member'),
    tags: await ofCustomer('tag_state'),
    tagChanges: await ofCustomer('tag_change'),
    metafields: await ofCustomer('metafield_state'),
    keys: await ofCustomer('customer_key', 'customer_id, kind'),
  };
}

const OWN = 'customer_id = any($2::bigint[])';

/** @param table, columns and condition are SQL of ours, never of a user. */
async function rowsOf(
  shop: Shop,
  table: string,
  columns: string,
  condition: string,
  values: unknown[],
): Promise<Rows> {
  const rows = await shop.db.sql.query<Record<string, unknown>>(
    `select ${columns} from ${table} where shop_id = $1 and ${condition} order by 1, 2`,
    [shop.id, ...values],
  );
  return rows.map((row) =>
    Object.fromEntries(Object.entries(row).filter(([name]) => name !== 'shop_id')),
  );
}
