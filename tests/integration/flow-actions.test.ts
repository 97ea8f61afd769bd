import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import type { CustomerId } from '#app/domain/ids.ts';
import { listEvents } from '#app/store/events.ts';
import { keepDelivery } from '#app/store/inbox.ts';
import { mergeCustomers } from '#app/store/merges.ts';
import { saveOrders } from '#app/store/orders.ts';
import { ensureShop, leave, readShop } from '#app/store/shops.ts';
import { anOrder } from '../factories/orders.ts';
import { aFlowWeb, FLOW_SECRET_BEFORE, type FlowSender } from '../setup/flow-web.ts';
import { useGround } from '../setup/ground.ts';
import { knownShop } from '../setup/known-shop.ts';
import { bringUpToDate } from '../setup/recompute.ts';
import { storedCustomer } from '../setup/stored-customer.ts';

const ONE = 1n as CustomerId;
const ground = useGround();
let known: Awaited<ReturnType<typeof knownShop>>;
let domain: string;
let send: FlowSender;

/** Customers 1 and 2 have ordered once each. */
beforeEach(async () => {
  known = await knownShop(ground.db);
  domain = (await readShop(known.shop)).domain;
  const orders = [1n, 2n].map((id) => anOrder({ id, customerId: id }));
  await saveOrders(known.shop, orders, { because: 'order' });
  await bringUpToDate(known.shop, known.context);
  send = await aFlowWeb(ground.databaseUrl);
});

const action = (properties: object, runId = randomUUID()) => ({
  body: {
    shop_id: '1',
    shopify_domain: domain,
    action_run_id: runId,
    action_definition_id: 'record-event',
    handle: 'record-event',
    properties: { customer_id: '1', step_reference: '7', ...properties },
  },
});
const events = (id = ONE) => listEvents(known.shop, id);
const runs = () => ground.db.sql.query('select from flow_run where shop_id = $1', [known.shop.id]);

describe('POST /flow/…', () => {
  it('answers 401 to what Shopify did not sign, whatever secret is current', async () => {
    const review = action({ kind: 'review' });
    expect((await send('record-event', { ...review, secret: null })).status).toBe(401);
    expect((await send('record-event', { ...review, secret: 'a guess' })).status).toBe(401);
    expect((await send('lifecycle', { secret: 'a guess' })).status).toBe(401);
    expect(await events()).toEqual([]);
    expect((await send('record-event', { ...review, secret: FLOW_SECRET_BEFORE })).status).toBe(
      200,
    );
  });

  it.each(['record-event', 'recompute', 'lifecycle'])(
    'answers 405 and 400 at %s to what is not asked that way',
    async (path) => {
      const asked = await send(path, { method: 'GET' });
      expect([asked.status, asked.headers.get('allow')]).toEqual([405, 'POST']);
      for (const body of ['{', '[]', '{}', 'null', '{"properties":{"customer_id":"x"}}']) {
        expect((await send(path, { body })).status, body).toBe(400);
      }
    },
  );

  it('answers 404 to other paths, and for a shop without the app', async () => {
    expect((await send('toString')).status).toBe(404);
    const review = action({ kind: 'review' });
    const elsewhere = { ...review.body, shopify_domain: 'nobody.myshopify.com' };
    expect((await send('record-event', { body: elsewhere })).status).toBe(404);
    await leave(known.shop, new Date());
    expect((await send('record-event', review)).status).toBe(404);
  });

  it('answers 413 to a body that is too large', async () => {
    const note = 'x'.repeat(300 * 1024);
    expect((await send('record-event', action({ kind: 'review', note }))).status).toBe(413);
  });
});

