import { vi, expect } from 'vitest';
import { addDays, calendarOf, dayOf, type Day } from '#app/domain/day.ts';
import type { CountedOrder } from '#app/domain/history.ts';
import type { CustomerId } from '#app/domain/ids.ts';
import { CALENDAR_MODELS } from '#app/domain/models/index.ts';
import { RELATIVE_MODELS } from '#app/domain/relative/month-classes.ts';
import { classesAgainst, StoredCutoffs } from '#app/domain/relative/stored.ts';
import { ACTIVITY } from '#app/domain/reports/activity.ts';
import { monthEnds } from '#app/domain/reports/calendar-months.ts';
import { SPANS, type MonthMove, type MonthStock } from '#app/domain/reports/month-tables.ts';
import type { TrackedCustomer } from '#app/domain/reports/place.ts';
import { stockTally } from '#app/domain/reports/stock.ts';
import { tally } from '#app/domain/reports/tally.ts';
import { moveOf, transitionMatrix } from '#app/domain/reports/transition-matrix.ts';
import type { Timeline } from '#app/domain/timeline.ts';
import type { Shop } from '#app/store/database.ts';
import { readMonthMoves, readMonthStocks } from '#app/store/months.ts';
import { hasStale } from '#app/store/recompute.ts';
import { currentSettings } from '#app/store/settings.ts';
import { buildMonths } from '#workers/handlers/build-months.ts';
import { compare } from '#workers/handlers/compare.ts';
import { rebuild } from '#workers/handlers/rebuild.ts';
import { recompute } from '#workers/handlers/recompute.ts';
import { restate } from '#workers/handlers/restate.ts';
import { monthsAreDue } from '#workers/months/due.ts';
import type { Context } from '#workers/context.ts';

const dayIn = calendarOf('Asia/Tokyo');

/** Every model that months are kept of. */
export const MONTH_MODELS = [...CALENDAR_MODELS, ...RELATIVE_MODELS, ACTIVITY];

/** Stocks and moves of all models, as rows in one order. */
export interface Months {
  stocks: MonthStock[];
  moves: MonthMove[];
}

/** Everything that has changed is computed, but for the months. */
export async function settle(shop: Shop, context: Context): Promise<void> {
  await restate(shop, context);
  do {
    await compare(shop, context);
    await recompute(shop, context);
    await rebuild(shop, context);
  } while (await hasStale(shop));
}

/** Runs the job until there is nothing to build: now and then another test's transaction holds it up. */
export async function buildAll(shop: Shop, context: Context): Promise<void> {
  await vi.waitFor(
    async () => {
      await buildMonths(shop, context);
      expect(await monthsAreDue(shop, await context.now())).toBe(false);
    },
    { timeout: 20_000, interval: 20 },
  );
}

/** What is kept of the months from one day to another. */
export async function keptMonths(shop: Shop, from: Day, to: Day): Promise<Months> {
  const months: Months = { stocks: [], moves: [] };
  for (const { key: model } of MONTH_MODELS) {
    months.stocks.push(...(await readMonthStocks(shop, { model, from, to })));
    for (const span of SPANS) {
      months.moves.push(...(await readMonthMoves(shop, { model, from, to, span })));
    }
  }
  return inOrder(months);
}

/**
 * The same by the definitions: the pure tallies over the customers as the database has them, each
 * held against the stored cutoffs.
 */
export async function definedMonths(shop: Shop, ends: readonly Day[]): Promise<Months> {
  const before = monthEnds(ends[0]!, 13).slice(0, -1);
  const days = [...before, ...ends];
  const months: Months = { stocks: [], moves: [] };
  for (const [model, customers] of await trackedByModel(shop, days)) {
    const { states } = MONTH_MODELS.find(({ key }) => key === model)!;
    const rows = tally(stockTally<string>(states, ends), customers);
    months.stocks.push(
      ...rows
        .filter(({ customers: count, yearSales }) => count > 0 || yearSales !== 0n)
        .map((row) => ({ ...row, model })),
    );
    for (const day of ends) {
      for (const span of SPANS) {
        const then = days[days.indexOf(day) - span]!;
        const matrix = tally(
          transitionMatrix<string>(states),
          customers.map((each) => moveOf(each, then, day)),
        );
        for (const [row, from] of matrix.rows.entries()) {
          for (const [column, to] of matrix.columns.entries()) {
            const cell = matrix.cells[row]![column]!;
            if (cell.customers > 0) months.moves.push({ day, model, span, from, to, ...cell });
          }
        }
      }
    }
  }
  return inOrder(months);
}

