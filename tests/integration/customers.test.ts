import { beforeEach, describe, expect, it } from 'vitest';
import { saveCustomers } from '#app/store/customers.ts';
import { saveOrders } from '#app/store/orders.ts';
import { hasStale } from '#app/store/recompute.ts';
import { claimTags } from '#app/store/tag-states.ts';
import { aCustomer } from '../factories/customers.ts';
import { anOrder } from '../factories/orders.ts';
import { useGround } from '../setup/ground.ts';
import {
  compute,
  rowsOf,
  storedCustomer,
  writeAll,
  writtenTags,
} from '../setup/stored-customer.ts';
import { aToldShop, bodies, type ToldShop } from '../setup/told-shop.ts';

const BY_ORDER = { because: 'order' } as const;
const T1 = '2026-02-01T00:00:00Z';
const T2 = '2026-02-02T00:00:00Z';
const T3 = '2026-02-03T00:00:00Z';
const ground = useGround();
let told: ToldShop;

beforeEach(async () => {
  told = await aToldShop(ground.db);
});

const stored = (id = 1n) => storedCustomer(told.shop, id);
const save = (asOf: string, ...customers: Parameters<typeof aCustomer>[0][]) =>
  saveCustomers(told.shop, customers.map(aCustomer), { asOf: new Date(asOf) });

describe('customers/create and update', () => {
  it('tell facts and take back nothing that they do not tell', async () => {
    await save(T1, { tags: ['卸'] });
    await told.tell('customers/update', bodies.customer(1n, { state: 'invited' }));
    expect(await stored()).toMatchObject({
      account: 'invited',
      locale: 'ja',
      tags: ['卸'],
      tags_at: new Date(T1),
      stale: false,
      doubtful: false,
    });
  });

  it('hold by their age, whichever comes first', async () => {
    const newer = bodies.customer(1n, { updated_at: T2, default_address: null });
    await told.tell('customers/update', newer);
    await told.tell('customers/create', bodies.customer(1n, { updated_at: T1 }));
    expect(await stored()).toMatchObject({ country: null, updated_at: new Date(T2) });
  });

  it('make doubtful whom they tell of differently at one age, together or one after the other', async () => {
    const one = (id: bigint) => bodies.customer(id, { state: 'disabled' });
    await told.keep('customers/update', bodies.customer(1n));
    await told.tell('customers/update', one(1n));
    await told.tell('customers/update', bodies.customer(2n));
    expect((await stored(2n))?.doubtful).toBe(false);
    await told.tell('customers/update', one(2n));
    expect((await stored(1n))?.doubtful).toBe(true);
    expect((await stored(2n))?.doubtful).toBe(true);
  });

  it('keep ids above 2^53 exact', async () => {
    const id = 9_007_199_254_740_993n;
    await told.tell('customers/create', bodies.customer(id));
    expect((await stored(id))?.country).toBe('JP');
    expect(await stored(id - 1n)).toBeUndefined();
  });
});

describe('tags of a customer', () => {
  it('that are heard of for the first time leave the reason of the first reading', async () => {
    await saveOrders(told.shop, [anOrder({ id: 1n, customerId: 1n })], { because: 'backfill' });
    await save(T1, { tags: ['卸'], updatedAt: Date.parse(T1) });
    expect(await stored()).toMatchObject({ tags: ['卸'], stale: true, stale_because: 'backfill' });
    await save(T2, { tags: [], updatedAt: Date.parse(T2) });
    expect(await stored()).toMatchObject({ stale: true, stale_because: 'customer' });
  });

  it('that come after the customer was placed have the customer placed anew', async () => {
    await saveOrders(told.shop, [anOrder({ id: 1n, customerId: 1n })], { because: 'backfill' });
    await compute(told.shop, () => []);
    expect(await stored()).toMatchObject({ stale: false });
    await save(T1, { tags: ['卸'], updatedAt: Date.parse(T1) });
    expect(await stored()).toMatchObject({ stale: true, stale_because: 'customer' });
  });
});

describe('customers/delete', () => {
  it('leaves the id, and nothing brings the customer back', async () => {
    await save(T1, { tags: ['卸'] });
    await saveOrders(told.shop, [anOrder({ id: 5n })], BY_ORDER);
    await compute(told.shop, () => ['kz-stage:first']);
    await writeAll(told.shop);
    await ground.db.sql.query(
      `insert into customer_event (shop_id, customer_id, kind, at, source, source_key)
       values ($1, 1, 'review', now(), 'hand', '')`,
      [told.shop.id],
    );
    await ground.db.sql.query(
      `insert into customer_key (shop_id, kind, key, customer_id) values ($1, 'email', 'x', 1)`,
      [told.shop.id],
    );
    await told.tell('customers/delete', bodies.deleted(1n));
    const gone = {
      gone: 'deleted',
      stale: false,
      locale: null,
      country: null,
      updated_at: null,
      tags: [],
      left_tags: ['kz-stage:first'],
    };
    expect(await stored()).toMatchObject(gone);
    for (const table of ['timeline', 'tag_state', 'customer_key', 'customer_event']) {
      expect(await rowsOf(told.shop, table, 1n)).toBe(0);
    }
    await told.tell('customers/update', bodies.customer(1n, { updated_at: T3 }));
    await told.tell('customer.tags_added', bodies.tags(1n, ['VIP'], T3));
    await save(T3, { updatedAt: Date.parse(T3), tags: ['卸'] });
    const late = anOrder({ id: 5n, total: 900, updatedAt: Date.parse(T3) });
    await saveOrders(told.shop, [late], BY_ORDER);
    expect(await stored()).toMatchObject({ ...gone, doubtful: false });
    expect(await hasStale(told.shop)).toBe(false);
  });

  it('holds for a customer nobody has heard of', async () => {
    await told.tell('customers/delete', bodies.deleted(7n));
    await told.tell('customers/create', bodies.customer(7n));
    expect(await stored(7n)).toMatchObject({ gone: 'deleted', country: null });
  });
});

