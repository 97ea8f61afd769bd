import { isoOf, type Day } from '../domain/day.ts';
import { YEAR_DAYS } from '../domain/reports/life.ts';
import type { CpmCell, CpmCuts } from '../domain/reports/cpm-cells.ts';
import type { Shop } from './database.ts';

type Sums = 'orders' | 'firstDays' | 'lastDays';
type Row = Omit<CpmCell, Sums> & Record<Sums, bigint>;

const CELLS = `
select count(*)::int as customers,
       (count(*) filter (where $2::date - last_on < ${YEAR_DAYS}))::int as active,
       sum(orders)::bigint as orders, sum(amount_minor)::bigint as amount,
       sum(first_on - date '1970-01-01')::bigint as "firstDays",
       sum(last_on - date '1970-01-01')::bigint as "lastDays",
       min(orders) as "leastOrders", min(last_on - first_on) as "leastTenure",
       min(amount_minor)::float8 as "leastAmount", min($2::date - last_on) as "leastDeparture"
from customer
where shop_id = $1 and orders is not null
group by orders >= $3::int, width_bucket(last_on - first_on, $4::int[]),
         amount_minor >= $5::bigint, $2::date - last_on >= $6::int`;

/** Everybody who has bought, summed between the cuts: one pass over the customers of the shop. */
export async function sumByCuts(shop: Shop, today: Day, cuts: CpmCuts): Promise<CpmCell[]> {
  const { orders, tenureDays, amount, departureDays } = cuts;
  const rows = await shop.db.sql.query<Row>(CELLS, [
    shop.id,
    isoOf(today),
    orders,
    tenureDays,
    amount,
    departureDays,
  ]);
  return rows.map((row) => ({
    ...row,
    orders: Number(row.orders),
    firstDays: Number(row.firstDays),
    lastDays: Number(row.lastDays),
  }));
}
