import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { compareStore } from '#app/commands/compare-store.ts';
import { previewEvents } from '#app/commands/import-events.ts';
import { previewOrders } from '#app/commands/import-orders.ts';
import { recordEvent } from '#app/commands/record-event.ts';
import { retryTags } from '#app/commands/retry-tags.ts';
import { optOut, saveCounting } from '#app/commands/save-counting.ts';
import { dismissDeliveries, redoDeliveries } from '#app/commands/set-aside.ts';
import { acceptUpload } from '#app/commands/uploads.ts';
import { COUNT_ALL } from '#app/domain/counting.ts';
import type { CustomerId } from '#app/domain/ids.ts';
import { countingScreen } from '#app/presenters/counting-screen.ts';
import { customerScreen } from '#app/presenters/customer-screen.ts';
import { duplicatesScreen } from '#app/presenters/duplicates-screen.ts';
import { importScreen } from '#app/presenters/import-screen.ts';
import { groundOf } from '#app/presenters/notice.ts';
import { permissionsOf } from '#app/presenters/permissions.ts';
import { paceOf } from '#app/presenters/sync-kinds.ts';
import { syncScreen } from '#app/presenters/sync-screen.ts';
import { saveCustomerKeys } from '#app/store/customer-keys.ts';
import type { Shop } from '#app/store/database.ts';
import { claimDeliveries, keepDelivery, setAsideDelivery } from '#app/store/inbox.ts';
import { saveOfflineToken } from '#app/store/offline-tokens.ts';
import { deleteOrders, saveOrders } from '#app/store/orders.ts';
import { savePlaces } from '#app/store/places.ts';
import {
  closeReading,
  noteProgress,
  openComparison,
  openDueReadings,
  openReadings,
  updateReading,
  type Reading,
} from '#app/store/readings.ts';
import { readShop, saveShopFacts } from '#app/store/shops.ts';
import { importUpload } from '#workers/handlers/import.ts';
import { bringUpToDate } from '#tests/setup/recompute.ts';
import { restate } from '#workers/handlers/restate.ts';
import { anOrder } from '../factories/orders.ts';
import { useGround } from '../setup/ground.ts';
import { knownShop } from '../setup/known-shop.ts';

const ground = useGround();
const NOW = Date.parse('2026-06-30T03:00:00Z');
const HOUR = 60 * 60_000;
type Known = Awaited<ReturnType<typeof knownShop>>;
let known: Known;
let shop: Shop;

beforeEach(async () => {
  known = await knownShop(ground.db);
  ({ shop } = known);
});

const customer = (id: number) => BigInt(id) as CustomerId;

/** A delivery that waits, or was set aside for a reason. */
async function deliver(
  topic: string,
  reason: string | null = null,
  triggeredAt: Date | null = null,
) {
  const { domain } = await readShop(shop);
  const webhookId = randomUUID();
  const delivery = { shopDomain: domain, webhookId, topic, body: '{}', hash: 'x', triggeredAt };
  await keepDelivery(ground.db, delivery);
  const [row] = await ground.db.sql.query<{ id: bigint }>(
    'select id from inbox where webhook_id = $1',
    [webhookId],
  );
  if (reason !== null) await setAsideDelivery(shop, row!.id, reason);
  return row!.id;
}

/** A look for changes that began at an instant of the store's clock and mended so many orders. */
async function lookedAt(beganAt: number, mended: number, change: Partial<Reading> = {}) {
  await ground.db.sql.query(`delete from reading where shop_id = $1 and status <> 'done'`, [
    shop.id,
  ]);
  await openDueReadings(shop, Date.now() + HOUR);
  const [opened] = (await openReadings(shop)).filter(({ kind }) => kind === 'orders');
  await updateReading(shop, opened!.id, { beganAt: new Date(beganAt), ...change });
  await noteProgress(shop, opened!.id, { mended, removed: 0 });
  await closeReading(shop, opened!.id, { status: 'done' });
  return opened!.id;
}

