import { Writable } from 'node:stream';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { handOutData } from '#app/commands/hand-out-data.ts';
import { createLogger } from '#app/config/logger.ts';
import type { Minor } from '#app/domain/money.ts';
import { createProducer } from '#app/queues/enqueue.ts';
import { loader } from '#app/routes/app.sync.data-requests.$id.ts';
import { saveCustomers } from '#app/store/customers.ts';
import { listDataRequests } from '#app/store/data-requests.ts';
import { claimDeliveries, setAsideDelivery } from '#app/store/inbox.ts';
import { saveOrders } from '#app/store/orders.ts';
import { hasStale } from '#app/store/recompute.ts';
import { ensureShop, leave } from '#app/store/shops.ts';
import { wake } from '#workers/handlers/wake.ts';
import { runJob } from '#workers/run-job.ts';
import { aCustomer } from '../factories/customers.ts';
import { anOrder } from '../factories/orders.ts';
import { BACKENDS, useGround } from '../setup/ground.ts';
import { everyKey, everyRow, placesOf, type Found } from '../setup/search-everything.ts';
import { compute, rowsOf, storedCustomer, writeAll } from '../setup/stored-customer.ts';
import { aToldShop, bodies, type ToldShop } from '../setup/told-shop.ts';

const BY_ORDER = { because: 'order' } as const;
const SHE = 7_100_000_000_001n;
const MERGED = 7_100_000_000_009n;
const HE = 7_100_000_000_002n;
const HERS = [5_500_000_000_001n, 5_500_000_000_002n] as const;
const HIS = 5_500_000_000_003n;
const EMAIL = 'Sakura.Tanaka@example.jp';
const PHONE = '+819012345678';
/** What may stand nowhere once she is forgotten, in our tables, in the queues or in the log. */
const WORDS = [EMAIL, PHONE, '田中', '神南', 'K-4711', '987654', 'お守り', 'utm-hers', 'VIP-hers'];

const ground = useGround();
let told: ToldShop;
let log: string;

beforeEach(async () => {
  await ground.empty();
  log = '';
  const stream = new Writable({
    write: (chunk, _, done) => {
      log += String(chunk);
      done();
    },
  });
  told = await aToldShop(ground.db, createLogger('trace', stream));
});

const sql = (text: string, ...values: unknown[]) =>
  ground.db.sql.query<Record<string, unknown>>(text, [told.shop.id, ...values]);

async function everything(): Promise<Found[]> {
  return [
    ...(await everyRow(ground.db)),
    ...(await everyKey(ground.redisUrl, ground.prefix)),
    { place: 'log', text: log },
  ];
}

/** Jobs of the shop wait in both queues. */
async function fillQueues(): Promise<void> {
  for (const backend of BACKENDS) {
    const queue = await ground.openQueue(backend);
    const producer = createProducer(queue);
    onTestFinished(async () => {
      await producer.close();
      await queue.close();
    });
    for (const name of ['ingest', 'recompute', 'read-back', 'write-tags', 'write-mass'] as const) {
      await producer.enqueue(name, { shopId: told.shop.id });
    }
  }
}

