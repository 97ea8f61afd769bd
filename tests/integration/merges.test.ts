import { beforeEach, describe, expect, it } from 'vitest';
import type { CustomerId } from '#app/domain/ids.ts';
import { saveCustomers } from '#app/store/customers.ts';
import { deleteCustomers } from '#app/store/gone-customers.ts';
import { saveOrders } from '#app/store/orders.ts';
import { claimTags, confirmTags } from '#app/store/tag-states.ts';
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
const [A, B, C] = [1n, 2n, 3n] as const;
const ground = useGround();
let told: ToldShop;

beforeEach(async () => {
  told = await aToldShop(ground.db);
});

const stored = (id: bigint) => storedCustomer(told.shop, id);
const merge = (kept: bigint, deleted: bigint, status?: string) =>
  told.tell('customers/merge', bodies.merge(kept, deleted, status));
const anOrderOf = (customerId: bigint, id: bigint, day = 1) =>
  saveOrders(
    told.shop,
    [anOrder({ id, customerId, updatedAt: Date.parse(`2026-02-0${day}T00:00:00Z`) })],
    BY_ORDER,
  );

async function ordersOf(customerId: bigint): Promise<bigint[]> {
  const rows = await ground.db.sql.query<{ id: bigint }>(
    'select id from orders where shop_id = $1 and customer_id = $2 order by id',
    [told.shop.id, customerId],
  );
  return rows.map(({ id }) => id);
}

async function anEvent(customerId: bigint, at: string): Promise<void> {
  await ground.db.sql.query(
    `insert into customer_event (shop_id, customer_id, kind, at, source, source_key)
     values ($1, $2, 'review', $3, 'hand', '')`,
    [told.shop.id, customerId, at],
  );
}

/** Both are known, computed and tagged, each in another stage. */
async function twoTagged(): Promise<void> {
  await saveCustomers(told.shop, [aCustomer({ id: A }), aCustomer({ id: B })], {
    asOf: new Date(0),
  });
  await anOrderOf(A, 10n);
  await anOrderOf(B, 20n);
  await compute(told.shop, (id) => [id === A ? 'kz-stage:first' : 'kz-stage:growing']);
  await writeAll(told.shop);
}