describe('the kinds of data', () => {
  const orders = async () => (await syncScreen(shop, NOW, null)).kinds[0]!;

  it('say what is held, without what is gone, and what files brought', async () => {
    await saveOrders(shop, [anOrder({ id: 1n }), anOrder({ id: 2n })], { because: 'order' });
    await saveOrders(shop, [anOrder({ id: 3n })], { because: 'order', fromFile: true });
    await deleteOrders(shop, [anOrder({ id: 2n }).id]);
    const screen = await syncScreen(shop, NOW, null);
    expect(screen.kinds.map(({ kind, held }) => [kind, held])).toEqual([
      ['orders', 2],
      ['customers', 1],
      ['products', 0],
    ]);
    expect(screen.fromFiles).toBe(1);
  });

  it('tell when a delivery last came, what the last look mended and the last comparison removed', async () => {
    const told = new Date('2026-06-29T01:00:00Z');
    await deliver('orders/updated', null, told);
    await lookedAt(Date.parse('2026-06-29T02:00:00Z'), 3);
    await openComparison(shop, 'orders');
    const [whole] = (await openReadings(shop)).filter(({ kind }) => kind === 'orders');
    await updateReading(shop, whole!.id, { beganAt: new Date('2026-06-29T03:00:00Z') });
    await noteProgress(shop, whole!.id, { mended: 1, removed: 2 });
    await closeReading(shop, whole!.id, { status: 'done' });
    expect(await orders()).toMatchObject({
      state: { step: 'done' },
      toldAt: told.getTime(),
      look: { at: Date.parse('2026-06-29T02:00:00Z'), mended: 3 },
      whole: { at: Date.parse('2026-06-29T03:00:00Z'), mended: 1, removed: 2, first: false },
    });
  });

  it('go from waiting to reading with a pace, and say why they failed until one is done', async () => {
    await openComparison(shop, 'orders');
    const [{ id }] = (await openReadings(shop)) as [Reading];
    const move = (change: Partial<Reading>) => updateReading(shop, id, change);
    expect((await orders()).state).toEqual({ step: 'waiting', purpose: 'comparison' });
    await move({ status: 'running', rowsExpected: 5 });
    expect((await orders()).state).toMatchObject({ step: 'preparing', rows: 5 });
    await move({
      status: 'reading',
      rowsExpected: 100_000,
      rowsRead: 50_000,
      readingSince: new Date(Date.now() - 5_000_000),
    });
    const { state } = await orders();
    expect(state).toMatchObject({ step: 'reading', done: 50_000, all: 100_000, perSecond: 10 });
    await closeReading(shop, id, { status: 'failed', reason: 'no access' });
    const failed = await syncScreen(shop, NOW, null);
    expect(failed.standing).toBe('failed');
    expect(failed.kinds[0]!.state).toMatchObject({ step: 'failed', reason: 'no access' });
    expect(await compareStore(shop, known.enqueue, ['orders'])).toBe(1);
    const [again] = (await openReadings(shop)) as [Reading];
    await closeReading(shop, again.id, { status: 'done' });
    expect((await orders()).state).toEqual({ step: 'done' });
  });

  it('know no pace before anything is read', () => {
    const waiting = { rowsRead: 0, rowsExpected: null, readingFor: null };
    expect(paceOf([waiting])).toEqual({ done: 0, all: null, perSecond: null, secondsLeft: null });
  });

  it('are compared on demand, each once', async () => {
    expect(await compareStore(shop, known.enqueue)).toBe(3);
    expect(known.asked.map(({ name }) => name)).toEqual(['read', 'read', 'read']);
    expect(await compareStore(shop, known.enqueue)).toBe(0);
    expect((await syncScreen(shop, NOW, null)).standing).toBe('working');
  });
});