describe('the action that records an event', () => {
  it('keeps it as of now, or of the day that is given in the shop’s zone, and marks the customer', async () => {
    expect((await send('record-event', action({ kind: 'review', at: '2026-06-21' }))).status).toBe(
      200,
    );
    expect(await events()).toMatchObject([
      { kind: 'review', at: new Date('2026-06-20T15:00:00Z'), source: 'flow', removable: true },
    ]);
    expect(await storedCustomer(known.shop, 1n)).toMatchObject({
      stale: true,
      stale_because: 'event',
    });
    const before = Date.now();
    await send('record-event', action({ kind: 'survey', at: '' }));
    const [newest] = await events();
    expect(newest).toMatchObject({ kind: 'survey' });
    expect(newest!.at.getTime()).toBeGreaterThanOrEqual(before);
  });

  it('does a run once, however often and at once it comes', async () => {
    const run = action({ kind: 'review' });
    const answers = await Promise.all(Array.from({ length: 6 }, () => send('record-event', run)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200]);
    expect(await events()).toHaveLength(1);
    await send('record-event', action({ kind: 'review' }));
    expect(await events()).toHaveLength(2);
  });

  it('understands Shopify’s long id, and goes to whoever stands for a merged customer', async () => {
    await mergeCustomers(known.shop, { kept: ONE, deleted: 2n as CustomerId });
    const merged = action({ kind: 'referral', customer_id: 'gid://shopify/Customer/2' });
    expect((await send('record-event', merged)).status).toBe(200);
    expect(await events()).toMatchObject([{ kind: 'referral' }]);
  });

  it.each([
    ['such customer', { kind: 'review', customer_id: '99' }],
    ['kind of event', { kind: 'applause' }],
    ['kind of event', {}],
    ['date', { kind: 'review', at: 'yesterday' }],
  ])('answers 422 that names the %s: %o', async (named, properties) => {
    const { status, text } = await send('record-event', action(properties));
    expect([status, text]).toEqual([422, expect.stringContaining(named)]);
    expect(await runs()).toEqual([]);
  });

  it('asks Flow to come again while the customer may be on the way', async () => {
    await keepDelivery(ground.db, {
      shopDomain: domain,
      webhookId: randomUUID(),
      topic: 'customers/create',
      body: '{}',
      hash: 'x',
      triggeredAt: null,
    });
    const { status, headers } = await send(
      'record-event',
      action({ kind: 'review', customer_id: '99' }),
    );
    expect([status, headers.get('retry-after')]).toEqual([503, '30']);
    expect(await runs()).toEqual([]);
  });

  it('asks Flow to come again before the shop is read, and while nothing can be kept', async () => {
    const run = action({ kind: 'review' });
    await ensureShop(ground.db, 'new.myshopify.com');
    const early = { ...run.body, shopify_domain: 'new.myshopify.com' };
    expect((await send('record-event', { body: early })).status).toBe(503);
    await ground.db.sql.query('alter table flow_run rename to flow_run_away');
    expect((await send('record-event', run)).status).toBe(503);
    await ground.db.sql.query('alter table flow_run_away rename to flow_run');
    expect((await send('record-event', run)).status).toBe(200);
    expect(await events()).toHaveLength(1);
  });

  it('touches no customer of another shop', async () => {
    const other = await knownShop(ground.db);
    const theirs = { ...action({ kind: 'review' }).body };
    theirs.shopify_domain = (await readShop(other.shop)).domain;
    expect((await send('record-event', { body: theirs })).status).toBe(422);
    expect(await events()).toEqual([]);
  });
});

describe('the action that recomputes a customer', () => {
  it('marks the customer, and has Shopify’s tags read back', async () => {
    expect((await send('recompute', action({}))).status).toBe(200);
    expect(await storedCustomer(known.shop, 1n)).toMatchObject({
      stale: true,
      stale_because: 'customer',
      doubtful: true,
    });
    expect(await storedCustomer(known.shop, 2n)).toMatchObject({ stale: false, doubtful: false });
  });

  it('goes to whoever stands for a merged customer, and refuses one who is gone', async () => {
    await mergeCustomers(known.shop, { kept: ONE, deleted: 2n as CustomerId });
    await bringUpToDate(known.shop, known.context);
    expect((await send('recompute', action({ customer_id: 2 }))).status).toBe(200);
    expect(await storedCustomer(known.shop, 1n)).toMatchObject({ stale: true });
    expect((await send('recompute', action({ customer_id: '99' }))).status).toBe(422);
  });
});

describe('the lifecycle callback', () => {
  const notice = (trigger: string, enabled: boolean, timestamp: string) => ({
    body: {
      flow_trigger_definition_id: trigger,
      has_enabled_flow: enabled,
      shop_id: '1',
      shopify_domain: domain.toUpperCase(),
      timestamp,
    },
  });
  const triggers = () =>
    ground.db.sql.query(
      'select handle, enabled from flow_trigger where shop_id = $1 order by handle',
      [known.shop.id],
    );

  it('says which triggers are waited for; the newest word holds', async () => {
    const told = [
      notice('Customer segment changed', true, '2026-06-01T10:00:00.000Z'),
      notice('Customer segment changed', false, '2026-06-01T09:00:00.000Z'),
      notice('customer-change-near', true, '2026-06-01T10:00:00+09:00'),
      notice('customer-change-near', false, '2026-06-01T01:00:01Z'),
      notice('gid://shopify/FlowTriggerDefinition/7', true, '2026-06-01T10:00:00Z'),
    ];
    for (const each of told) expect((await send('lifecycle', each)).status).toBe(200);
    expect(await triggers()).toEqual([
      { handle: 'customer-change-near', enabled: false },
      { handle: 'customer-segment-changed', enabled: true },
      { handle: 'gid://shopify/FlowTriggerDefinition/7', enabled: true },
    ]);
  });
});
