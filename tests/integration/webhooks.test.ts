import { createHmac, randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { readWebEnv } from '#app/config/env.ts';
import { createLogger } from '#app/config/logger.ts';
import { startWeb } from '#app/start-web.ts';
import { ensureBuilt } from '#scripts/servers/built-app.ts';
import { useGround } from '../setup/ground.ts';

const ground = useGround();
const SECRET = 'the secret of today';
const PREVIOUS = 'the secret of yesterday';
const SHOP = 'signed.myshopify.com';

beforeEach(async () => {
  ensureBuilt();
  await ground.db.sql.query('truncate shop, inbox restart identity');
});

/** The real web process, its database where the test says. */
async function aWeb(databaseUrl = ground.databaseUrl): Promise<string> {
  const env = readWebEnv({
    HOST: '127.0.0.1',
    PORT: '0',
    DATABASE_URL: databaseUrl,
    SHOPIFY_API_KEY: 'key',
    SHOPIFY_API_SECRET: SECRET,
    SHOPIFY_API_SECRET_PREVIOUS: PREVIOUS,
    SHOPIFY_APP_URL: 'http://127.0.0.1:1',
    ENCRYPTION_KEY: Buffer.alloc(32).toString('base64'),
    LOG_LEVEL: 'silent',
  });
  const web = await startWeb(env, createLogger('silent'));
  onTestFinished(web.stop);
  return web.url;
}

const BODY =
  '{"id":9007199254740993,"admin_graphql_api_id":"gid://shopify/Order/9007199254740993"}';

interface Sent {
  body?: string;
  secret?: string;
  headers?: Record<string, string | null>;
  method?: string;
  path?: string;
}

async function send(
  url: string,
  { body = BODY, secret = SECRET, headers = {}, method = 'POST', path = 'orders' }: Sent = {},
) {
  const all: Record<string, string | null> = {
    'X-Shopify-Topic': 'orders/create',
    'X-Shopify-Hmac-Sha256': createHmac('sha256', secret).update(body).digest('base64'),
    'X-Shopify-Shop-Domain': SHOP,
    'X-Shopify-API-Version': '2026-10',
    'X-Shopify-Webhook-Id': randomUUID(),
    'Content-Type': 'application/json',
    ...headers,
  };
  const given = Object.entries(all).flatMap(([name, value]) =>
    value === null ? [] : [[name, value] as [string, string]],
  );
  const response = await fetch(`${url}/webhooks/${path}`, {
    method,
    headers: given,
    ...(method === 'GET' ? {} : { body }),
  });
  await response.arrayBuffer();
  return response.status;
}

const kept = () =>
  ground.db.sql.query<{ topic: string; body: string }>('select topic, body from inbox order by id');

describe('POST /webhooks/…', () => {
  it('answers 200 once the delivery is durable, its bytes as they came', async () => {
    expect(await send(await aWeb())).toBe(200);
    expect(await kept()).toEqual([{ topic: 'orders/create', body: BODY }]);
  });

  it('takes the secret before the last rotation, and no other', async () => {
    const url = await aWeb();
    expect(await send(url, { secret: PREVIOUS })).toBe(200);
    expect(await send(url, { secret: 'a guess' })).toBe(401);
    expect(await send(url, { headers: { 'X-Shopify-Hmac-Sha256': null } })).toBe(401);
    expect(await kept()).toHaveLength(1);
  });

  it('answers 400 to what is signed but malformed, each header missing once', async () => {
    const url = await aWeb();
    for (const name of [
      'X-Shopify-Topic',
      'X-Shopify-Shop-Domain',
      'X-Shopify-API-Version',
      'X-Shopify-Webhook-Id',
    ]) {
      expect(await send(url, { headers: { [name]: null } }), name).toBe(400);
    }
    expect(await send(url, { body: '{"id":' })).toBe(400);
    expect(await kept()).toEqual([]);
  });

  it('answers 405 to other methods', async () => {
    const url = await aWeb();
    for (const method of ['GET', 'PUT', 'DELETE', 'PATCH'])
      expect(await send(url, { method }), method).toBe(405);
  });

  it('keeps a repeated delivery once', async () => {
    const url = await aWeb();
    const again = { headers: { 'X-Shopify-Webhook-Id': 'the same' } };
    expect([await send(url, again), await send(url, again), await send(url, again)]).toEqual([
      200, 200, 200,
    ]);
    expect(await kept()).toHaveLength(1);
  });

  it('keeps privacy requests too, for whoever will handle them', async () => {
    const url = await aWeb();
    const sent = { path: 'compliance', headers: { 'X-Shopify-Topic': 'customers/redact' } };
    expect(await send(url, sent)).toBe(200);
    expect(await kept()).toMatchObject([{ topic: 'customers/redact' }]);
  });

  it('refuses a body that is too large, whether it says so or not', async () => {
    const url = await aWeb();
    const body = `{"note":"${'x'.repeat(5 * 1024 * 1024)}"}`;
    expect(await send(url, { body })).toBe(413);
  });

  it('answers 503 while it cannot be stored, and loses nothing when Shopify tries again', async () => {
    const url = await aWeb();
    await ground.db.sql.query('alter table inbox rename to inbox_away');
    const delivery = { headers: { 'X-Shopify-Webhook-Id': 'tried twice' } };
    expect(await send(url, delivery)).toBe(503);
    expect((await fetch(`${url}/healthz`)).status).toBe(503);
    await ground.db.sql.query('alter table inbox_away rename to inbox');
    expect(await send(url, delivery)).toBe(200);
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    expect(await kept()).toHaveLength(1);
  });
});
