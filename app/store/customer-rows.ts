import type { CustomerId } from '../domain/ids.ts';
import { numbersText } from './arrays.ts';
import type { Shop } from './database.ts';

/** A customer as lists and files show one; days are ISO days of the shop's calendar. */
export interface ListedCustomer {
  id: CustomerId;
  /** Null, as the amount and the days, without a counted order. */
  orders: number | null;
  /** Minor units. */
  amount: bigint | null;
  firstOn: string | null;
  lastOn: string | null;
  /** States of calendar models, by model; one that says nothing is left out. */
  states: Record<string, string>;
  /** The earliest change if nothing happens, over cpm, lifecycle and vip. */
  next: { on: string; model: string; to: string | null } | null;
  classes: {
    r: number;
    f: number;
    m: number;
    rfm: string;
    rank: string;
    layer: string | null;
    decile: number;
    abc: string;
  } | null;
  /** Tags of ours that are on the customer. */
  written: string[];
}

/** Customers by their ids, in the order of these; one who is not there is left out. */
export function customerRows(shop: Shop, ids: readonly CustomerId[]): Promise<ListedCustomer[]> {
  return shop.db.sql.query<ListedCustomer>(
    `select c.id, c.orders, c.amount_minor as amount, c.first_on::text as "firstOn",
            c.last_on::text as "lastOn", coalesce(t.states, '{}') as states, n.next,
            r.classes, coalesce(g.written, '{}') as written
     from unnest($2::bigint[]) with ordinality as asked (id, n)
     join customer c on c.shop_id = $1 and c.id = asked.id
     left join tag_state g on g.shop_id = $1 and g.customer_id = c.id
     left join lateral (
       select json_object_agg(model, state) as states from timeline
       where shop_id = $1 and customer_id = c.id and state is not null) t on true
     left join lateral (
       select json_build_object('on', next_on, 'model', model, 'to', next_state) as next
       from timeline
       where shop_id = $1 and customer_id = c.id and next_on is not null
         and model in ('cpm', 'lifecycle', 'vip')
       order by next_on, model limit 1) n on true
     left join lateral (
       select json_build_object('r', r, 'f', f, 'm', m, 'rfm', rfm, 'rank', rank, 'layer', layer,
                                'decile', decile, 'abc', abc) as classes
       from relative_class where shop_id = $1 and customer_id = c.id) r on true
     order by asked.n`,
    [shop.id, numbersText(ids)],
  );
}

/** Customers with an order of this name, or who have this number themselves. */
export async function customersByNumber(shop: Shop, text: string): Promise<CustomerId[]> {
  const rows = await shop.db.sql.query<{ id: CustomerId }>(
    `select id from customer where shop_id = $1 and id = $2
     union
     select customer_id from orders
     where shop_id = $1 and name = any($3::text[]) and customer_id is not null
     limit 50`,
    [shop.id, /^\d{1,18}$/.test(text) ? text : null, [text, `#${text}`]],
  );
  return rows.map(({ id }) => id);
}

/** Customers of whom a key of a kind is kept, in hexadecimal. */
export async function customersByKey(shop: Shop, kind: string, key: string): Promise<CustomerId[]> {
  const rows = await shop.db.sql.query<{ id: CustomerId }>(
    `select customer_id as id from customer_key
     where shop_id = $1 and kind = $2 and key = decode($3, 'hex') order by 1 limit 50`,
    [shop.id, kind, key],
  );
  return rows.map(({ id }) => id);
}
