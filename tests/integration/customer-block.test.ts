import { createHmac, randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import { beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { readWebEnv } from '#app/config/env.ts';
import { createLogger } from '#app/config/logger.ts';
import { calendarOf, isoOf } from '#app/domain/day.ts';
import type { CustomerId } from '#app/domain/ids.ts';
import { Counting } from '#app/domain/counting.ts';
import { deleteCustomers } from '#app/store/gone-customers.ts';
import { saveAtOnce } from '#app/commands/settings.ts';
import { saveOrders } from '#app/store/orders.ts';
import { saveSettings } from '#app/store/settings.ts';
import { ensureShop, leave, readShop } from '#app/store/shops.ts';
import { startWeb } from '#app/start-web.ts';
import { ensureBuilt } from '#scripts/servers/built-app.ts';
import { anOrder } from '../factories/orders.ts';
import { useGround } from '../setup/ground.ts';
import { knownShop } from '../setup/known-shop.ts';
import { bringUpToDate } from '../setup/recompute.ts';

const SECRET = 'a secret of some length';
const DAY_MS = 86_400_000;
const ground = useGround();
let known: Awaited<ReturnType<typeof knownShop>>;
let domain: string;
let url: string;
let today: number;

beforeAll(ensureBuilt);

/** Customer 1 has ordered 50, 40 and 10 days ago, ¥5,000 each time. */
beforeEach(async () => {
  today = Date.now();
  known = await knownShop(ground.db, new Date(today).toISOString());
  domain = (await readShop(known.shop)).domain;
  const orders = [50, 40, 10].map((days) =>
    anOrder({ id: BigInt(days), processedAt: today - days * DAY_MS }),
  );
  await saveOrders(known.shop, orders, { because: 'order' });
  await ground.db.sql.query('delete from cutoff where shop_id = $1', [known.shop.id]);
  await bringUpToDate(known.shop, known.context);
  const env = readWebEnv({
    HOST: '127.0.0.1',
    PORT: '0',
    DATABASE_URL: ground.databaseUrl,
    SHOPIFY_API_KEY: 'key',
    SHOPIFY_API_SECRET: SECRET,
    SHOPIFY_APP_URL: 'http://127.0.0.1:1',
    ENCRYPTION_KEY: Buffer.alloc(32).toString('base64'),
    LOG_LEVEL: 'silent',
  });
  const web = await startWeb(env, createLogger('silent'));
  onTestFinished(web.stop);
  url = web.url;
});

const dayAgo = (days: number) => isoOf(calendarOf('Asia/Tokyo')(today - days * DAY_MS));

interface Claims {
  shop?: string;
  audience?: string;
  secret?: string;
  expires?: number;
}

/** A session token as Shopify's admin makes one for an extension. */
function tokenOf({ shop = domain, audience = 'key', secret = SECRET, expires = 60 }: Claims = {}) {
  const now = Math.floor(Date.now() / 1000);
  return new SignJWT({
    iss: `https://${shop}/admin`,
    dest: `https://${shop}`,
    aud: audience,
    sub: '42',
    jti: randomUUID(),
    sid: 'x',
  })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setIssuedAt(now + expires - 60)
    .setNotBefore(now + expires - 60)
    .setExpirationTime(now + expires)
    .sign(Buffer.from(secret));
}

async function ask(id: string, claims: Claims | null = {}) {
  const response = await fetch(`${url}/api/customer-block?id=${encodeURIComponent(id)}`, {
    headers: claims ? { authorization: `Bearer ${await tokenOf(claims)}` } : {},
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text };
}

const ONE = 'gid://shopify/Customer/1';
const blockOf = async (id = ONE) => JSON.parse((await ask(id)).text) as unknown;

describe('GET /api/customer-block', () => {
  it('says where the customer stands, since when and why, and what comes next', async () => {
    const block = await blockOf();
    expect(block).toMatchObject({
      status: 'ready',
      currency: 'JPY',
      orders: 3,
      amount: 15_000,
      lastOrderOn: dayAgo(10),
      nextStep: 'continuation',
      insert: null,
      nextChange: { model: 'lifecycle', to: 'at-risk', inDays: 21, on: dayAgo(-21) },
    });
    const { states } = block as { states: { model: string }[] };
    expect(states.find(({ model }) => model === 'lifecycle')).toMatchObject({
      state: 'active',
      since: dayAgo(10),
      because: expect.arrayContaining([
        { measure: 'departure', value: 10, limits: [{ relation: '<=', threshold: 30 }] },
        {
          measure: 'orders',
          value: 3,
          limits: [{ relation: '>', threshold: 2 }],
        },
      ]) as unknown,
    });
    expect(states.find(({ model }) => model === 'cpm')).toMatchObject({
      state: 'toddler-active',
      since: dayAgo(40),
    });
    expect(states.find(({ model }) => model === 'rank')).toMatchObject({ since: null });
    expect(states.map(({ model }) => model)).not.toContain('next');
  });

  it('says what goes into the parcel at the next step', async () => {
    const { shop, enqueue } = known;
    const inserts = { continuation: '定期便のご案内', spreading: 'ご紹介カード' };
    await saveAtOnce(shop, enqueue, { inserts }, null);
    expect(await blockOf()).toMatchObject({ nextStep: 'continuation', insert: '定期便のご案内' });
  });

  it('takes the id in both forms, and no other', async () => {
    expect(await blockOf('1')).toEqual(await blockOf());
    expect((await ask('gid://shopify/Order/1')).status).toBe(400);
    expect((await ask('')).status).toBe(400);
  });

  it.each([
    ['none', null],
    ['one of another app', { audience: 'other' }],
    ['one that is not signed by Shopify', { secret: 'a guess of some length' }],
    ['one that has expired', { expires: -60 }],
  ])('answers 401 to a session token that is %s', async (_, claims) => {
    expect((await ask(ONE, claims)).status).toBe(401);
  });

  it('answers 401 to a token that says to be unsigned', async () => {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const claims = { dest: `https://${domain}`, aud: 'key', exp: Math.ceil(today / 1000) + 60 };
    const unsigned = `${part({ alg: 'none', typ: 'JWT' })}.${part(claims)}.`;
    const hmac = createHmac('sha256', '').update(unsigned).digest('base64url');
    for (const token of [unsigned, unsigned + hmac]) {
      const response = await fetch(`${url}/api/customer-block?id=1`, {
        headers: { authorization: `Bearer ${token}` },
      });
      expect(response.status).toBe(401);
    }
  });

  it('answers 404 for a customer of another shop, one who is gone, and a shop without the app', async () => {
    const other = await knownShop(ground.db);
    const theirs = (await readShop(other.shop)).domain;
    expect((await ask(ONE, { shop: theirs })).status).toBe(404);
    expect((await ask(ONE, { shop: 'nobody.myshopify.com' })).status).toBe(404);
    await deleteCustomers(known.shop, [1n as CustomerId]);
    expect((await ask(ONE)).status).toBe(404);
    await leave(known.shop, new Date());
    expect((await ask('2')).status).toBe(404);
  });

  it('says why there is nothing to show', async () => {
    await ground.db.sql.query('insert into customer (shop_id, id, stale) values ($1, 5, false)', [
      known.shop.id,
    ]);
    expect(await blockOf('5')).toEqual({ status: 'no-orders' });
    await saveSettings(
      known.shop,
      { counting: Counting.parse({ leaveOutCustomerTags: ['staff'] }) },
      null,
    );
    await ground.db.sql.query(`update customer set tags = '{staff}' where shop_id = $1`, [
      known.shop.id,
    ]);
    expect(await blockOf()).toEqual({ status: 'left-out' });
    const early = await ensureShop(ground.db, `early-${randomUUID()}.myshopify.com`);
    await ground.db.sql.query('insert into customer (shop_id, id, stale) values ($1, 1, true)', [
      early.id,
    ]);
    const shop = (await readShop(early)).domain;
    expect(JSON.parse((await ask(ONE, { shop })).text)).toEqual({ status: 'reading' });
  });

  it('is open to extensions wherever Shopify runs them, refusals too', async () => {
    const asked = await fetch(`${url}/api/customer-block?id=1`, {
      method: 'OPTIONS',
      headers: {
        origin: 'https://extensions.shopifycdn.com',
        'access-control-request-method': 'GET',
        'access-control-request-headers': 'authorization',
      },
    });
    expect(asked.status).toBe(204);
    expect(asked.headers.get('access-control-allow-headers')).toContain('Authorization');
    for (const { headers } of [asked, await ask(ONE), await ask(ONE, null)]) {
      expect(headers.get('access-control-allow-origin')).toBe('*');
    }
    expect((await ask(ONE)).headers.get('cache-control')).toBe('no-store');
  });
});
