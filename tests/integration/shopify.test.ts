import { createServer, type Server } from 'node:http';
import { parse, validate } from 'graphql';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { keepToken, openAdmin } from '#app/access.server.ts';
import { Failure, type Remedy } from '#app/domain/failure.ts';
import type { CustomerId, OrderId } from '#app/domain/ids.ts';
import { adminClient, type Budget } from '#app/shopify/admin-client.ts';
import { routeLibrary, shopifyFetch } from '#app/shopify/http.ts';
import { tokenService, type TokenService } from '#app/shopify/offline-token.ts';
import type { Operation } from '#app/shopify/operation.ts';
import { bulkOperation } from '#app/shopify/operations/bulk-operation.ts';
import { fireTriggers } from '#app/shopify/operations/flow-trigger-receive.ts';
import { moreLines, ordersById } from '#app/shopify/operations/orders-by-id.ts';
import { shopFacts } from '#app/shopify/operations/shop-facts.ts';
import { customersById } from '#app/shopify/operations/customers-by-id.ts';
import { protectedDataProbe } from '#app/shopify/operations/protected-data.ts';
import { startBulkQuery } from '#app/shopify/operations/start-bulk-query.ts';
import { refusalOf, writeTags } from '#app/shopify/operations/write-tags.ts';
import { Scopes } from '#app/shopify/scopes.ts';
import { openDatabase, type Shop } from '#app/store/database.ts';
import { ensureShop } from '#app/store/shops.ts';
import { CUSTOMER_NAMES, CUSTOMERS_BY_NAME } from '#app/ui/customer-names-query.ts';
import { READING_KINDS } from '#workers/reading/kinds.ts';
import type { ReadingContext } from '#workers/reading/sink.ts';
import { requestedCost } from '#simulator/admin-api/cost.ts';
import { adminSchema } from '#simulator/admin-api/schema.ts';
import type { Simulator } from '#simulator/server.ts';
import { useGround } from '../setup/ground.ts';
import { APP, aSimulator } from '../setup/simulator.ts';

const ground = useGround();
const APP_ENV = { SHOPIFY_API_KEY: APP.apiKey, SHOPIFY_API_SECRET: APP.apiSecret };
const KEY = Buffer.alloc(32, 7).toString('base64');

const ALL = new Scopes('read_products,read_inventory,read_locations');
const NONE = new Scopes('');

const OPERATIONS: Operation<unknown>[] = [
  shopFacts(),
  startBulkQuery('{ orders { edges { node { id } } } }'),
  protectedDataProbe(),
  bulkOperation('gid://shopify/BulkOperation/1'),
  ordersById([1n as OrderId, 9_007_199_254_740_993n as OrderId], ALL),
  moreLines(1n as OrderId, 'cursor', ALL),
  customersById([1n as CustomerId, 2n as CustomerId], 1),
  customersById([1n as CustomerId, 2n as CustomerId], 2),
  writeTags([
    { customerId: 1n as CustomerId, add: ['a'], remove: ['b'] },
    { customerId: 2n as CustomerId, add: [], remove: ['b'] },
  ]),
  fireTriggers([
    { handle: 'customer-segment-changed', customerId: 1n as CustomerId, payload: { Model: 'vip' } },
    { handle: 'customer-change-near', customerId: 2n as CustomerId, payload: { 'Days left': 7 } },
  ]),
];

describe("documents against Shopify's real schema", () => {
  it.each(OPERATIONS.map((operation) => [operation.name, operation] as const))(
    '%s is valid and costs what it says',
    (_, operation) => {
      const document = parse(operation.document);
      expect(validate(adminSchema(), document)).toEqual([]);
      expect(requestedCost(document, operation.variables)).toBe(operation.cost);
    },
  );

  it.each([CUSTOMER_NAMES, CUSTOMERS_BY_NAME])(
    'what pages ask themselves is valid: %s',
    (document) => {
      expect(validate(adminSchema(), parse(document))).toEqual([]);
    },
  );

  it.each([
    ['orders', ALL],
    ['orders', NONE],
    ['customers', ALL],
    ['products', ALL],
  ] as const)('the bulk query of %s is valid', (kind, scopes) => {
    const reading = { updatedFrom: new Date(0) };
    const query = READING_KINDS[kind].query({ reading, scopes } as unknown as ReadingContext);
    expect(query).not.toBeNull();
    expect(validate(adminSchema(), parse(query ?? ''))).toEqual([]);
  });
});