describe('the merchant’s tags', () => {
  it('come and go, in the order of their instants', async () => {
    await save(T1, { tags: ['卸', 'b2b'] });
    await told.keep('customer.tags_added', bodies.tags(1n, ['VIP', 'B2B'], T2));
    await told.tell('customer.tags_removed', bodies.tags(1n, ['卸'], T3));
    expect(await stored()).toMatchObject({
      tags: ['VIP', 'b2b'],
      tags_at: new Date(T3),
      stale: true,
      stale_because: 'customer',
      doubtful: false,
    });
    expect(told.enqueued).toEqual(['recompute']);
  });

  it('that are there already change nothing to recompute', async () => {
    await save(T1, { tags: ['卸'] });
    await told.tell('customer.tags_added', bodies.tags(1n, ['卸'], T2));
    expect(await stored()).toMatchObject({ tags: ['卸'], tags_at: new Date(T2), stale: false });
    expect(told.enqueued).toEqual([]);
  });

  it('told late, or before any are known, make Shopify be asked', async () => {
    await save(T3, { tags: ['卸'] });
    await told.tell('customer.tags_added', bodies.tags(1n, ['VIP'], T2));
    expect(await stored()).toMatchObject({ tags: ['卸'], tags_at: new Date(T3), doubtful: true });
    await told.tell('customer.tags_added', bodies.tags(2n, ['VIP'], T2));
    expect(await stored(2n)).toMatchObject({ tags: [], doubtful: true, stale: false });
  });

  it('of several deliveries at once lose nothing', async () => {
    await save(T1, {});
    const tags = Array.from({ length: 20 }, (_, index) => `t${String(index).padStart(2, '0')}`);
    await Promise.all(
      tags.map((tag, index) =>
        told.keep(
          'customer.tags_added',
          bodies.tags(1n, [tag], `2026-03-01T00:00:${String(index).padStart(2, '0')}Z`),
        ),
      ),
    );
    await told.tell('customer.tags_removed', bodies.tags(1n, ['t00'], T2));
    expect((await stored())?.tags).toEqual(tags);
  });
});

describe('our own tags', () => {
  const OURS = ['kz-lifecycle:new', 'kz-stage:first'];

  /** A customer on whom our tags were written. */
  async function tagged(): Promise<void> {
    await save(T1, { tags: ['卸'] });
    await saveOrders(told.shop, [anOrder({ id: 5n })], BY_ORDER);
    await compute(told.shop, () => OURS);
    await writeAll(told.shop);
  }

  /** Where every row of a table stands: an update would move it. */
  const places = (table: string) =>
    ground.db.sql.query(
      `select ctid::text, xmin::text, row_to_json(t)::text as row from ${table} t order by 1`,
    );

  it('echo without a write, a job or a mark', async () => {
    await tagged();
    const before = await Promise.all(['customer', 'tag_state', 'timeline'].map(places));
    await told.keep('customer.tags_added', bodies.tags(1n, OURS, T2));
    await told.keep('customer.tags_added', bodies.tags(1n, ['KZ-Stage:First'], T1));
    await told.tell('customer.tags_removed', bodies.tags(1n, ['kz-stage:growing'], T3));
    expect(await Promise.all(['customer', 'tag_state', 'timeline'].map(places))).toEqual(before);
    expect(told.enqueued).toEqual([]);
  });

  it('do not get among the merchant’s', async () => {
    await tagged();
    await told.tell('customer.tags_added', bodies.tags(1n, ['VIP', ...OURS], T2));
    expect((await stored())?.tags).toEqual(['VIP', '卸']);
  });

  it('taken off by hand make Shopify be asked', async () => {
    await tagged();
    await told.tell('customer.tags_removed', bodies.tags(1n, ['KZ-stage:first'], T2));
    expect(await stored()).toMatchObject({ doubtful: true, doubts: 1, stale: false });
  });

  it('that a write is taking off are no doubt, those it leaves on are', async () => {
    await tagged();
    await saveOrders(told.shop, [anOrder({ id: 6n })], BY_ORDER);
    await compute(told.shop, () => ['kz-lifecycle:new', 'kz-stage:growing']);
    await claimTags(told.shop, 9, 60);
    await told.tell('customer.tags_removed', bodies.tags(1n, ['kz-stage:first'], T2));
    expect((await stored())?.doubtful).toBe(false);
    await told.tell('customer.tags_removed', bodies.tags(1n, ['kz-lifecycle:new'], T2));
    expect((await stored())?.doubtful).toBe(true);
    expect(await writtenTags(told.shop, 1n)).toEqual(OURS);
  });
});