/** A customer of whom everything is kept that can be kept, beside one who stays. */
async function aRichCustomer(): Promise<void> {
  await saveCustomers(
    told.shop,
    [aCustomer({ id: SHE, tags: ['VIP-hers'] }), aCustomer({ id: HE }), aCustomer({ id: MERGED })],
    { asOf: new Date(0) },
  );
  const line = {
    id: 1n,
    productId: null,
    variantId: null,
    title: 'お守り',
    quantity: 1,
    currentQuantity: 1,
    sales: 987_654 as Minor,
    plan: null,
  };
  const utm = { source: 'utm-hers', medium: null, campaign: null };
  await saveOrders(
    told.shop,
    [
      anOrder({
        id: HERS[0],
        customerId: SHE,
        total: 987_654,
        name: '#K-4711',
        lines: [line],
        utm,
      }),
      anOrder({ id: HERS[1], customerId: MERGED, total: 987_654 }),
      anOrder({ id: HIS, customerId: HE, total: 1_200 }),
    ],
    BY_ORDER,
  );
  await told.tell('customers/merge', bodies.merge(SHE, MERGED));
  await compute(told.shop, () => ['kz-stage:first']);
  await writeAll(told.shop);
  for (const id of [SHE, HE]) {
    await sql(
      `insert into customer_event (shop_id, customer_id, kind, at, source, source_key, recorded_by)
       values ($1, $2, 'review', now(), 'hand', '', 'owner')`,
      id,
    );
    await sql(
      `insert into customer_key (shop_id, kind, key, customer_id) values ($1, 'email', 'k', $2)`,
      id,
    );
  }
  await sql(
    `insert into upload (shop_id, kind, file_name, body, status)
     values ($1, 'orders', 'orders.csv', $2, 'waiting'), ($1, 'orders', 'his.csv', $3, 'waiting')`,
    Buffer.from(`Name,Email\n#K-4711,田中,${EMAIL.toLowerCase()}\n`),
    Buffer.from('Name,Email\n#1,taro@example.jp\n'),
  );
  await sql(
    'insert into late_line select $1, 1, order_id, 2, null, null, title, 1, 1, sales_minor from order_line',
  );
  await sql('insert into seen (shop_id, reading_id, id) values ($1, 1, $2), ($1, 1, $3)', SHE, HIS);
}

/** Deliveries that mention her: one a person has to look at, two on their way, one of somebody else. */
async function waitingDeliveries(): Promise<void> {
  const address = { default_address: { last_name: '田中', city: '神南', phone: PHONE } };
  await told.keep('customers/update', { ...bodies.customer(SHE), ...address });
  const [broken] = await claimDeliveries(told.shop, 9, 60);
  await setAsideDelivery(told.shop, broken!.id, `not understood: ${EMAIL}`);
  await told.keep('orders/create', { id: 1, email: EMAIL, total_price: '987654' });
  await told.keep('orders/updated', { id: Number(HERS[0]), note: '田中' });
  await told.keep('customers/data_request', bodies.dataRequest(8n, SHE, [HERS[0]]));
  await told.keep('orders/create', { id: Number(HIS), email: 'taro@example.jp' });
  await claimDeliveries(told.shop, 9, 60);
}

const redactHer = bodies.redact(SHE, [HERS[0]], EMAIL, PHONE);

