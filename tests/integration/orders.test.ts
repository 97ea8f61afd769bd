import { NO_STANDINGS } from '#app/domain/customer.ts';
import { recomputeSome } from '#tests/setup/recompute.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import type { CustomerId, OrderId } from '#app/domain/ids.ts';
import type { Minor } from '#app/domain/money.ts';
import type { Shop } from '#app/store/database.ts';
import { deleteOrders, orderTotals, saveOrders, type StoredOrder } from '#app/store/orders.ts';
import { countStale, hasStale } from '#app/store/recompute.ts';
import { ensureShop } from '#app/store/shops.ts';
import { anOrder } from '../factories/orders.ts';
import { useGround } from '../setup/ground.ts';

const BY_ORDER = { because: 'order' } as const;
const ground = useGround();
let shop: Shop;
let number = 0;

beforeEach(async () => {
  number += 1;
  shop = await ensureShop(ground.db, `orders-${number}.myshopify.com`);
});

/** What the store would compute from, by customer; leaves nobody stale. */
async function histories(of: Shop = shop): Promise<Map<CustomerId, StoredOrder[]>> {
  const seen = new Map<CustomerId, StoredOrder[]>();
  const collect = (customerId: CustomerId, orders: StoredOrder[]) => {
    seen.set(customerId, orders);
    return { customerId, ...NO_STANDINGS };
  };
  while ((await recomputeSome(of, 3, 1, collect)) > 0);
  return seen;
}

const at = (iso: string) => Date.parse(iso);

