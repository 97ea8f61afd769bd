import { isoOf, type Calendar, type Day } from '../domain/day.ts';
import type { MonthMove, MonthStock, Span } from '../domain/reports/month-tables.ts';
import { columnText } from './arrays.ts';
import type { Shop, Sql } from './database.ts';
import { endBuild, monthState, type Build } from './month-state.ts';

/** The rows of the months from `from` (its first day; null: of all) to `until` (the last day). */
export interface BuiltMonths {
  from: Day | null;
  until: Day;
  timezone: string;
  stocks: Iterable<MonthStock>;
  moves: Iterable<MonthMove>;
}

/** So many rows travel in one statement. */
const ROWS = 5_000;

/**
 * Puts rows in the place of those of the same and all later months, in one transaction: a reader
 * sees the old or the new ones.
 *
 * @returns false when another build has begun meanwhile: then the old ones are kept.
 */
export function swapMonths(shop: Shop, build: Build, months: BuiltMonths): Promise<boolean> {
  return shop.db.transaction(async (sql) => {
    if (!(await endBuild(shop, sql, build, months))) return false;
    for (const table of ['month_stock', 'month_move']) {
      await sql.query(
        `delete from ${table} where shop_id = $1 and month >= coalesce($2::date, '-infinity')`,
        [shop.id, months.from === null ? null : isoOf(months.from)],
      );
    }
    for (const rows of inPortions(months.stocks)) await addStocks(shop, sql, rows);
    for (const rows of inPortions(months.moves)) await addMoves(shop, sql, rows);
    return true;
  });
}

function* inPortions<Row>(rows: Iterable<Row>): Generator<Row[]> {
  let portion: Row[] = [];
  for (const row of rows) {
    portion.push(row);
    if (portion.length < ROWS) continue;
    yield portion;
    portion = [];
  }
  if (portion.length > 0) yield portion;
}

async function addStocks(shop: Shop, sql: Sql, rows: readonly MonthStock[]): Promise<void> {
  const column = (of: (row: MonthStock) => string | number | bigint) => columnText(rows.map(of));
  await sql.query(
    `insert into month_stock (shop_id, month, model, state, customers, active, orders, amount_minor,
                              year_minor, first_days, last_days)
     select $1, date_trunc('month', day)::date, model, state, customers, active, orders, amount,
            year, first_days, last_days
     from unnest($2::date[], $3::text[], $4::text[], $5::int[], $6::int[], $7::bigint[],
                 $8::bigint[], $9::bigint[], $10::bigint[], $11::bigint[])
       as t (day, model, state, customers, active, orders, amount, year, first_days, last_days)`,
    [
      shop.id,
      column(({ day }) => isoOf(day)),
      column(({ model }) => model),
      column(({ state }) => state),
      column(({ customers }) => customers),
      column(({ active }) => active),
      column(({ orders }) => orders),
      column(({ amount }) => amount),
      column(({ yearSales }) => yearSales),
      column(({ firstDays }) => firstDays),
      column(({ lastDays }) => lastDays),
    ],
  );
}

async function addMoves(shop: Shop, sql: Sql, rows: readonly MonthMove[]): Promise<void> {
  const column = (of: (row: MonthMove) => string | number | bigint) => columnText(rows.map(of));
  await sql.query(
    `insert into month_move (shop_id, month, model, span, from_state, to_state, customers,
                             amount_then_minor, amount_minor)
     select $1, date_trunc('month', day)::date, model, span, from_state, to_state, customers,
            amount_then, amount
     from unnest($2::date[], $3::text[], $4::smallint[], $5::text[], $6::text[], $7::int[],
                 $8::bigint[], $9::bigint[])
       as t (day, model, span, from_state, to_state, customers, amount_then, amount)`,
    [
      shop.id,
      column(({ day }) => isoOf(day)),
      column(({ model }) => model),
      column(({ span }) => span),
      column(({ from }) => from),
      column(({ to }) => to),
      column(({ customers }) => customers),
      column(({ amountThen }) => amountThen),
      column(({ amountNow }) => amountNow),
    ],
  );
}

/** The day of the shop's first counted order of a customer; null without one. */
export async function firstOrderDay(shop: Shop, dayIn: Calendar): Promise<Day | null> {
  const [row] = await shop.db.sql.query<{ at: Date | null }>(
    `select min(processed_at) as at from orders
     where shop_id = $1 and counts and customer_id is not null`,
    [shop.id],
  );
  return row?.at ? dayIn(row.at.getTime()) : null;
}

/** How true the months are that a page shows. */
export interface MonthsAsOf {
  /** Null: they are being built for the first time. */
  builtAt: Date | null;
  /** The last day of the newest month there is. */
  until: Day | null;
  /** From this day on, within them, something has changed since; null: nothing has. */
  dirtyFrom: Day | null;
  /** When the first such change came. */
  dirtySince: Date | null;
}

/** How true the kept months of a shop are. */
export async function monthsAsOf(shop: Shop): Promise<MonthsAsOf> {
  const { builtAt, builtUntil: until, dirtyFrom, dirtySince } = await monthState(shop);
  return { builtAt, until, dirtyFrom, dirtySince };
}

/** The last day of the first month that is kept; null without any. */
export async function firstMonth(shop: Shop): Promise<Day | null> {
  const [row] = await shop.db.sql.query<{ day: Day | null }>(
    `select (min(month) + interval '1 month')::date - 1 - date '1970-01-01' as day
     from month_stock where shop_id = $1 and model = 'stage'`,
    [shop.id],
  );
  return row?.day ?? null;
}

/** Some months of a model; a state or way without anybody has no row. */
export interface MonthsWanted {
  model: string;
  /** Any day of the first and of the last month. */
  from: Day;
  to: Day;
}

/** The stocks of some months, by month; states in no order. */
export async function readMonthStocks(
  shop: Shop,
  { model, from, to }: MonthsWanted,
): Promise<MonthStock[]> {
  const rows = await shop.db.sql.query<StockRow>(
    `select ${LAST_DAY} as day, state, customers, active, orders, amount_minor as amount,
            year_minor as "yearSales", first_days as "firstDays", last_days as "lastDays"
     from month_stock where shop_id = $1 and model = $2 and ${AMONG_MONTHS}
     order by month`,
    [shop.id, model, isoOf(from), isoOf(to)],
  );
  return rows.map(({ orders, firstDays, lastDays, ...row }) => ({
    ...row,
    model,
    orders: Number(orders),
    firstDays: Number(firstDays),
    lastDays: Number(lastDays),
  }));
}

type Sums = 'orders' | 'firstDays' | 'lastDays';
type StockRow = Omit<MonthStock, 'model' | Sums> & Record<Sums, bigint>;

const LAST_DAY = `(month + interval '1 month')::date - 1 - date '1970-01-01'`;
const AMONG_MONTHS = `month between date_trunc('month', $3::date)::date and $4::date`;

/** The moves of some months over one span, by month; ways in no order. */
export async function readMonthMoves(
  shop: Shop,
  { model, from, to, span }: MonthsWanted & { span: Span },
): Promise<MonthMove[]> {
  const rows = await shop.db.sql.query<Omit<MonthMove, 'model' | 'span'>>(
    `select ${LAST_DAY} as day, from_state as "from", to_state as "to", customers,
            amount_then_minor as "amountThen", amount_minor as "amountNow"
     from month_move where shop_id = $1 and model = $2 and ${AMONG_MONTHS} and span = $5
     order by month`,
    [shop.id, model, isoOf(from), isoOf(to), span],
  );
  return rows.map((row) => ({ ...row, model, span }));
}