describe('customers/redact', () => {
  it('leaves nothing of her anywhere but ids that keep her from coming back', async () => {
    await aRichCustomer();
    await waitingDeliveries();
    await fillQueues();
    const before = await everything();
    for (const word of WORDS) expect(placesOf(word, before), word).not.toEqual([]);
    await told.tell('customers/redact', redactHer);
    const after = await everything();
    expect(after.map(({ place }) => place)).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^bullmq\./),
        expect.stringMatching(/recompute/),
      ]),
    );
    for (const word of WORDS) expect(placesOf(word, after), word).toEqual([]);
    for (const id of [SHE, MERGED]) {
      expect(placesOf(String(id), after).map(({ place }) => place)).toEqual(['customer']);
    }
    for (const id of HERS) {
      expect(placesOf(String(id), after).map(({ place }) => place)).toEqual(['orders']);
    }
    expect(await sql('select customers, orders from erasure where shop_id = $1')).toEqual([
      { customers: 2, orders: 2 },
    ]);
  });

  it('leaves everybody else as they were', async () => {
    await aRichCustomer();
    await waitingDeliveries();
    await told.tell('customers/redact', redactHer);
    expect(await storedCustomer(told.shop, HE)).toMatchObject({ gone: null, country: 'JP' });
    for (const table of ['orders', 'timeline', 'tag_state', 'customer_event', 'customer_key']) {
      expect(await rowsOf(told.shop, table, HE), table).toBe(1);
    }
    expect(await sql('select file_name from upload where shop_id = $1')).toEqual([
      { file_name: 'his.csv' },
    ]);
    const waiting = await sql('select body from inbox where shop_id = $1 and body is not null');
    expect(waiting).toEqual([
      { body: JSON.stringify({ id: Number(HIS), email: 'taro@example.jp' }) },
    ]);
    expect(await hasStale(told.shop)).toBe(false);
  });

  it('holds against what is told later, and told again counts nothing', async () => {
    await aRichCustomer();
    await told.tell('customers/redact', redactHer);
    const late = Date.parse('2026-06-01T00:00:00Z');
    await told.tell(
      'customers/update',
      bodies.customer(SHE, { updated_at: '2026-06-01T00:00:00Z' }),
    );
    await told.tell('customers/merge', bodies.merge(HE, SHE));
    await saveOrders(
      told.shop,
      [HERS[0], HERS[1]].map((id) => anOrder({ id, customerId: SHE, updatedAt: late })),
      BY_ORDER,
    );
    await told.tell('customers/redact', redactHer);
    expect(await storedCustomer(told.shop, SHE)).toMatchObject({ gone: 'erased', country: null });
    expect(await rowsOf(told.shop, 'orders', SHE)).toBe(0);
    expect(await hasStale(told.shop)).toBe(false);
    expect(await sql('select from erasure where shop_id = $1')).toHaveLength(1);
  });

  it('takes along who is merged into her later', async () => {
    await told.tell('customers/redact', bodies.redact(SHE, []));
    await saveOrders(told.shop, [anOrder({ id: HIS, customerId: MERGED })], BY_ORDER);
    await told.tell('customers/merge', bodies.merge(SHE, MERGED));
    expect(await storedCustomer(told.shop, MERGED)).toMatchObject({ gone: 'erased' });
    expect(await rowsOf(told.shop, 'orders', MERGED)).toBe(0);
  });

  it('of somebody known by an e-mail address only forgets the orders named and every mention', async () => {
    await aRichCustomer();
    await waitingDeliveries();
    await told.tell('customers/redact', bodies.redact(null, [HERS[0]], EMAIL));
    const after = await everything();
    expect(placesOf(EMAIL, after)).toEqual([]);
    expect(placesOf(String(HERS[0]), after).map(({ place }) => place)).toEqual(['orders']);
    expect(await rowsOf(told.shop, 'orders', SHE)).toBe(1);
  });
});

describe('shop/redact', () => {
  it('leaves nothing of the shop', async () => {
    await aRichCustomer();
    await waitingDeliveries();
    await sql(`insert into settings (shop_id, version, body) values ($1, 1, '{}')`);
    const other = await ensureShop(ground.db, 'other.myshopify.com');
    await saveOrders(other, [anOrder({ id: HIS, customerId: HE })], BY_ORDER);
    const mine = `shop_id = ${told.shop.id}`;
    await leave(told.shop, new Date());
    await told.tell('shop/redact', bodies.shopRedact);
    const after = await everything();
    for (const word of [...WORDS, told.domain, String(SHE), String(HERS[0])]) {
      expect(placesOf(word, after), word).toEqual([]);
    }
    const tables = await ground.db.sql.query<{ name: string }>(
      `select table_name as name from information_schema.columns
       where table_schema = 'public' and column_name = 'shop_id'`,
    );
    expect(tables.length).toBeGreaterThan(20);
    for (const { name } of tables) {
      expect(await ground.db.sql.query(`select from ${name} where ${mine}`), name).toEqual([]);
    }
    expect(await ground.db.sql.query('select id from shop')).toEqual([{ id: other.id }]);
    expect(await rowsOf(other, 'orders', HE)).toBe(1);
  });

  it('lets a late delivery, or a late job, make no work', async () => {
    await told.tell('shop/redact', bodies.shopRedact);
    told.enqueued.length = 0;
    for (const name of [
      'ingest',
      'recompute',
      'write-tags',
      'write-mass',
      'write-chunks',
      'read-back',
      'sweep',
      'fire-flow',
    ]) {
      await runJob({ name, data: { shopId: told.shop.id } } as never, undefined, told.context);
    }
    const back = await told.keep('orders/create', { id: 1, email: EMAIL });
    await wake(told.context);
    expect(told.enqueued).toEqual(['ingest']);
    await runJob({ name: 'ingest', data: { shopId: back.id } } as never, undefined, told.context);
    await wake(told.context);
    expect(told.enqueued).toEqual(['ingest']);
    expect(placesOf(EMAIL, await everything())).toEqual([]);
  });
});

