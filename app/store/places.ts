import type { Shop } from './database.ts';

/** A sales channel or location by its name. */
export interface Place {
  kind: 'channel' | 'location';
  /** Handle of the channel, number of the location. */
  id: string;
  name: string;
}

/** Keeps what places are called. */
export async function savePlaces(shop: Shop, places: readonly Place[]): Promise<void> {
  const unique = [...new Map(places.map((place) => [`${place.kind}/${place.id}`, place])).values()];
  if (unique.length === 0) return;
  await shop.db.sql.query(
    `insert into place (shop_id, kind, id, name)
     select $1, * from unnest($2::text[], $3::text[], $4::text[])
     on conflict (shop_id, kind, id) do update set name = excluded.name
     where place.name <> excluded.name`,
    [
      shop.id,
      unique.map(({ kind }) => kind),
      unique.map(({ id }) => id),
      unique.map(({ name }) => name),
    ],
  );
}

/** The sales channels whose names are known, by name. */
export function listChannels(shop: Shop): Promise<Pick<Place, 'id' | 'name'>[]> {
  return shop.db.sql.query(
    `select id, name from place where shop_id = $1 and kind = 'channel' order by name, id`,
    [shop.id],
  );
}

/** A sales channel with the number of its orders; an empty id stands for orders without one. */
export interface ChannelOrders {
  id: string;
  name: string | null;
  orders: number;
}

/** How many orders came by which sales channel, most first. */
export async function countOrdersByChannel(shop: Shop): Promise<ChannelOrders[]> {
  const rows = await shop.db.sql.query<Omit<ChannelOrders, 'orders'> & { orders: bigint }>(
    `select o.id, p.name, o.orders
     from (select coalesce(source_name, '') as id, count(*) as orders from orders
           where shop_id = $1 and not deleted group by 1) o
     left join place p on p.shop_id = $1 and p.kind = 'channel' and p.id = o.id
     order by o.orders desc, o.id`,
    [shop.id],
  );
  return rows.map((row) => ({ ...row, orders: Number(row.orders) }));
}

/** The shop's locations by their names; a name that two have says nothing. */
export async function locationsByName(shop: Shop): Promise<Map<string, bigint>> {
  const rows = await shop.db.sql.query<{ name: string; id: string }>(
    `select name, min(id) as id from place where shop_id = $1 and kind = 'location'
     group by name having count(*) = 1`,
    [shop.id],
  );
  return new Map(rows.map(({ name, id }) => [name, BigInt(id)]));
}
