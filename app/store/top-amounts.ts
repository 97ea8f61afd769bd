import { dayOf, isoOf, type Day } from '../domain/day.ts';
import type { TopAmount } from '../domain/history.ts';
import type { Counting } from '../domain/counting.ts';
import { underBasisLock } from './basis-lock.ts';
import { hasSegments, lowerTags } from './cutoffs.ts';
import type { Shop } from './database.ts';

/** The amounts that belong to the shop's top 1 %, month by month. */
export async function topAmounts(shop: Shop): Promise<TopAmount[]> {
  const rows = await shop.db.sql.query<{ month: string; amount: bigint | null }>(
    `select month::text, amount_minor as amount from top_amount where shop_id = $1 order by month`,
    [shop.id],
  );
  return rows.map(({ month, amount }) => ({
    from: dayOf(month),
    amount: amount === null ? null : Number(amount),
  }));
}

/** Whether the month of a day has its amount. */
export async function hasTopAmount(shop: Shop, today: Day): Promise<boolean> {
  const rows = await shop.db.sql.query(
    `select from top_amount where shop_id = $1 and month = date_trunc('month', $2::date)`,
    [shop.id, isoOf(today)],
  );
  return rows.length > 0;
}

/** Months (their first days) from the first counted order's to that of `today` without a row. */
export async function missingTopAmounts(shop: Shop, timezone: string, today: Day): Promise<Day[]> {
  const rows = await shop.db.sql.query<{ month: string }>(
    `select month::date::text as month
     from generate_series(
       date_trunc('month', (select min(processed_at) at time zone $2 from orders
                            where shop_id = $1 and counts)),
       date_trunc('month', $3::date), interval '1 month') as month
     where not exists (select from top_amount t where t.shop_id = $1 and t.month = month::date)
     order by 1`,
    [shop.id, timezone, isoOf(today)],
  );
  return rows.map(({ month }) => dayOf(month));
}

/**
 * What customers had spent before a month began, in minor units, ascending; only the highest `share`
 * are told, all others stand as −Infinity.
 */
export async function amountsBefore(
  shop: Shop,
  counting: Counting,
  { month, timezone, share }: { month: Day; timezone: string; share: number },
): Promise<Float64Array> {
  const [row] = await shop.db.sql.query<{ customers: bigint; highest: bigint[] }>(
    `with sums as materialized (
       select sum(o.value_minor)::bigint as amount
       from orders o join customer c on c.shop_id = $1 and c.id = o.customer_id
       where o.shop_id = $1 and o.counts and o.processed_at < ($2::date::timestamp at time zone $3)
         and ${hasSegments('$4')}
       group by o.customer_id
     ), whole as (select count(*) as customers from sums)
     select customers, array(
       select amount from sums order by amount desc limit (select ceil(customers * $5::float8) + 1)
     ) as highest
     from whole`,
    [shop.id, isoOf(month), timezone, lowerTags(counting), share],
  );
  const { customers = 0n, highest = [] } = row ?? {};
  const amounts = new Float64Array(Number(customers)).fill(-Infinity);
  for (const [place, amount] of highest.entries())
    amounts[amounts.length - 1 - place] = Number(amount);
  return amounts;
}

/**
 * Keeps a month's amount for good, and has everybody recomputed who has spent as much as this one or
 * the one before asks for. A month that has its amount keeps it.
 */
export async function saveTopAmount(shop: Shop, { from, amount }: TopAmount): Promise<void> {
  await underBasisLock(shop, async (sql) => {
    const saved = await sql.query(
      `insert into top_amount (shop_id, month, amount_minor) values ($1, $2, $3)
       on conflict do nothing returning month`,
      [shop.id, isoOf(from), amount],
    );
    if (saved.length === 0) return;
    await sql.query(
      `with least as (
         select least($3::bigint, (select amount_minor from top_amount
                                   where shop_id = $1 and month < $2 order by month desc limit 1))
           as amount
       ), held as materialized (
         select id from customer
         where shop_id = $1 and amount_minor >= (select amount from least) order by id for update
       )
       update customer c set stale = true,
         stale_because = case when c.stale then c.stale_because else 'calendar' end
       from held where c.shop_id = $1 and c.id = held.id`,
      [shop.id, isoOf(from), amount],
    );
  });
}
