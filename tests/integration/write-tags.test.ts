import { NO_STANDINGS } from '#app/domain/customer.ts';
import { recomputeSome } from '#tests/setup/recompute.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import { delayed, final, retryable, type Failure } from '#app/domain/failure.ts';
import type { CustomerId } from '#app/domain/ids.ts';
import type { AdminClient } from '#app/shopify/admin-client.ts';
import type { Shop } from '#app/store/database.ts';
import { saveOrders } from '#app/store/orders.ts';
import { allowTagging, ensureShop } from '#app/store/shops.ts';
import { claimTags } from '#app/store/tag-states.ts';
import type { Context } from '#workers/context.ts';
import { writeTags } from '#workers/handlers/write-tags.ts';
import { anOrder } from '../factories/orders.ts';
import { useGround } from '../setup/ground.ts';

const ground = useGround();
let shop: Shop;
let number = 0;

beforeEach(async () => {
  number += 1;
  shop = await ensureShop(ground.db, `writer-${number}.myshopify.com`);
  await saveOrders(shop, [anOrder({ id: 1n })], { because: 'order' });
  await recomputeSome(shop, 10, 1, (customerId) => ({ customerId, ...NO_STANDINGS, tags: ['a'] }));
  await allowTagging(shop, 'kz-', new Date());
});

/** Runs the writer against a Shopify that fails like this, before or after the request has left. */
async function failing(failure: Failure, sent: boolean): Promise<void> {
  const run: AdminClient['run'] = async (_, manner) => {
    if (sent) await manner?.beforeSending?.();
    throw failure;
  };
  const context = {
    env: { TAG_LEASE_SECONDS: 60 },
    stopping: new AbortController().signal,
    admin: () => Promise.resolve({ run }),
  } as unknown as Context;
  await expect(writeTags(shop, context)).rejects.toBe(failure);
}

const free = async () =>
  (await claimTags(shop, 9, 60)).customers.map(({ customerId }) => customerId);

describe('after a failed call', () => {
  it.each([
    ['throttled', delayed('throttled', 10, true), true],
    ['out of points', delayed('no points left', 10, true), false],
  ])('that was %s, customers are free at once', async (_, failure, sent) => {
    await failing(failure, sent);
    expect(await free()).toEqual([1n as CustomerId]);
  });

  it.each([
    ['cut off', retryable('network')],
    ['answered by a gateway that asks for time', delayed('503', 10)],
    ['refused', final('402')],
  ])('that was %s, nobody may overtake what is perhaps still on its way', async (_, failure) => {
    await failing(failure, true);
    expect(await free()).toEqual([]);
  });

  it('nothing is sent for a customer whom another writer has taken over', async () => {
    const run: AdminClient['run'] = async (_, manner) => {
      await ground.db.sql.query(
        `update tag_state set lease_until = now() - interval '1 second' where shop_id = $1`,
        [shop.id],
      );
      await claimTags(shop, 9, 60);
      await manner?.beforeSending?.();
      throw new Error('this must not be reached');
    };
    const context = {
      env: { TAG_LEASE_SECONDS: 60 },
      stopping: new AbortController().signal,
      admin: () => Promise.resolve({ run }),
    } as unknown as Context;
    await expect(writeTags(shop, context)).rejects.toThrow('another writer has taken over');
  });
});