describe('saving orders', () => {
  it('keeps the newer version, whichever comes first', async () => {
    const older = anOrder({ id: 7n, updatedAt: at('2026-02-01T00:00:00Z'), total: 100 });
    const newer = anOrder({ id: 7n, updatedAt: at('2026-02-02T00:00:00Z'), total: 200 });
    expect((await saveOrders(shop, [newer], BY_ORDER)).changed).toBe(1);
    expect((await saveOrders(shop, [older], BY_ORDER)).changed).toBe(0);
    expect((await histories()).get(1n as CustomerId)).toMatchObject([{ value: 200 }]);
  });

  it('changes nothing the second time and leaves nobody to recompute', async () => {
    const orders = [anOrder({ id: 1n }), anOrder({ id: 2n, customerId: 2n })];
    expect((await saveOrders(shop, orders, BY_ORDER)).changed).toBe(2);
    await histories();
    expect((await saveOrders(shop, orders, BY_ORDER)).changed).toBe(0);
    expect(await hasStale(shop)).toBe(false);
  });

  it('marks the customer an order has left as well as the one it went to', async () => {
    await saveOrders(shop, [anOrder({ id: 1n, customerId: 10n })], BY_ORDER);
    await histories();
    const moved = anOrder({ id: 1n, customerId: 11n, updatedAt: at('2026-03-01T00:00:00Z') });
    await saveOrders(shop, [moved], BY_ORDER);
    expect(await histories()).toEqual(
      new Map([
        [10n, []],
        [11n, [{ processedAt: moved.processedAt, value: 5_000, channel: 'web', source: null }]],
      ]),
    );
  });

  it('takes the newest of an order that comes several times at once', async () => {
    const versions = [1, 3, 2].map((day) =>
      anOrder({ id: 1n, total: day, updatedAt: at(`2026-02-0${day}T00:00:00Z`) }),
    );
    await saveOrders(shop, versions, BY_ORDER);
    expect((await histories()).get(1n as CustomerId)).toMatchObject([{ value: 3 }]);
  });

  it('keeps ids above 2^53 exact and apart', async () => {
    const big = 9_007_199_254_740_993n;
    await saveOrders(
      shop,
      [anOrder({ id: big, customerId: big }), anOrder({ id: big - 1n, customerId: big - 1n })],
      BY_ORDER,
    );
    expect([...(await histories()).keys()].sort()).toEqual([big - 1n, big]);
  });

  it('leaves out what does not count, and guests', async () => {
    await saveOrders(
      shop,
      [
        anOrder({ id: 1n, cancelledAt: at('2026-01-02T00:00:00Z') }),
        anOrder({ id: 2n, test: true }),
        anOrder({ id: 3n, refunded: 5_000 }),
        anOrder({ id: 4n, refunded: 4_000 }),
        anOrder({ id: 5n, customerId: null, total: 3_000 }),
      ],
      BY_ORDER,
    );
    expect(await histories()).toEqual(
      new Map([
        [
          1n,
          [{ processedAt: at('2026-01-01T03:00:00Z'), value: 1_000, channel: 'web', source: null }],
        ],
      ]),
    );
    expect(await orderTotals(shop)).toEqual({ sum: 4_000n, orders: 2n });
  });

  it('tells which orders have another content at the same age, and believes Shopify about them', async () => {
    const one = anOrder({ id: 1n, total: 100 });
    const other = anOrder({ id: 1n, total: 200 });
    await saveOrders(shop, [one], BY_ORDER);
    expect(await saveOrders(shop, [one], BY_ORDER)).toEqual({ changed: 0, contradicted: [] });
    expect(await saveOrders(shop, [other], BY_ORDER)).toEqual({ changed: 0, contradicted: [1n] });
    const asked = { because: 'order', asked: true } as const;
    expect(await saveOrders(shop, [other], asked)).toEqual({ changed: 1, contradicted: [] });
    expect(await saveOrders(shop, [other], asked)).toEqual({ changed: 0, contradicted: [] });
    expect((await histories()).get(1n as CustomerId)).toMatchObject([{ value: 200 }]);
  });

  it('learn from an answer which selling plan a delivery did not tell, and keep it', async () => {
    const line = { productId: null, variantId: null, quantity: 1, currentQuantity: 1 };
    const withPlan = (plan: string | null, updatedAt = at('2026-05-02T01:00:00Z')) =>
      anOrder({
        id: 1n,
        updatedAt,
        lines: [{ ...line, id: 11n, title: 'cream', sales: 1_000 as Minor, plan }],
      });
    const planOf = async () => {
      const rows = await shop.db.sql.query<{ plan: string | null }>(
        'select plan from order_line where shop_id = $1',
        [shop.id],
      );
      return rows.map(({ plan }) => plan);
    };
    await saveOrders(shop, [withPlan(null)], BY_ORDER);
    await histories();
    expect(await planOf()).toEqual([null]);
    await saveOrders(shop, [withPlan('monthly')], BY_ORDER);
    expect(await planOf()).toEqual(['monthly']);
    expect(await countStale(shop), 'conditions may ask for it').toMatchObject({ stale: 1 });
    await histories();
    await saveOrders(shop, [withPlan('monthly')], BY_ORDER);
    expect(await hasStale(shop)).toBe(false);
    await saveOrders(shop, [withPlan(null, at('2026-05-03T00:00:00Z'))], BY_ORDER);
    expect(await planOf()).toEqual(['monthly']);
  });

  it('does not bring back a deleted order, known or not', async () => {
    await saveOrders(shop, [anOrder({ id: 1n })], BY_ORDER);
    await histories();
    await deleteOrders(shop, [1n as OrderId, 2n as OrderId]);
    expect(await histories()).toEqual(new Map([[1n, []]]));
    const late = at('2027-01-01T00:00:00Z');
    const { changed } = await saveOrders(
      shop,
      [anOrder({ id: 1n, updatedAt: late }), anOrder({ id: 2n, updatedAt: late })],
      BY_ORDER,
    );
    expect(changed).toBe(0);
    expect(await hasStale(shop)).toBe(false);
  });

  it('marks every customer an order passes through when several move it at once', async () => {
    const move = (customerId: bigint, day: number) =>
      saveOrders(
        shop,
        [anOrder({ id: 1n, customerId, updatedAt: at(`2026-05-0${day}T00:00:00Z`) })],
        BY_ORDER,
      );
    await Promise.all([move(2n, 1), move(3n, 2), move(4n, 3), move(5n, 4)]);
    const seen = await histories();
    expect(seen.get(5n as CustomerId)).toHaveLength(1);
    for (const [customer, orders] of seen) if (customer !== 5n) expect(orders).toEqual([]);
  });

  it('of one shop are nothing to another', async () => {
    const other = await ensureShop(ground.db, `orders-${number}-other.myshopify.com`);
    await saveOrders(shop, [anOrder({ id: 1n })], BY_ORDER);
    expect(await countStale(other)).toEqual({ stale: 0, all: 0 });
    expect(await orderTotals(other)).toEqual({ sum: 0n, orders: 0n });
  });
});

describe('recomputing', () => {
  it('misses no order that is saved while a customer is being computed', async () => {
    await saveOrders(shop, [anOrder({ id: 1n })], BY_ORDER);
    let saving: Promise<unknown> | undefined;
    await recomputeSome(shop, 10, 1, (customerId) => {
      saving = saveOrders(shop, [anOrder({ id: 2n })], BY_ORDER);
      return { customerId, ...NO_STANDINGS };
    });
    await saving;
    expect((await histories()).get(1n as CustomerId)).toHaveLength(2);
  });

  it('by several at once computes every customer once', async () => {
    const orders = Array.from({ length: 60 }, (_, index) =>
      anOrder({ id: BigInt(index), customerId: BigInt(index) }),
    );
    await saveOrders(shop, orders, BY_ORDER);
    const all = await Promise.all([histories(), histories(), histories()]);
    expect(all.reduce((sum, part) => sum + part.size, 0)).toBe(60);
  });
});
