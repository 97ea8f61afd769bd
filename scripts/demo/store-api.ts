import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import split2 from 'split2';
import { z } from 'zod';

const money = z.object({ shopMoney: z.object({ amount: z.string(), currencyCode: z.string() }) });

export const RawShop = z.object({
  name: z.string(),
  myshopifyDomain: z.string(),
  ianaTimezone: z.string(),
  currencyCode: z.string(),
});
export type RawShop = z.infer<typeof RawShop>;

export const RawOrder = z.object({
  id: z.string(),
  processedAt: z.string(),
  cancelledAt: z.string().nullable(),
  test: z.boolean(),
  customer: z.object({ id: z.string() }).nullable(),
  totalPriceSet: money,
  currentTotalPriceSet: money,
  totalRefundedSet: money,
});
export type RawOrder = z.infer<typeof RawOrder>;

export const RawCustomer = z.object({ id: z.string(), tags: z.array(z.string()) });
export type RawCustomer = z.infer<typeof RawCustomer>;

const Stats = z.object({ calls: z.number(), points: z.number(), throttles: z.number() });

/** The simulated store's own view of itself, past the Admin API. */
export interface StoreApi {
  shop: () => Promise<RawShop>;
  now: () => Promise<number>;
  stats: () => Promise<z.infer<typeof Stats>>;
  sessionToken: () => Promise<string>;
  orders: () => AsyncGenerator<RawOrder>;
  customers: () => AsyncGenerator<RawCustomer>;
}

export function storeApi(url: string): StoreApi {
  const get = async <T>(path: string, schema: z.ZodType<T>): Promise<T> => {
    const response = await fetch(`${url}/__sim/${path}`, { signal: AbortSignal.timeout(10_000) });
    return schema.parse(await response.json());
  };
  return {
    shop: () => get('shop', RawShop),
    now: async () => Date.parse((await get('clock', z.object({ now: z.string() }))).now),
    stats: () => get('stats', Stats),
    sessionToken: async () =>
      (await get('session-token', z.object({ sessionToken: z.string() }))).sessionToken,
    orders: () => lines(`${url}/__sim/orders.jsonl`, RawOrder),
    customers: () => lines(`${url}/__sim/customers.jsonl`, RawCustomer),
  };
}

async function* lines<T>(url: string, schema: z.ZodType<T>): AsyncGenerator<T> {
  const { body } = await fetch(url);
  if (!body) throw new Error(`${url} is empty`);
  const stream = Readable.fromWeb(body as ReadableStream).compose<Readable>(split2());
  for await (const line of stream as AsyncIterable<string>) {
    if (line !== '') yield schema.parse(JSON.parse(line));
  }
}