function inOrder({ stocks, moves }: Months): Months {
  const byText = <Row>(rows: Row[], text: (row: Row) => string) =>
    rows.toSorted((a, b) => (text(a) < text(b) ? -1 : 1));
  return {
    stocks: byText(stocks, ({ day, model, state }) => `${day} ${model} ${state}`),
    moves: byText(
      moves,
      ({ day, model, span, from, to }) => `${day} ${model} ${span} ${from} ${to}`,
    ),
  };
}

/** The store writes a word where a model says nothing. */
function stateOf(word: string): string | null {
  return word === 'null' ? null : word;
}

interface Stored {
  id: string;
  orders: { at: string; value: number }[];
  timelines: Record<string, { starts: string[]; states: string[] }>;
}

async function trackedByModel(
  shop: Shop,
  days: readonly Day[],
): Promise<Map<string, TrackedCustomer[]>> {
  const { settings } = (await currentSettings(shop))!;
  const cutoffs = await cutoffsByDay(shop);
  const people = await storedPeople(shop);
  const byModel = new Map<string, TrackedCustomer[]>();
  for (const { key } of CALENDAR_MODELS) {
    byModel.set(
      key,
      people.map(({ orders, timelines }) => {
        const stored = timelines[key];
        const timeline: Timeline = stored
          ? stored.starts.map((start, index) => ({
              from: dayOf(start),
              state: stateOf(stored.states[index]!),
            }))
          : orders.slice(0, 1).map(({ day }) => ({ from: day, state: null }));
        return { history: { orders }, timeline };
      }),
    );
  }
  for (const { key, read } of RELATIVE_MODELS) {
    byModel.set(
      key,
      people.map(({ id, orders }) => {
        const timeline = days.flatMap((day) => {
          const past = orders.filter((order) => order.day <= day);
          if (past.length === 0) return [];
          const held = cutoffs.get(day);
          if (!held) return [{ from: day, state: null }];
          const amount = past.reduce((sum, { value }) => sum + value, 0);
          const departure = day - past.at(-1)!.day;
          const customer = { id, orders: past.length, amount, departure };
          return [{ from: day, state: read(classesAgainst(held, customer, settings)) }];
        });
        return { history: { orders }, timeline };
      }),
    );
  }
  byModel.set(ACTIVITY.key, people.map(withActivity));
  return byModel;
}

/** Active from each order day on, and lapsed when 365 days have passed without another. */
function withActivity({ orders }: { orders: CountedOrder[] }): TrackedCustomer {
  const timeline = orders.flatMap(({ day }, index) => {
    const lapsesOn = addDays(day, 365);
    const next = orders[index + 1]?.day ?? Infinity;
    const active = { from: day, state: 'active' };
    return next <= lapsesOn ? [active] : [active, { from: lapsesOn, state: 'lapsed' }];
  });
  return { history: { orders }, timeline };
}

async function cutoffsByDay(shop: Shop): Promise<Map<Day, StoredCutoffs>> {
  const rows = await shop.db.sql.query<{ day: string; body: unknown }>(
    `select day::text, body from cutoff where shop_id = $1 and purpose = 'month'`,
    [shop.id],
  );
  return new Map(rows.map(({ day, body }) => [dayOf(day), StoredCutoffs.parse(body)]));
}

async function storedPeople(
  shop: Shop,
): Promise<{ id: CustomerId; orders: CountedOrder[]; timelines: Stored['timelines'] }[]> {
  const rows = await shop.db.sql.query<Stored>(
    `select customer_id::text as id,
       (select coalesce(json_agg(json_build_object('at', processed_at, 'value', value_minor)
                                 order by processed_at), '[]')
        from orders o where o.shop_id = $1 and o.customer_id = t.customer_id and counts) as orders,
       json_object_agg(model, json_build_object('starts', period_starts, 'states', period_states))
         as timelines
     from timeline t where shop_id = $1 group by customer_id order by t.customer_id`,
    [shop.id],
  );
  return rows.map(({ id, orders, timelines }) => ({
    id: BigInt(id) as CustomerId,
    orders: orders.map(({ at, value }) => ({ day: dayIn(Date.parse(at)), value })),
    timelines,
  }));
}
