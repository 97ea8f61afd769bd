import { Counting } from '#app/domain/counting.ts';
import { calendarOf } from '#app/domain/day.ts';
import type { CustomerId } from '#app/domain/ids.ts';
import { EVERY_NIGHT } from '#app/domain/prepared/catalog.ts';
import type { Shop } from '#app/store/database.ts';
import { reportCustomers, unitCosts } from '#app/store/report-customers.ts';
import { askForDueReports, hasAskedReports } from '#app/store/reports.ts';
import { readKnownShop } from '#app/store/shops.ts';
import { buildReports } from '#workers/handlers/build-reports.ts';
import type { Bench } from './lib/bench.ts';
import { benchContext, bigShop, TODAY, type BigShop } from './lib/big-shop.ts';
import { onServer, serveMerchant, type Asked } from './lib/merchant-web.ts';

const MIB = 1024 * 1024;
const LIMIT_MS = 500;
const LIST_LIMIT_MS = 200;
const BATCH = 2_000;

const report = (name: string, query = ''): Asked => ({
  name: query === '' ? name : `${name} ${query}`,
  limit: LIMIT_MS,
  place: () => `/app/reports/${name}${query}`,
});

const PAGES: readonly Asked[] = [
  { name: 'the list of all reports', limit: LIST_LIMIT_MS, place: () => '/app/reports' },
  report('repeat'),
  report('subscriptions'),
  report('products'),
  report('worth'),
  report('ads'),
  report('cohorts'),
  report('ranks'),
  report('diagnosis'),
  report('diagnosis', '?part=calendar'),
  report('health'),
];

/** All reports of a large shop: the pass that makes them, and the pages that show them. */
export const reports: Bench = {
  about: 'the pass that makes all reports (BENCH_CUSTOMERS), and server p95 of their pages',
  run: async function* (quick) {
    const closers: (() => unknown)[] = [];
    try {
      const customers = Number(process.env.BENCH_CUSTOMERS ?? (quick ? 20_000 : 1_000_000));
      const big = await bigShop(customers, closers);
      const floor = await bareRead(big.shop);
      const { seconds, peak, before } = await makeAll(big);
      yield {
        figure: `seconds for ${EVERY_NIGHT.length} reports of ${customers} customers`,
        value: seconds,
        floor,
        ratio: seconds / floor,
        atMost: 2,
        note: 'the floor reads the same customers, orders and lines and counts nothing',
      };
      yield {
        figure: 'peak memory of the pass, MiB',
        value: peak / MIB,
        floor: before / MIB,
        ratio: peak / before,
        note: 'the floor is the process after the bare read',
      };
      const web = await serveMerchant(big, closers);
      for (const page of PAGES) yield await onServer(page, web, quick ? 10 : 40);
    } finally {
      for (const close of closers.reverse()) await close();
    }
  },
};

/** @returns seconds. */
async function bareRead(shop: Shop): Promise<number> {
  const known = await readKnownShop(shop);
  const dayIn = calendarOf(known?.timezone ?? 'Asia/Tokyo');
  const [costs, counting] = [await unitCosts(shop), Counting.parse({})];
  const began = performance.now();
  for (let after: CustomerId | null = null; ;) {
    const customers = await reportCustomers(shop, after, BATCH, dayIn, { costs, counting });
    after = customers.at(-1)?.id ?? null;
    if (after === null) return (performance.now() - began) / 1_000;
  }
}

async function makeAll({ shop, db }: BigShop) {
  const known = await readKnownShop(shop);
  await askForDueReports(shop, calendarOf(known?.timezone ?? 'Asia/Tokyo')(TODAY), EVERY_NIGHT);
  globalThis.gc?.();
  const before = process.memoryUsage.rss();
  let peak = before;
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss());
  }, 500);
  const began = performance.now();
  await buildReports(shop, benchContext(db));
  const seconds = (performance.now() - began) / 1_000;
  clearInterval(watch);
  if (await hasAskedReports(shop)) throw new Error('not all reports were made');
  return { seconds, peak, before };
}
