import type { IdentityKind } from '../domain/identity.ts';
import type { CustomerId } from '../domain/ids.ts';
import { columnText } from './arrays.ts';
import type { Shop } from './database.ts';

/** By what a customer may be found to be somebody else too; keys are hexadecimal. */
export interface CustomerKeys {
  id: CustomerId;
  keys: readonly { kind: IdentityKind; key: string }[];
}

/** Keeps customers' keys in the place of those before; who is gone gets none. */
export async function saveCustomerKeys(
  shop: Shop,
  customers: readonly CustomerKeys[],
): Promise<void> {
  if (customers.length === 0) return;
  const rows = customers.flatMap(({ id, keys }) => keys.map((key) => ({ id, ...key })));
  const columns = [
    shop.id,
    columnText(customers.map(({ id }) => id)),
    columnText(rows.map(({ id }) => id)),
    columnText(rows.map(({ kind }) => kind)),
    columnText(rows.map(({ key }) => key)),
  ];
  await shop.db.transaction(async (sql) => {
    await sql.query(PUT, columns);
    await sql.query(SHARE, [columns[0], ...columns.slice(3)]);
  });
}

/** The share lock keeps a customer from being erased meanwhile. */
const PUT = `
with live as materialized (
  select id from customer where shop_id = $1 and id = any ($2::bigint[]) and gone is null
  order by id for share
), told as (
  select t.kind, decode(t.key, 'hex') as key, t.id
  from unnest($3::bigint[], $4::text[], $5::text[]) as t (id, kind, key) join live using (id)
), gone as (
  delete from customer_key k using live
  where k.shop_id = $1 and k.customer_id = live.id
    and not exists (select from told t
                    where t.id = k.customer_id and t.kind = k.kind and t.key = k.key)
)
insert into customer_key (shop_id, kind, key, customer_id)
select distinct $1::int, kind, key, id from told order by kind, key, id
on conflict do nothing`;

const SHARE = `
update customer_key k set shared = true
from (select distinct kind, decode(key, 'hex') as key
      from unnest($2::text[], $3::text[]) as t (kind, key)) told
where k.shop_id = $1 and k.kind = told.kind and k.key = told.key and not k.shared
  and exists (select from customer_key o
              where o.shop_id = $1 and o.kind = k.kind and o.key = k.key
                and o.customer_id <> k.customer_id)`;

/** Forgets every key: the app may no longer see what they are made of. */
export async function dropCustomerKeys(shop: Shop): Promise<void> {
  await shop.db.sql.query('delete from customer_key where shop_id = $1', [shop.id]);
}

/** Customers who may be one person, and by what. */
export interface Duplicates {
  kind: IdentityKind;
  /** The newest first, at most `SHOWN`. */
  customers: CustomerId[];
}

const SHOWN = 20;

/** Up to `limit` groups of likely duplicates, those with the newest customers first. */
export async function likelyDuplicates(shop: Shop, limit: number): Promise<Duplicates[]> {
  const rows = await shop.db.sql.query<{ kind: IdentityKind; customers: string[] }>(
    `select k.kind,
            array(select o.customer_id from customer_key o
                  where o.shop_id = $1 and o.kind = k.kind and o.key = k.key
                  order by o.customer_id desc limit ${SHOWN}) as customers
     from customer_key k
     where k.shop_id = $1 and k.shared
       and exists (select from customer_key o
                   where o.shop_id = $1 and o.kind = k.kind and o.key = k.key
                     and o.customer_id < k.customer_id)
       and not exists (select from customer_key o
                       where o.shop_id = $1 and o.kind = k.kind and o.key = k.key
                         and o.customer_id > k.customer_id)
     order by k.customer_id desc, k.kind limit $2`,
    [shop.id, limit],
  );
  return rows.map(({ kind, customers }) => ({
    kind,
    customers: customers.map((id) => BigInt(id) as CustomerId),
  }));
}