describe('privacy requests', () => {
  it('are carried out for a shop that has left, and nothing else of it is read', async () => {
    await aRichCustomer();
    await leave(told.shop, new Date());
    await told.keep('orders/delete', { id: Number(HIS) });
    await told.keep('customers/redact', redactHer);
    told.enqueued.length = 0;
    await wake(told.context);
    expect(told.enqueued).toEqual(['ingest']);
    await runJob(
      { name: 'ingest', data: { shopId: told.shop.id } } as never,
      undefined,
      told.context,
    );
    expect(await storedCustomer(told.shop, SHE)).toMatchObject({ gone: 'erased' });
    expect(await rowsOf(told.shop, 'orders', HE)).toBe(1);
    expect(await sql('select from inbox where shop_id = $1 and applied_at is null')).toEqual([]);
    expect(await sql('select from inbox where shop_id = $1 and body is not null')).toEqual([]);
  });

  it('are carried out before the shop’s currency is known', async () => {
    await sql('update shop set currency = null, timezone = null where id = $1');
    await told.keep('orders/delete', { id: Number(HIS) });
    await told.tell('customers/redact', redactHer);
    expect(await storedCustomer(told.shop, SHE)).toMatchObject({ gone: 'erased' });
    expect(await sql('select topic from inbox where shop_id = $1 and applied_at is null')).toEqual([
      { topic: 'orders/delete' },
    ]);
  });
});

describe('customers/data_request', () => {
  it('is answered with all that is kept, of whoever was merged too', async () => {
    await aRichCustomer();
    await told.tell('customers/data_request', bodies.dataRequest(8n, MERGED, [HERS[0]]));
    await told.tell('customers/data_request', bodies.dataRequest(8n, MERGED, [HERS[0]]));
    const requests = await listDataRequests(told.shop, 10);
    expect(requests).toMatchObject([{ id: 8n, customerId: MERGED, handedOutAt: null }]);
    const data = await handOutData(told.shop, 8n, new Date('2026-07-01T00:00:00Z'));
    expect(data).toMatchObject({ dataRequest: '8', customer: String(MERGED) });
    expect(data?.customers.map(({ id }) => id)).toEqual([String(SHE), String(MERGED)]);
    expect(data?.orders).toMatchObject([
      { id: String(HERS[0]), name: '#K-4711', total_minor: '987654' },
      { id: String(HERS[1]) },
    ]);
    expect(data?.orderLines).toMatchObject([{ title: 'お守り' }]);
    expect(data?.events).toMatchObject([{ kind: 'review' }]);
    expect(data?.states).toMatchObject([{ model: 'stage', state: 'first' }]);
    expect(data?.tags).toMatchObject([{ written: ['kz-stage:first'] }]);
    expect(data?.tagChanges).toMatchObject([{ added: ['kz-stage:first'] }]);
    expect(data?.keys).toEqual([{ customer_id: String(SHE), kind: 'email' }]);
    expect(JSON.stringify(data)).not.toContain(String(HE));
    await handOutData(told.shop, 8n, new Date('2026-08-01T00:00:00Z'));
    expect(await listDataRequests(told.shop, 10)).toMatchObject([
      { handedOutAt: new Date('2026-07-01T00:00:00Z') },
    ]);
    expect(await handOutData(told.shop, 9n, new Date())).toBeNull();
  });

  it('is answered as a file, and to nobody without a question', async () => {
    await aRichCustomer();
    await told.tell('customers/data_request', bodies.dataRequest(8n, SHE, []));
    const context = { merchantShop: () => Promise.resolve(told.shop) };
    const answer = (id: string) =>
      loader({
        request: new Request(`http://app/app/sync/data-requests/${id}`),
        params: { id },
        context,
      });
    const file = await answer('8');
    expect(file.headers.get('content-disposition')).toBe(
      'attachment; filename="customer-data-8.json"',
    );
    expect(await file.json()).toMatchObject({ customer: String(SHE), dataRequest: '8' });
    for (const id of ['9', 'x', '8a', '9'.repeat(30)]) expect((await answer(id)).status).toBe(404);
  });
});
