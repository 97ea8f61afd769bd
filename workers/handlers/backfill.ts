import { setTimeout as sleep } from 'node:timers/promises';
import { Failure, final, retryable } from '#app/domain/failure.ts';
import { moneyReader, type MoneyReader } from '#app/domain/money.ts';
import type { OrderFacts } from '#app/domain/order.ts';
import { defaultSettings } from '#app/domain/settings.ts';
import type { AdminClient } from '#app/shopify/admin-client.ts';
import { BULK_ORDERS_QUERY, readOrderLine } from '#app/shopify/bulk-orders.ts';
import { downloadLines } from '#app/shopify/download-lines.ts';
import { bulkOperation } from '#app/shopify/operations/bulk-operation.ts';
import { shopFacts } from '#app/shopify/operations/shop-facts.ts';
import { startBulkQuery } from '#app/shopify/operations/start-bulk-query.ts';
import { readBackfill, updateBackfill } from '#app/store/backfills.ts';
import type { Shop } from '#app/store/database.ts';
import { orderTotals, saveOrders } from '#app/store/orders.ts';
import { beginWatermark } from '#app/store/reconciliations.ts';
import { saveFirstSettings } from '#app/store/settings.ts';
import { readKnownShop, saveShopFacts } from '#app/store/shops.ts';
import type { Context } from '../context.ts';

const BATCH = 5_000;
const FIRST_POLL_MS = 200;
const SLOWEST_POLL_MS = 10_000;

/**
 * Reads a shop's whole past once: its facts, then every order by one bulk query. Killed anywhere,
 * it goes on from what the database says: a running operation is found again, a half-read result is
 * read again from its start (orders that are there already change nothing).
 */
export async function backfill(shop: Shop, context: Context): Promise<void> {
  const state = await readBackfill(shop);
  if (!state || state.status === 'done' || state.status === 'failed') return;
  const admin = await context.admin(shop);
  await learnShop(shop, admin);
  const operationId = state.operationId ?? (await startReading(shop, admin, await context.now()));
  const result = await finishedOperation(shop, admin, operationId, context);
  if (!result) return;
  await updateBackfill(shop, { status: 'reading', rowsExpected: result.rows, rowsRead: 0 });
  if (result.url && !(await readOrders(shop, context, result.url, result.rows))) return;
  const { currency } = await known(shop);
  await saveFirstSettings(shop, defaultSettings(currency, await orderTotals(shop)));
  await updateBackfill(shop, { status: 'done' });
  await context.enqueue('recompute', { shopId: shop.id });
}

async function learnShop(shop: Shop, admin: AdminClient): Promise<void> {
  const facts = await admin.run(shopFacts());
  await saveShopFacts(shop, {
    timezone: facts.shop.ianaTimezone,
    currency: facts.shop.currencyCode,
  });
}

async function startReading(shop: Shop, admin: AdminClient, now: number): Promise<string> {
  const { bulkOperationRunQuery } = await admin.run(startBulkQuery(BULK_ORDERS_QUERY));
  const { bulkOperation: operation, userErrors } = bulkOperationRunQuery;
  const refusal = userErrors.map((error) => error.message).join('; ');
  const busy = userErrors.some(
    ({ code }) => code === 'OPERATION_IN_PROGRESS' || code === 'LIMIT_REACHED',
  );
  if (busy) throw retryable(`the bulk query has to wait: ${refusal}`);
  if (!operation) return giveUp(shop, `Shopify refused the bulk query: ${refusal}`);
  await beginWatermark(shop, now);
  await updateBackfill(shop, { status: 'running', operationId: operation.id });
  return operation.id;
}

/** Where the result lies once the operation is complete; null when this process has to stop first. */
async function finishedOperation(
  shop: Shop,
  admin: AdminClient,
  id: string,
  { stopping }: Context,
): Promise<{ url: string | null; rows: number } | null> {
  for (let pause = FIRST_POLL_MS; ; pause = Math.min(pause * 1.5, SLOWEST_POLL_MS)) {
    const { bulkOperation: operation } = await admin.run(bulkOperation(id));
    if (!operation) return startAgain(shop, 'Shopify no longer knows the bulk query');
    const { status, errorCode, objectCount: rows, url } = operation;
    if (status === 'COMPLETED' && (url !== null || rows === 0)) return { url, rows };
    if (status === 'FAILED' && errorCode === 'ACCESS_DENIED') {
      return giveUp(shop, 'Shopify denied access to the orders: is read_orders granted?');
    }
    if (status !== 'CREATED' && status !== 'RUNNING') {
      return startAgain(shop, `the bulk query ended as ${status} ${errorCode ?? ''}`);
    }
    await updateBackfill(shop, { rowsRead: 0, rowsExpected: rows });
    if (!(await paused(pause, stopping))) return null;
  }
}

/** One batch is stored while the next one is read; false when this process had to stop before the end. */
async function readOrders(
  shop: Shop,
  context: Context,
  url: string,
  rows: number,
): Promise<boolean> {
  const read = moneyReader((await known(shop)).currency);
  let batch: OrderFacts[] = [];
  let rowsRead = 0;
  let saving = Promise.resolve();
  const save = async (orders: OrderFacts[]) => {
    await saveOrders(shop, orders, { because: 'backfill' });
    rowsRead += orders.length;
    await updateBackfill(shop, { rowsRead });
  };
  for await (const line of linesOf(shop, context, url, rows)) {
    batch.push(await understood(shop, line, read));
    if (batch.length < BATCH) continue;
    await saving;
    if (context.stopping.aborted) return false;
    saving = save(batch);
    saving.catch(() => undefined);
    batch = [];
  }
  await saving;
  await save(batch);
  return true;
}

/** A result that is no longer there (Shopify keeps it seven days) is asked for again. */
async function* linesOf(
  shop: Shop,
  context: Context,
  url: string,
  rows: number,
): AsyncGenerator<string> {
  try {
    yield* downloadLines(context.fetch, url, rows);
  } catch (error) {
    if (!(error instanceof Failure) || error.remedy.kind !== 'stop') throw error;
    await startAgain(shop, error.message);
  }
}

async function understood(shop: Shop, line: string, read: MoneyReader): Promise<OrderFacts> {
  try {
    return readOrderLine(line, read);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return giveUp(shop, `an order of the bulk result is not understood: ${reason}`);
  }
}

async function known(shop: Shop) {
  const facts = await readKnownShop(shop);
  if (!facts) throw retryable('the shop has not told its calendar and currency yet');
  return facts;
}

async function startAgain(shop: Shop, reason: string): Promise<never> {
  await updateBackfill(shop, { status: 'requested', operationId: null, reason });
  throw retryable(reason);
}

async function giveUp(shop: Shop, reason: string): Promise<never> {
  await updateBackfill(shop, { status: 'failed', reason });
  throw final(reason);
}

/** Waits; false when the process is stopping. */
function paused(ms: number, signal: AbortSignal): Promise<boolean> {
  return sleep(ms, true, { signal }).catch(() => false);
}