describe('how things stand', () => {
  it('is current as of the kind looked at longest ago, once nothing waits', async () => {
    const later = (kind: string, at: string) =>
      ground.db.sql.query('update reading set began_at = $3 where shop_id = $1 and kind = $2', [
        shop.id,
        kind,
        at,
      ]);
    await later('orders', '2026-06-03T00:00:00Z');
    await later('customers', '2026-06-01T00:00:00Z');
    await later('products', '2026-06-02T00:00:00Z');
    const screen = await syncScreen(shop, NOW, null);
    expect(screen).toMatchObject({
      standing: 'current',
      completeAt: Date.parse('2026-06-01T00:00:00Z'),
      waiting: { deliveries: 0, oldestAt: null, customers: 0, tags: 0 },
    });
    await deliver('orders/updated');
    const waiting = await syncScreen(shop, NOW, null);
    expect(waiting).toMatchObject({ standing: 'working', waiting: { deliveries: 1 } });
  });
});

describe('deliveries that were set aside', () => {
  it('are paged, newest first, each with its cause', async () => {
    for (let number = 0; number < 11; number += 1) await deliver('orders/updated', 'broken');
    await deliver('fulfillments/create', 'nobody handles fulfillments/create');
    await deliver('orders/create', 'not understood: no id');
    await deliver('orders/create', 'Shopify denied access to the orders');
    const { failures } = await syncScreen(shop, NOW, null);
    expect(failures.all).toBe(14);
    expect(failures.shown).toHaveLength(10);
    expect(failures.shown.slice(0, 4).map(({ cause }) => cause)).toEqual([
      'no-access',
      'not-understood',
      'unknown-topic',
      'other',
    ]);
    const older = await syncScreen(shop, NOW, failures.next);
    expect(older.failures).toMatchObject({ all: 14, next: null });
    expect(older.failures.shown).toHaveLength(4);
  });

  it('can be applied again, one or all, with all their tries', async () => {
    const one = await deliver('orders/updated', 'broken');
    await deliver('orders/updated', 'broken');
    await deliver('orders/updated', 'broken');
    expect(await redoDeliveries(shop, known.enqueue, one)).toBe(1);
    expect(known.asked).toEqual([{ name: 'ingest', payload: { shopId: shop.id } }]);
    expect((await claimDeliveries(shop, 10, 60)).map(({ id }) => id)).toEqual([one]);
    expect(await redoDeliveries(shop, known.enqueue, null)).toBe(2);
    expect(await redoDeliveries(shop, known.enqueue, null)).toBe(0);
    expect(known.asked).toHaveLength(2);
  });

  it('can be dismissed: then their bodies are gone and nothing brings them back', async () => {
    const one = await deliver('orders/updated', 'broken');
    expect(await dismissDeliveries(shop, one)).toBe(1);
    expect(await redoDeliveries(shop, known.enqueue, one)).toBe(0);
    const rows = await ground.db.sql.query('select body from inbox where id = $1', [one]);
    expect(rows).toEqual([{ body: null }]);
    expect((await syncScreen(shop, NOW, null)).failures.all).toBe(0);
  });

  it('of another shop stay as they are', async () => {
    const one = await deliver('orders/updated', 'broken');
    const { shop: other, enqueue } = await knownShop(ground.db);
    expect(await redoDeliveries(other, enqueue, one)).toBe(0);
    expect(await dismissDeliveries(other, null)).toBe(0);
    expect((await syncScreen(shop, NOW, null)).failures.all).toBe(1);
  });
});

it('tags that Shopify refused are shown with its reason and can be tried again', async () => {
  await ground.db.sql.query(
    `insert into tag_state (shop_id, customer_id, wanted, exception)
     values ($1, 7, '{kz-stage:first}', 'too many tags')`,
    [shop.id],
  );
  const { refusals } = await syncScreen(shop, NOW, null);
  expect(refusals).toEqual({ all: 1, shown: [{ id: '7', reason: 'too many tags' }] });
  expect(await retryTags(shop, known.enqueue)).toBe(1);
  expect((await syncScreen(shop, NOW, null)).refusals.all).toBe(0);
  expect(known.asked.at(-1)?.name).toBe('write-tags');
});

