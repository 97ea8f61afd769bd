import { createHash, randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { historyWindow } from '#app/store/history-window.ts';
import { countHoldings } from '#app/store/sync.ts';
import { keepDelivery } from '#app/store/inbox.ts';
import { readOfflineToken, saveOfflineToken } from '#app/store/offline-tokens.ts';
import { saveOrders } from '#app/store/orders.ts';
import { openReadings } from '#app/store/readings.ts';
import { readShop } from '#app/store/shops.ts';
import { ingest } from '#workers/handlers/ingest.ts';
import { anOrder } from '../factories/orders.ts';
import { useGround } from '../setup/ground.ts';
import { knownShop } from '../setup/known-shop.ts';

const ground = useGround();
let known: Awaited<ReturnType<typeof knownShop>>;

beforeEach(async () => {
  known = await knownShop(ground.db);
  await grant('read_orders,read_customers');
});

function grant(scope: string): Promise<void> {
  return saveOfflineToken(known.shop, { sealed: Buffer.from('x'), scope, expiresAt: 0 });
}

async function deliver(previous: string[], current: string[], triggeredAt: string): Promise<void> {
  const body = JSON.stringify({ id: 1, previous, current });
  await keepDelivery(ground.db, {
    shopDomain: (await readShop(known.shop)).domain,
    webhookId: randomUUID(),
    topic: 'app/scopes_update',
    body,
    hash: createHash('sha256').update(body).digest('hex'),
    triggeredAt: new Date(triggeredAt),
  });
}

const scope = async () => (await readOfflineToken(known.shop))?.scope;
const opened = async () =>
  (await openReadings(known.shop)).map(({ kind, purpose }) => `${kind} ${purpose}`).sort();

describe('news of scopes', () => {
  it.each([
    [['read_all_orders'], ['orders comparison']],
    [['read_products'], ['orders comparison', 'products comparison']],
    [['read_inventory'], ['products comparison']],
    [['write_themes'], []],
  ])('with %j have read: %j', async (added, readings) => {
    const before = ['read_orders', 'read_customers'];
    await deliver(before, [...before, ...added], '2026-06-01T00:00:00Z');
    await ingest(known.shop, known.context);
    expect(await opened()).toEqual(readings);
    expect(await scope()).toBe([...before, ...added].join(','));
    const [left] = await ground.db.sql.query<{ left: bigint }>(
      'select count(*) as left from inbox where shop_id = $1 and body is not null',
      [known.shop.id],
    );
    expect(left?.left).toBe(0n);
  });

  it('that take scopes away have nothing read', async () => {
    await deliver(['read_orders', 'read_customers'], ['read_orders'], '2026-06-01T00:00:00Z');
    await ingest(known.shop, known.context);
    expect([await opened(), await scope()]).toEqual([[], 'read_orders']);
  });

  it('that come in the wrong order leave the newest', async () => {
    await deliver(['a', 'b'], ['a', 'b', 'c'], '2026-06-02T00:00:00Z');
    await deliver(['a'], ['a', 'b'], '2026-06-01T00:00:00Z');
    await ingest(known.shop, known.context);
    expect(await scope()).toBe('a,b,c');
  });

  it('are heard even when a renewed token told of them before', async () => {
    await grant('read_orders,read_all_orders');
    await deliver(['read_orders'], ['read_orders', 'read_all_orders'], '2026-06-01T00:00:00Z');
    await ingest(known.shop, known.context);
    expect(await opened()).toEqual(['orders comparison']);
  });
});

describe('the history window', () => {
  beforeEach(async () => {
    await ground.db.sql.query(
      `update reading set began_at = '2026-06-01T00:00Z' where shop_id = $1`,
      [known.shop.id],
    );
  });

  it('begins 60 days before the first reading while the app may not read more', async () => {
    await saveOrders(known.shop, [anOrder({ id: 1n }), anOrder({ id: 2n, customerId: null })], {
      because: 'order',
    });
    await ground.db.sql.query('update customer set orders_told = 7 where shop_id = $1', [
      known.shop.id,
    ]);
    expect(await historyWindow(known.shop)).toEqual({
      all: false,
      since: new Date('2026-04-02T00:00:00Z'),
      imported: 0,
    });
    expect(await countHoldings(known.shop)).toMatchObject({
      rows: [{ orders: 2, told: 7, held: 1 }],
    });
  });

  it('begins with the oldest order of a file', async () => {
    const processedAt = Date.parse('2024-03-04T00:00:00Z');
    const orders = [anOrder({ id: 1n, processedAt }), anOrder({ id: 2n })];
    await saveOrders(known.shop, orders, { because: 'order', asked: true, fromFile: true });
    expect(await historyWindow(known.shop)).toMatchObject({
      all: false,
      since: new Date(processedAt),
      imported: 2,
    });
  });

  it('is open once the app may read all orders and has', async () => {
    await deliver(['read_orders'], ['read_orders', 'read_all_orders'], '2026-06-02T00:00:00Z');
    await ingest(known.shop, known.context);
    const since = new Date('2026-04-02T00:00:00Z');
    expect(await historyWindow(known.shop)).toMatchObject({ all: true, since });
    await ground.db.sql.query('update reading set finished_at = now() where shop_id = $1', [
      known.shop.id,
    ]);
    expect(await historyWindow(known.shop)).toMatchObject({ all: true, since: null });
  });
});
