import { NO_STANDINGS } from '#app/domain/customer.ts';
import { recomputeSome } from '#tests/setup/recompute.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import type { CustomerId } from '#app/domain/ids.ts';
import type { Shop } from '#app/store/database.ts';
import { saveOrders } from '#app/store/orders.ts';
import { ensureShop } from '#app/store/shops.ts';
import {
  claimTags,
  confirmTags,
  countTags,
  exceptTags,
  releaseTags,
  renewClaim,
} from '#app/store/tag-states.ts';
import { anOrder } from '../factories/orders.ts';
import { useGround } from '../setup/ground.ts';

const BY_ORDER = { because: 'order' } as const;
const ground = useGround();
let shop: Shop;
let number = 0;
const ONE = 1n as CustomerId;

beforeEach(async () => {
  number += 1;
  shop = await ensureShop(ground.db, `tags-${number}.myshopify.com`);
});

/** Makes the store want these tags on a customer. */
async function want(tags: string[], customerId: bigint = ONE): Promise<void> {
  number += 1;
  await saveOrders(shop, [anOrder({ id: BigInt(number), customerId })], BY_ORDER);
  await recomputeSome(shop, 10, 1, (id) => ({ customerId: id, ...NO_STANDINGS, tags }));
}

/** As if the claiming process had died and its lease had run out. */
async function leaseRunsOut(): Promise<void> {
  await ground.db.sql.query(
    `update tag_state set lease_until = now() - interval '1 s' where shop_id = $1`,
    [shop.id],
  );
}

describe('claiming tags', () => {
  it('gives a customer to one writer at a time', async () => {
    await want(['a']);
    const claims = await Promise.all([
      claimTags(shop, 9, 60),
      claimTags(shop, 9, 60),
      claimTags(shop, 9, 60),
    ]);
    expect(claims.flatMap((claim) => claim.customers)).toEqual([
      { customerId: ONE, wanted: ['a'], written: [], uncertain: false },
    ]);
  });

  it('passes over a customer whom another writer is claiming right now', async () => {
    await want(['a']);
    await ground.db.transaction(async (sql) => {
      await sql.query('select from tag_state where shop_id = $1 for update', [shop.id]);
      expect((await claimTags(shop, 9, 60)).customers).toEqual([]);
    });
  });

  it('can be lengthened while it is held, and not after it has passed on', async () => {
    await want(['a']);
    const first = await claimTags(shop, 9, 60);
    expect(await renewClaim(shop, first, 60)).toBe(true);
    await leaseRunsOut();
    await claimTags(shop, 9, 60);
    expect(await renewClaim(shop, first, 60)).toBe(false);
  });

  it('is over when confirmed: nothing is pending any more', async () => {
    await want(['a', 'b']);
    const claim = await claimTags(shop, 9, 60);
    await confirmTags(shop, claim.id, [ONE]);
    expect((await claimTags(shop, 9, 60)).customers).toEqual([]);
    expect(await countTags(shop)).toMatchObject({ pending: 0, settled: 1, exceptions: 0 });
  });

  it('sees a wish that came while it was being written', async () => {
    await want(['a']);
    const claim = await claimTags(shop, 9, 60);
    await want(['b']);
    await confirmTags(shop, claim.id, [ONE]);
    expect((await claimTags(shop, 9, 60)).customers).toEqual([
      { customerId: ONE, wanted: ['b'], written: ['a'], uncertain: false },
    ]);
  });

  it('remembers what a dead writer may have sent, even when the wish has changed', async () => {
    await want(['a']);
    await claimTags(shop, 9, 60);
    await want(['b']);
    await leaseRunsOut();
    await claimTags(shop, 9, 60);
    await want(['c']);
    await leaseRunsOut();
    expect((await claimTags(shop, 9, 60)).customers).toEqual([
      { customerId: ONE, wanted: ['c'], written: ['a', 'b'], uncertain: true },
    ]);
  });

  it('that has passed to another writer confirms nothing', async () => {
    await want(['a']);
    const late = await claimTags(shop, 9, 60);
    await leaseRunsOut();
    const current = await claimTags(shop, 9, 60);
    await confirmTags(shop, late.id, [ONE]);
    await releaseTags(shop, late.id, [ONE]);
    expect(await countTags(shop)).toMatchObject({ pending: 1 });
    await confirmTags(shop, current.id, [ONE]);
    expect(await countTags(shop)).toMatchObject({ pending: 0, settled: 1 });
  });

  it('given back is free at once', async () => {
    await want(['a']);
    const claim = await claimTags(shop, 9, 60);
    await releaseTags(shop, claim.id, [ONE]);
    expect((await claimTags(shop, 9, 60)).customers).toMatchObject([{ uncertain: true }]);
  });

  it('leaves recorded exceptions alone', async () => {
    await want(['a']);
    const claim = await claimTags(shop, 9, 60);
    await exceptTags(shop, claim.id, [{ customerId: ONE, reason: 'Customer does not exist' }]);
    expect(await countTags(shop)).toMatchObject({ pending: 0, settled: 0, exceptions: 1 });
    expect((await claimTags(shop, 9, 60)).customers).toEqual([]);
  });

  it('tries a refused customer again when other tags are wanted', async () => {
    await want(['a']);
    const claim = await claimTags(shop, 9, 60);
    await exceptTags(shop, claim.id, [{ customerId: ONE, reason: 'Tags cannot be more than 250' }]);
    await want(['a']);
    expect((await claimTags(shop, 9, 60)).customers).toEqual([]);
    await want(['b']);
    expect((await claimTags(shop, 9, 60)).customers).toMatchObject([
      { wanted: ['b'], written: ['a'] },
    ]);
  });

  it('takes those who wait longest first', async () => {
    await want(['a'], 5n);
    await want(['a'], 3n);
    await want(['a'], 4n);
    const order = [];
    for (let turn = 0; turn < 3; turn += 1) {
      order.push((await claimTags(shop, 1, 60)).customers[0]?.customerId);
    }
    expect(order).toEqual([5n, 3n, 4n]);
  });
});