describe('the banner', () => {
  const notice = async () => (await groundOf(shop)).notice;
  const age = (table: string, column: string, interval: string) =>
    ground.db.sql.query(`update ${table} set ${column} = now() - $2::interval where shop_id = $1`, [
      shop.id,
      interval,
    ]);

  it('is absent while all is well, and says that the store is read or could not be', async () => {
    expect(await notice()).toBeNull();
    await ground.db.sql.query(
      `update reading set status = 'reading' where shop_id = $1 and kind = 'products'`,
      [shop.id],
    );
    expect(await notice()).toEqual({ kind: 'reading' });
    await ground.db.sql.query(
      `update reading set status = 'failed' where shop_id = $1 and kind = 'products'`,
      [shop.id],
    );
    expect(await notice()).toEqual({ kind: 'failed' });
  });

  it('tells of changes that wait for more than five minutes', async () => {
    await deliver('orders/updated');
    await age('inbox', 'received_at', '4 minutes');
    expect(await notice()).toBeNull();
    await age('inbox', 'received_at', '7 minutes');
    expect(await notice()).toEqual({ kind: 'late', minutes: 7 });
    expect((await syncScreen(shop, NOW, null)).standing).toBe('late');
  });

  it('tells when nothing was looked at for three hours', async () => {
    await age('reading', 'finished_at', '2 hours 59 minutes');
    expect(await notice()).toBeNull();
    await age('reading', 'finished_at', '4 hours');
    expect(await notice()).toEqual({ kind: 'stale', hours: 4 });
  });

  it('tells of orders that no delivery told, until a later delivery comes', async () => {
    const changed = Date.parse('2026-06-29T00:30:00Z');
    await deliver('orders/updated', null, new Date(changed - HOUR));
    const look = await lookedAt(changed + HOUR, 1);
    await saveOrders(shop, [anOrder({ id: 1n, updatedAt: changed })], {
      because: 'order',
      reading: look,
    });
    expect(await notice()).toEqual({ kind: 'lost', orders: 1 });
    await deliver('orders/updated', null, new Date(changed + 1));
    expect(await notice()).toBeNull();
  });

  it('stays away when the look only came before the delivery', async () => {
    const changed = Date.parse('2026-06-29T00:30:00Z');
    const look = await lookedAt(changed + HOUR, 1);
    await saveOrders(shop, [anOrder({ id: 1n, updatedAt: changed })], {
      because: 'order',
      reading: look,
    });
    await deliver('orders/updated', null, new Date(changed));
    expect(await notice()).toBeNull();
  });

  it('leaves the foot of the page to what was erased and how far back the numbers go', async () => {
    await ground.db.sql.query(
      'insert into erasure (shop_id, customers, orders) values ($1, 1, 4), ($1, 2, 0)',
      [shop.id],
    );
    expect(await groundOf(shop)).toEqual({ notice: null, erasedCustomers: 3, window: null });
    expect((await syncScreen(shop, NOW, null)).erased).toEqual({ customers: 3, orders: 4 });
    await ground.db.sql.query(
      `update reading set began_at = '2026-06-30T00:00:00Z' where shop_id = $1`,
      [shop.id],
    );
    const timezone = 'Asia/Tokyo';
    const windowOf = async () => (await groundOf(shop)).window;
    expect(await windowOf()).toEqual({ at: Date.parse('2026-05-01T00:00:00Z'), timezone });
    await saveOfflineToken(shop, {
      sealed: new Uint8Array([1]),
      scope: 'read_orders,read_all_orders',
      expiresAt: NOW,
    });
    expect(await windowOf()).toEqual({ at: null, timezone });
  });
});