async function remedyOf(promise: Promise<unknown>): Promise<Remedy> {
  const error: unknown = await promise.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof Failure)) throw new Error(`expected a Failure, got ${String(error)}`);
  return error.remedy;
}

const generous: Budget = {
  reserve: () => Promise.resolve(0),
  settle: () => Promise.resolve(),
};

describe('admin client', () => {
  async function answering(
    status: number,
    headers: Record<string, string>,
    body: string,
  ): Promise<string> {
    const server: Server = createServer((_, response) => {
      response.writeHead(status, headers);
      response.end(body);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => {
      server.closeAllConnections();
      server.close();
    });
    return `http://127.0.0.1:${(server.address() as { port: number }).port}`;
  }

  const askShop = (url: string, budget = generous) =>
    adminClient({
      domain: 'a.myshopify.com',
      fetch: shopifyFetch(url),
      accessToken: () => Promise.resolve('t'),
      budget,
    }).run(shopFacts());

  const throttled = JSON.stringify({
    errors: [{ message: 'Throttled', extensions: { code: 'THROTTLED' } }],
    extensions: {
      cost: {
        requestedQueryCost: 752,
        actualQueryCost: null,
        throttleStatus: { maximumAvailable: 2000, currentlyAvailable: 2, restoreRate: 100 },
      },
    },
  });

  it.each([
    ['a throttle waits for the missing points', 200, {}, throttled, { kind: 'delay', ms: 7_500 }],
    [
      '429 waits as long as Retry-After says, in seconds',
      429,
      { 'retry-after': '2.0' },
      '',
      { kind: 'delay', ms: 2_000 },
    ],
    ['503 with Retry-After waits', 503, { 'Retry-After': '5' }, '', { kind: 'delay', ms: 5_000 }],
    ['502 may pass', 502, {}, '<html>', { kind: 'retry' }],
    ['401 does not pass', 401, {}, '{}', { kind: 'stop' }],
    ['402, a frozen shop, does not pass', 402, {}, '{}', { kind: 'stop' }],
    ['an answer cut short may pass', 200, {}, '{"data":', { kind: 'retry' }],
    ['an answer of another shape does not pass', 200, {}, '{"data":{"shop":{}}}', { kind: 'stop' }],
    ['a refused query does not pass', 200, {}, '{"errors":[{"message":"no"}]}', { kind: 'stop' }],
  ])('%s', async (_, status, headers, body, remedy) => {
    expect(await remedyOf(askShop(await answering(status, headers, body)))).toEqual(remedy);
  });

  it('a server that is not there may come back', async () => {
    expect(await remedyOf(askShop('http://127.0.0.1:9'))).toEqual({ kind: 'retry' });
  });

  it('takes an error of one field for that field alone where the document allows it', async () => {
    const body = JSON.stringify({
      data: { add0: null, add1: { node: { id: 'x' }, userErrors: [] } },
      errors: [{ message: 'invalid id', path: ['add0'] }],
    });
    const write = (id: bigint) => ({ customerId: id as CustomerId, add: ['a'], remove: [] });
    const client = adminClient({
      domain: 'a.myshopify.com',
      fetch: shopifyFetch(await answering(200, {}, body)),
      accessToken: () => Promise.resolve('t'),
      budget: generous,
    });
    const writes = [write(1n), write(2n)];
    const result = await client.run(writeTags(writes));
    expect(writes.map((each, index) => refusalOf(result, each, index))).toEqual([
      'invalid id',
      null,
    ]);
  });

  it('steps back when points are far away, and waits when they are near', async () => {
    const far = { ...generous, reserve: () => Promise.resolve(60_000) };
    expect(await remedyOf(askShop('http://127.0.0.1:9', far))).toEqual({
      kind: 'delay',
      ms: 60_000,
    });
    const waits = [20, 20, 0];
    const near = { ...generous, reserve: () => Promise.resolve(waits.shift() ?? 0) };
    const body =
      '{"data":{"shop":{"name":"しずく堂","ianaTimezone":"Asia/Tokyo","currencyCode":"JPY"}}}';
    expect(await askShop(await answering(200, {}, body), near)).toHaveProperty('shop');
    expect(waits).toEqual([]);
  });
});

describe('offline token', () => {
  let simulator: Simulator;
  let shop: Shop;
  let domain: string;
  let tokens: TokenService;

  beforeEach(async () => {
    await ground.db.sql.query('truncate shop, offline_token restart identity');
    simulator = await aSimulator({ tokenSeconds: 200 });
    domain = simulator.world.shop.myshopifyDomain;
    routeLibrary(shopifyFetch(simulator.url));
    tokens = tokenService(APP_ENV);
    shop = await ensureShop(ground.db, domain);
  });

  const services = (key = KEY) => ({
    env: { ENCRYPTION_KEY: key },
    fetch: shopifyFetch(simulator.url),
    tokens,
  });

  it('is stored sealed: neither token stands in the database', async () => {
    const token = await tokens.exchange(domain, await simulator.sessionToken());
    await keepToken(shop, token, KEY);
    const [row] = await ground.db.sql.query<{ sealed: Buffer }>('select sealed from offline_token');
    for (const secret of [token.accessToken, token.refreshToken]) {
      expect(row?.sealed.includes(secret)).toBe(false);
    }
  });

  it('that is about to end is refreshed once, however many processes need it', async () => {
    await keepToken(shop, await tokens.exchange(domain, await simulator.sessionToken()), KEY);
    const other = openDatabase(ground.databaseUrl, { name: 'another process' });
    let refreshes = 0;
    const counting = {
      ...services(),
      tokens: {
        ...tokens,
        refresh: async (...args: Parameters<TokenService['refresh']>) => {
          refreshes += 1;
          await othersWait(1);
          const renewed = await tokens.refresh(...args);
          return { ...renewed, expiresAt: Date.now() + 3_600_000 };
        },
      },
    };
    const ask = async (of: Shop) => (await openAdmin(of, counting)).run(shopFacts());
    const there = { ...shop, db: other };
    const answers = await Promise.all([ask(shop), ask(shop), ask(there), ask(there)]);
    await other.close();
    expect(answers).toHaveLength(4);
    expect(refreshes).toBe(1);
  });

  /** Until so many connections of this database wait for a lock. */
  async function othersWait(count: number): Promise<void> {
    await vi.waitFor(async () => {
      const waiting = await ground.db.sql.query(
        `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
      );
      expect(waiting).toHaveLength(count);
    }, 10_000);
  }

  it('that another process has just replaced is asked for again, once', async () => {
    const old = await tokens.exchange(domain, await simulator.sessionToken());
    const current = await tokens.exchange(domain, await simulator.sessionToken());
    const given = [old, current, current];
    const admin = adminClient({
      domain,
      fetch: shopifyFetch(simulator.url),
      accessToken: () => Promise.resolve(given.shift()!.accessToken),
      budget: generous,
    });
    expect(await admin.run(shopFacts())).toHaveProperty('shop.currencyCode', 'JPY');
    given.push(old, old);
    given.shift();
    expect(await remedyOf(admin.run(shopFacts()))).toEqual({ kind: 'stop' });
  });

  it('whose refresh is refused says that the merchant has to come back', async () => {
    const token = await tokens.exchange(domain, await simulator.sessionToken());
    await tokens.exchange(domain, await simulator.sessionToken());
    await keepToken(shop, token, KEY);
    const admin = await openAdmin(shop, services());
    await expect(admin.run(shopFacts())).rejects.toThrow('the merchant has to open the app once');
  });

  it('that was never given, or was sealed with another key, stops the call', async () => {
    const admin = await openAdmin(shop, services());
    await expect(admin.run(shopFacts())).rejects.toThrow('the merchant has to open the app once');
    const token = await tokens.exchange(domain, await simulator.sessionToken());
    await keepToken(shop, { ...token, expiresAt: Date.now() + 3_600_000 }, KEY);
    const other = await openAdmin(shop, services(Buffer.alloc(32, 8).toString('base64')));
    await expect(other.run(shopFacts())).rejects.toThrow('ENCRYPTION_KEY');
  });

  it('is not given for a forged session token, and the error does not repeat it', async () => {
    const forged = tokens.exchange(domain, 'forged-session-token');
    await expect(forged).rejects.toThrow(/^token exchange: the session token is not valid$/);
  });
});
