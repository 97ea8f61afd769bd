import { addDays, calendarOf, isoOf, type Day } from '#app/domain/day.ts';
import { sweep as handle } from '#workers/handlers/sweep.ts';
import type { Bench, Figure } from './lib/bench.ts';
import { benchContext, bigShop, bringUpToDate, TODAY, type BigShop } from './lib/big-shop.ts';

const DAY = 86_400_000;
const MOST_NIGHTS = 10;
const dayIn = calendarOf('Asia/Tokyo');

/** Midnight: who changes by the calendar is found and computed. */
export const sweep: Bench = {
  about: 'the nightly change of states against how many change, and against how many customers',
  run: async function* (quick) {
    const sizes = quick ? [2_000, 20_000] : [100_000, 1_000_000];
    const changes = quick ? [20, 100] : [500, 5_000];
    const [few = 0, many = 0] = changes;
    const [small = 0, large = 0] = sizes;
    const inSmall = await measured(small, [many]);
    const inLarge = await measured(large, [few, many]);
    const of = (seconds: Map<number, number>, count: number) => seconds.get(count) ?? Number.NaN;
    yield figureOf(
      `ms for ${many} changes among ${large} customers, against ${small}`,
      of(inLarge, many),
      of(inSmall, many),
      { atMost: 1.3 },
      'flat is 1: the work grows with the changes, not with the customers',
    );
    yield figureOf(
      `ms for ${many} changes against ${many / few} times ${few}`,
      of(inLarge, many),
      of(inLarge, few) * (many / few),
      {},
      `among ${large} customers; a change costs ${((of(inLarge, many) / many) * 1e3).toFixed(2)} ms`,
    );
  },
};

function figureOf(
  figure: string,
  seconds: number,
  floor: number,
  aim: Pick<Figure, 'atMost'>,
  note: string,
): Figure {
  return {
    figure,
    value: seconds * 1000,
    floor: floor * 1000,
    ratio: seconds / floor,
    ...aim,
    note,
  };
}

/** Seconds for each number of changes, in a shop of so many customers. */
async function measured(customers: number, changes: number[]): Promise<Map<number, number>> {
  const seconds = new Map<number, number>();
  const closers: (() => unknown)[] = [];
  try {
    const big = await bigShop(customers, closers);
    let night = dayIn(TODAY);
    for (const count of changes) {
      night = await nightOf(big, night, count);
      seconds.set(count, await timeOf(big, night));
    }
    return seconds;
  } finally {
    for (const close of closers.reverse()) await close();
  }
}

/** The first night after another on which so many customers change; all but those are let alone. */
async function nightOf({ shop, db }: BigShop, after: Day, count: number): Promise<Day> {
  for (let night = addDays(after, 1); night < after + MOST_NIGHTS; night = addDays(night, 1)) {
    const due = await db.sql.query<{ id: bigint }>(
      `select distinct customer_id as id from timeline
       where shop_id = $1 and next_on <= $2::date order by 1 limit $3`,
      [shop.id, isoOf(night), count],
    );
    if (due.length < count) continue;
    await db.sql.query(
      `update timeline set next_on = null
       where shop_id = $1 and next_on <= $2::date and customer_id <> all ($3::bigint[])`,
      [shop.id, isoOf(night), due.map(({ id }) => id)],
    );
    await db.sql.query('vacuum analyze timeline');
    return night;
  }
  throw new Error(`there is no night soon on which ${count} customers change`);
}

async function timeOf({ shop, db }: BigShop, night: Day): Promise<number> {
  const context = benchContext(db, TODAY + (night - dayIn(TODAY)) * DAY);
  const start = performance.now();
  await handle(shop, context);
  await bringUpToDate(shop, context);
  return (performance.now() - start) / 1000;
}