it('permissions follow the token; who may write may read', async () => {
  await saveOfflineToken(shop, {
    sealed: new Uint8Array([1]),
    scope: 'read_orders, write_customers',
    expiresAt: NOW,
  });
  const { scopes, protectedData } = await permissionsOf(shop);
  expect(scopes.filter(({ granted }) => granted).map(({ scope }) => scope)).toEqual([
    'read_orders',
    'read_customers',
    'write_customers',
  ]);
  expect(protectedData).toBe(1);
});

it('requests for data are due after thirty days, open ones first shown with theirs', async () => {
  await ground.db.sql.query(
    `insert into data_request (shop_id, id, customer_id, requested_at)
     values ($1, 5, 70, '2026-06-01T00:00:00Z')`,
    [shop.id],
  );
  const at = Date.parse('2026-06-01T00:00:00Z');
  expect((await syncScreen(shop, NOW, null)).requests).toEqual([
    { id: '5', customerId: '70', at, dueAt: Date.parse('2026-07-01T00:00:00Z'), handedOutAt: null },
  ]);
});

describe('a customer', () => {
  beforeEach(async () => {
    const orders = [
      anOrder({ id: 1n, customerId: 7n, processedAt: Date.parse('2026-05-01T03:00:00Z') }),
      anOrder({ id: 2n, customerId: 7n, processedAt: Date.parse('2026-06-10T16:00:00Z') }),
      anOrder({ id: 3n, customerId: 7n, test: true }),
    ];
    await saveOrders(shop, orders, { because: 'order' });
    await bringUpToDate(shop, known.context);
  });

  it('is shown with orders, groups and events in the shop’s calendar', async () => {
    const event = { customerId: customer(7), kind: 'review', at: '2026-06-20', by: null };
    expect(await recordEvent(shop, known.enqueue, event)).toBeNull();
    const screen = await customerScreen(shop, customer(7), NOW);
    expect(screen).toMatchObject({
      today: '2026-06-30',
      gone: null,
      orders: 2,
      uncounted: 1,
      amount: 10_000,
      firstOrderOn: '2026-05-01',
      lastOrderOn: '2026-06-11',
      events: [{ kind: 'review', on: '2026-06-20', source: 'hand', removable: true }],
    });
    expect(screen!.standings.find(({ model }) => model === 'stage')?.state?.state).toBe('growing');
  });

  it('is in no group once taken out', async () => {
    expect(await optOut(shop, known.enqueue, customer(7), true)).toBe(true);
    await bringUpToDate(shop, known.context);
    expect(await customerScreen(shop, customer(7), NOW)).toMatchObject({
      optedOut: true,
      standings: [],
    });
  });

  it('is nobody where the shop knows none of that id', async () => {
    expect(await customerScreen(shop, customer(8), NOW)).toBeNull();
  });
});

it('a file is shown before it is taken over, then with what became of it', async () => {
  await saveOrders(shop, [anOrder({ id: 1n, customerId: 7n })], { because: 'order' });
  const csv = 'customer_id,kind,at\n7,review,2026-06-01\n8,survey,2026-06-01\n7,review,never\n';
  const bytes = new TextEncoder().encode(csv);
  const previewed = await previewEvents(shop, { name: 'events.csv', bytes, by: null });
  if ('refusal' in previewed) throw new Error(previewed.refusal);
  const { open } = await importScreen(shop);
  expect(open).toMatchObject({
    status: 'previewed',
    rows: 3,
    good: 1,
    unknown: { count: 1, first: ['8'] },
    errors: { count: 1, first: [{ line: 4 }] },
    kinds: [{ kind: 'review', events: 1 }],
  });
  await acceptUpload(shop, known.enqueue, previewed.id);
  expect((await importScreen(shop)).open?.status).toBe('accepted');
  await importUpload(shop, previewed.id, known.context);
  const after = await importScreen(shop);
  expect(after.open).toBeNull();
  expect(after.past).toMatchObject([{ status: 'done', added: 1, fileName: 'events.csv' }]);
});

