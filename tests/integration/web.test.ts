import { beforeAll, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { readWebEnv } from '#app/config/env.ts';
import { createLogger } from '#app/config/logger.ts';
import { startWeb } from '#app/start-web.ts';
import { readBackfill } from '#app/store/readings.ts';
import { ensureShop } from '#app/store/shops.ts';
import type { Simulator } from '#simulator/server.ts';
import { ensureBuilt } from '#scripts/servers/built-app.ts';
import { useGround } from '../setup/ground.ts';
import { APP, aSimulator } from '../setup/simulator.ts';

const ground = useGround();
const BROWSER = { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0.0.0 Safari/537.36' };

beforeAll(ensureBuilt, 120_000);

beforeEach(async () => {
  await ground.empty();
});

async function aWeb(simulator: Simulator): Promise<string> {
  const env = readWebEnv({
    NODE_ENV: 'test',
    DATABASE_URL: ground.databaseUrl,
    SHOPIFY_API_KEY: APP.apiKey,
    SHOPIFY_API_SECRET: APP.apiSecret,
    ENCRYPTION_KEY: Buffer.alloc(32, 3).toString('base64'),
    SIMULATOR_URL: simulator.url,
    SHOPIFY_APP_URL: 'http://127.0.0.1:1',
    FRAME_ORIGIN: 'http://127.0.0.1:2/',
    APP_BRIDGE_URL: 'http://127.0.0.1:2/app-bridge.js',
    PORT: '0',
  });
  const web = await startWeb(env, createLogger('silent'));
  onTestFinished(web.stop);
  return web.url;
}

function open(url: string, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(url, { redirect: 'manual', headers: { ...BROWSER, ...headers } });
}

function hrefOf(target: string | URL | Request): string {
  return target instanceof Request ? target.url : String(target);
}

async function framed(simulator: Simulator, locale: string): Promise<string> {
  const query = new URLSearchParams({
    embedded: '1',
    shop: simulator.world.shop.myshopifyDomain,
    host: Buffer.from('admin.shopify.com/store/dev').toString('base64'),
    id_token: await simulator.sessionToken(),
    locale,
  });
  return query.toString();
}

describe('the web process', () => {
  it('lets a merchant in: token exchanged once, shop connected, page in the merchant’s language', async () => {
    const simulator = await aSimulator();
    const url = await aWeb(simulator);
    const sent = vi.spyOn(globalThis, 'fetch');
    const page = await open(`${url}/app?${await framed(simulator, 'ja')}`);
    expect(page.status).toBe(200);
    const html = await page.text();
    expect(html).toContain('<html lang="ja">');
    expect(html).toContain('注文の読み込みを準備しています');
    expect(html).toContain('http://127.0.0.1:2/app-bridge.js');
    const shop = await ensureShop(ground.db, simulator.world.shop.myshopifyDomain);
    expect(await readBackfill(shop)).toMatchObject({ status: 'waiting' });
    const exchanges = sent.mock.calls.filter(([to]) => hrefOf(to).endsWith('/oauth/access_token'));
    expect(exchanges).toHaveLength(1);
  });

  it('sends pages and scripts packed to whoever can unpack them, and the data of pages as it is', async () => {
    const simulator = await aSimulator();
    const url = await aWeb(simulator);
    const page = await open(`${url}/app?${await framed(simulator, 'en')}`);
    const script = /"(\/assets\/entry\.client-[^"]+\.js)"/.exec(await page.text())?.[1] ?? '';
    const packed = await open(url + script, { 'accept-encoding': 'gzip' });
    const plain = await open(url + script, { 'accept-encoding': 'identity' });
    const data = await open(`${url}/app.data?${await framed(simulator, 'en')}`, {
      authorization: `Bearer ${await simulator.sessionToken()}`,
    });
    expect(data.status).toBe(200);
    const answers = [page, packed, plain, data];
    const encodings = answers.map(({ headers }) => headers.get('content-encoding'));
    expect(encodings).toEqual(['gzip', 'gzip', null, null]);
    expect(await packed.text()).toBe(await plain.text());
  });

  it('says on every answer who may frame it, also without a shop in the address', async () => {
    const simulator = await aSimulator();
    const url = await aWeb(simulator);
    const policy = async (path: string) =>
      (await open(url + path)).headers.get('content-security-policy');
    const bare = 'frame-ancestors https://admin.shopify.com http://127.0.0.1:2;';
    expect(await policy('/auth/login')).toBe(bare);
    expect(await policy('/nowhere')).toBe(bare);
    expect(await policy('/app?shop=evil.example.com')).toBe(bare);
    expect(await policy('/auth/session-token?shop=dev.myshopify.com')).toBe(
      'frame-ancestors https://admin.shopify.com https://dev.myshopify.com http://127.0.0.1:2;',
    );
  });

  it('sends a document without a session token to the bounce page, a fetch back for a new one', async () => {
    const simulator = await aSimulator();
    const url = await aWeb(simulator);
    const query = new URLSearchParams(await framed(simulator, 'en'));
    query.delete('id_token');
    const bounced = await open(`${url}/app?${query.toString()}`);
    expect(bounced.status).toBe(302);
    expect(bounced.headers.get('location')).toContain('/auth/session-token?');
    const stale = { authorization: 'Bearer none.of.these' };
    for (const path of ['/app/progress', '/app.data']) {
      const refused = await open(url + path, stale);
      expect(refused.status, path).toBe(401);
      expect(refused.headers.get('x-shopify-retry-invalid-session-request'), path).toBe('1');
    }
  });

  it('is well while a delivery can be stored, and leaves no trace of asking', async () => {
    const simulator = await aSimulator();
    const url = await aWeb(simulator);
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    expect(await ground.db.prisma.inbox.count()).toBe(0);
    await ground.db.sql.query('alter table inbox rename to elsewhere');
    expect((await fetch(`${url}/healthz`)).status).toBe(503);
    await ground.db.sql.query('alter table elsewhere rename to inbox');
  });

  it('does not take a body that is too large', async () => {
    const simulator = await aSimulator();
    const url = await aWeb(simulator);
    const body = 'x'.repeat(5 * 1024 * 1024 + 1);
    expect((await fetch(`${url}/webhooks/orders`, { method: 'POST', body })).status).toBe(413);
  });
});