describe('a merge', () => {
  it('makes one person of two', async () => {
    await twoTagged();
    await anEvent(A, '2026-01-01T00:00:00Z');
    await anEvent(A, '2026-01-02T00:00:00Z');
    await anEvent(B, '2026-01-02T00:00:00Z');
    await ground.db.sql.query(
      'update customer set opted_out = true where shop_id = $1 and id = $2',
      [told.shop.id, A],
    );
    await merge(B, A);
    expect(await ordersOf(B)).toEqual([10n, 20n]);
    expect(await rowsOf(told.shop, 'customer_event', B)).toBe(2);
    expect(await stored(A)).toMatchObject({
      gone: 'merged',
      merged_into: B,
      stale: false,
      country: null,
      opted_out: false,
    });
    for (const table of ['timeline', 'tag_state', 'customer_event']) {
      expect(await rowsOf(told.shop, table, A)).toBe(0);
    }
    expect(await stored(B)).toMatchObject({
      gone: null,
      stale: true,
      stale_because: 'customer',
      doubtful: true,
      opted_out: true,
    });
    expect(await writtenTags(told.shop, B)).toEqual(['kz-stage:first', 'kz-stage:growing']);
  });

  it('that did not come to pass, or is told again, changes nothing', async () => {
    await twoTagged();
    await merge(B, A, 'failed');
    expect(await stored(A)).toMatchObject({ gone: null });
    await merge(B, A);
    await compute(told.shop, () => ['kz-stage:growing']);
    await merge(B, A);
    expect(await stored(B)).toMatchObject({ stale: false, doubts: 1 });
  });

  it('of customers we do not know sends what comes later to the one who is kept', async () => {
    await merge(B, A);
    await anOrderOf(A, 10n);
    await told.tell('customers/update', bodies.customer(A));
    await told.tell('customers/delete', bodies.deleted(A));
    expect(await ordersOf(B)).toEqual([10n]);
    expect(await stored(A)).toMatchObject({ gone: 'merged', merged_into: B, country: null });
    expect(await stored(B)).toMatchObject({ stale: true, doubtful: true });
  });

  it('is not undone by an order that was told with the old customer', async () => {
    await anOrderOf(A, 10n);
    await merge(B, A);
    await anOrderOf(A, 10n, 2);
    await anOrderOf(B, 10n, 3);
    await anOrderOf(A, 11n, 2);
    expect(await ordersOf(B)).toEqual([10n, 11n]);
    expect(await ordersOf(A)).toEqual([]);
  });

  it.each([
    [
      'the first one first',
      [
        [B, A],
        [C, B],
      ],
    ],
    [
      'the last one first',
      [
        [C, B],
        [B, A],
      ],
    ],
  ] as const)(
    'into one who is merged into a third ends at the third, told with %s',
    async (_, steps) => {
      for (const [id, order] of [
        [A, 10n],
        [B, 20n],
        [C, 30n],
      ] as const)
        await anOrderOf(id, order);
      await compute(told.shop, (id) => [`kz-segment:${id}`]);
      await writeAll(told.shop);
      for (const [kept, deleted] of steps) await merge(kept, deleted);
      await anOrderOf(A, 11n);
      expect(await ordersOf(C)).toEqual([10n, 11n, 20n, 30n]);
      expect(await stored(A)).toMatchObject({ gone: 'merged', merged_into: C });
      expect(await stored(B)).toMatchObject({ gone: 'merged', merged_into: C });
      expect(await writtenTags(told.shop, C)).toEqual([
        'kz-segment:1',
        'kz-segment:2',
        'kz-segment:3',
      ]);
    },
  );

  it('hands on the tags of one who was taken for deleted before', async () => {
    await twoTagged();
    await deleteCustomers(told.shop, [A as CustomerId]);
    await merge(B, A);
    expect(await ordersOf(B)).toEqual([10n, 20n]);
    expect(await writtenTags(told.shop, B)).toEqual(['kz-stage:first', 'kz-stage:growing']);
    expect(await stored(A)).toMatchObject({ gone: 'merged', left_tags: [] });
  });

  it('hands them through one who was taken for deleted too', async () => {
    await twoTagged();
    await deleteCustomers(told.shop, [B as CustomerId]);
    await merge(B, A);
    await merge(C, B);
    expect(await ordersOf(C)).toEqual([10n, 20n]);
    expect(await writtenTags(told.shop, C)).toEqual(['kz-stage:first', 'kz-stage:growing']);
  });

  it('is not forgotten by a write that was under way', async () => {
    await twoTagged();
    await anOrderOf(B, 21n);
    await compute(told.shop, () => ['kz-stage:settled']);
    const claim = await claimTags(told.shop, 9, 60);
    await merge(B, A);
    await confirmTags(told.shop, claim.id, [B as CustomerId]);
    await compute(told.shop, () => ['kz-stage:settled']);
    await ground.db.sql.query('update tag_state set lease_until = null where shop_id = $1', [
      told.shop.id,
    ]);
    expect((await claimTags(told.shop, 9, 60)).customers).toEqual([
      {
        customerId: B,
        wanted: ['kz-stage:settled'],
        written: ['kz-stage:first', 'kz-stage:growing', 'kz-stage:settled'],
        uncertain: true,
      },
    ]);
  });

  it('of the same two from several deliveries at once is one merge', async () => {
    await twoTagged();
    await told.keep('customers/merge', bodies.merge(B, A));
    await Promise.all([merge(B, A), merge(B, A), anOrderOf(A, 12n)]);
    expect(await ordersOf(B)).toEqual([10n, 12n, 20n]);
    expect(await stored(B)).toMatchObject({ doubts: 1 });
  });
});