it('a file of older orders says which are new and whose they are', async () => {
  await saveOrders(shop, [anOrder({ id: 1n, customerId: 7n })], { because: 'order' });
  const file = (name: string, lines: string[]) => ({
    name,
    bytes: new TextEncoder().encode(`${lines.join('\n')}\n`),
    by: null,
  });
  const orders = file('orders.csv', [
    'Name,Email,Financial Status,Paid at,Currency,Subtotal,Total,Created at,Lineitem quantity,Lineitem name,Lineitem price,Cancelled at,Refunded Amount,Id',
    '#1,a@example.com,paid,,JPY,5000,5000,2026-01-01 12:00:00 +0900,1,A,5000,,0,1',
    '#2,a@example.com,paid,,JPY,3000,3000,2025-01-01 12:00:00 +0900,1,A,3000,,0,2',
    '#3,b@example.com,paid,,JPY,3000,3000,2025-02-01 12:00:00 +0900,1,A,3000,,0,3',
  ]);
  const customers = file('customers.csv', ['Customer ID,Email', '7,a@example.com']);
  const previewed = await previewOrders(shop, { orders, customers });
  if ('refusal' in previewed) throw new Error(previewed.refusal);
  expect((await importScreen(shop)).open).toMatchObject({
    kind: 'orders',
    rows: 3,
    good: 2,
    alreadyThere: 1,
    from: Date.parse('2025-01-01T03:00:00Z'),
    matched: 2,
    customers: 1,
    unmatched: { count: 1, first: ['#3'] },
    customerErrors: 0,
  });
  await acceptUpload(shop, known.enqueue, previewed.id);
  await importUpload(shop, previewed.id, known.context);
  const { past, open } = await importScreen(shop);
  expect(open).toBeNull();
  expect(past).toMatchObject([{ kind: 'orders', status: 'done', added: 2, done: 3 }]);
});

it('what counts is shown with the channels by name, and how far the recounting is', async () => {
  await savePlaces(shop, [{ kind: 'channel', id: 'pos', name: 'Point of Sale' }]);
  await saveOrders(
    shop,
    [
      anOrder({ id: 1n, sourceName: 'pos' }),
      anOrder({ id: 2n, sourceName: 'pos' }),
      anOrder({ id: 3n, sourceName: null }),
    ],
    { because: 'order' },
  );
  expect(await countingScreen(shop)).toMatchObject({
    ready: true,
    counting: COUNT_ALL,
    progress: null,
    channels: [
      { id: 'pos', name: 'Point of Sale', orders: 2 },
      { id: '', name: null, orders: 1 },
    ],
  });
  await saveCounting(shop, known.enqueue, { ...COUNT_ALL, leaveOutChannels: ['pos'] }, null);
  expect((await countingScreen(shop)).progress).toEqual({ done: 0, all: 3 });
  await restate(shop, known.context);
  expect(await countingScreen(shop)).toMatchObject({
    progress: null,
    counting: { leaveOutChannels: ['pos'] },
  });
});

it('likely duplicates need level 2, and are shown by what they share', async () => {
  expect(await duplicatesScreen(shop)).toEqual({ allowed: false, groups: [], more: false });
  await saveShopFacts(shop, {
    name: 'しずく堂',
    timezone: 'Asia/Tokyo',
    currency: 'JPY',
    protectedData: 2,
  });
  const two = [anOrder({ id: 1n, customerId: 7n }), anOrder({ id: 2n, customerId: 9n })];
  await saveOrders(shop, two, { because: 'order' });
  const keys = [{ kind: 'phone' as const, key: 'ab'.repeat(16) }];
  await saveCustomerKeys(shop, [
    { id: customer(7), keys },
    { id: customer(9), keys },
  ]);
  expect(await duplicatesScreen(shop)).toEqual({
    allowed: true,
    groups: [{ kind: 'phone', customers: ['9', '7'] }],
    more: false,
  });
});
