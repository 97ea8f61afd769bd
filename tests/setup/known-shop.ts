import { randomBytes } from 'node:crypto';
import type { JobName, Payload } from '#app/queues/catalog.ts';
import { defaultSettings } from '#app/domain/settings.ts';
import type { Enqueue } from '#app/queues/enqueue.ts';
import { calendarOf } from '#app/domain/day.ts';
import { saveCurrentCutoffs } from '#app/store/cutoffs.ts';
import { closeReading, openReadings, requestBackfill } from '#app/store/readings.ts';
import type { Database, Shop } from '#app/store/database.ts';
import { saveFirstSettings } from '#app/store/settings.ts';
import { ensureShop, saveShopFacts } from '#app/store/shops.ts';
import type { Context } from '#workers/context.ts';

/** A job as a test sees it asked for. */
export interface Asked {
  name: JobName;
  payload: Payload<JobName>;
}

/** A new shop in Japan, read and set up, without a store behind it, and a context to run handlers in. */
export async function knownShop(db: Database, today = '2026-06-30T03:00:00Z') {
  const shop: Shop = await ensureShop(db, `shop-${randomBytes(6).toString('hex')}.myshopify.com`);
  await saveShopFacts(shop, {
    name: 'しずく堂',
    timezone: 'Asia/Tokyo',
    currency: 'JPY',
    protectedData: 1,
  });
  await requestBackfill(shop);
  for (const { id } of await openReadings(shop)) await closeReading(shop, id, { status: 'done' });
  await saveFirstSettings(shop, defaultSettings('JPY', { sum: 0n, orders: 0n }));
  const day = calendarOf('Asia/Tokyo')(Date.parse(today));
  await saveCurrentCutoffs(shop, { day, cutoffs: null }, { settingsVersion: 1, customers: 0 });
  const asked: Asked[] = [];
  const enqueue: Enqueue = (name, payload) => {
    asked.push({ name, payload });
    return Promise.resolve();
  };
  const stopping = new AbortController();
  const context = {
    db,
    env: { JOB_LOCK_SECONDS: 30 },
    enqueue,
    now: () => Promise.resolve(Date.parse(today)),
    stopping: stopping.signal,
  } as unknown as Context;
  return { shop, asked, enqueue, context, stopping };
}
