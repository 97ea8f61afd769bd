import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { webhookReceiver } from '#app/commands/receive-webhook.ts';
import type { Database, Shop } from '#app/store/database.ts';
import {
  claimDeliveries,
  forgetDeliveries,
  hasPendingDeliveries,
  keepDelivery,
  releaseDeliveries,
  setAsideDelivery,
  settleDeliveries,
} from '#app/store/inbox.ts';
import { useGround } from '../setup/ground.ts';

const PATIENT = { timeout: 20_000, interval: 50 };
const ground = useGround();
let shop: Shop;
let domain: string;

const delivery = (webhookId: string = randomUUID(), topic = 'orders/create') => ({
  shopDomain: domain,
  webhookId,
  topic,
  body: '{"id":9007199254740993}',
  hash: 'x',
  triggeredAt: null,
});

beforeEach(async () => {
  domain = `inbox-${randomUUID()}.myshopify.com`;
  shop = await keepDelivery(ground.db, delivery('first'));
  await settleDeliveries(
    shop,
    (await claimDeliveries(shop, 10, 60)).map(({ id }) => id),
  );
});

describe('inbox', () => {
  it('keeps a delivery once, whatever its shop sends again, and makes an unknown shop', async () => {
    for (let time = 0; time < 3; time += 1) await keepDelivery(ground.db, delivery('again'));
    const claimed = await claimDeliveries(shop, 10, 60);
    expect(claimed).toMatchObject([{ topic: 'orders/create', body: '{"id":9007199254740993}' }]);
  });

  it('counts no try of a delivery whose workers died, however often', async () => {
    await keepDelivery(ground.db, delivery('unlucky'));
    for (let death = 0; death < 12; death += 1) {
      expect(await claimDeliveries(shop, 10, -1)).toHaveLength(1);
    }
    const ids = (await claimDeliveries(shop, 10, 60)).map(({ id }) => id);
    await releaseDeliveries(shop, ids, 'the database is starting up');
    expect(await claimDeliveries(shop, 10, 60)).toHaveLength(1);
  });

  it('erases the body once applied, and keeps what tells a repetition', async () => {
    await keepDelivery(ground.db, delivery('done'));
    await settleDeliveries(
      shop,
      (await claimDeliveries(shop, 10, 60)).map(({ id }) => id),
    );
    await keepDelivery(ground.db, delivery('done'));
    expect(await hasPendingDeliveries(shop)).toBe(false);
    const rows = await ground.db.sql.query('select body, hash from inbox where shop_id = $1', [
      shop.id,
    ]);
    expect(rows).toEqual([
      { body: null, hash: 'x' },
      { body: null, hash: 'x' },
    ]);
  });

  it('gives a delivery to one worker at a time, and to the next when it is given back', async () => {
    await keepDelivery(ground.db, delivery());
    const claims = await Promise.all([
      claimDeliveries(shop, 10, 60),
      claimDeliveries(shop, 10, 60),
    ]);
    expect(claims.flat()).toHaveLength(1);
    expect(await hasPendingDeliveries(shop)).toBe(false);
    await releaseDeliveries(
      shop,
      claims.flat().map(({ id }) => id),
      null,
    );
    expect(await claimDeliveries(shop, 10, 60)).toHaveLength(1);
  });

  it('sets aside what was tried too often in vain, but counts no try where nobody is to blame', async () => {
    await keepDelivery(ground.db, delivery());
    const tries = async (reason: string | null, times: number) => {
      let claimed = 0;
      for (let attempt = 0; attempt < times; attempt += 1) {
        const ids = (await claimDeliveries(shop, 10, 60)).map(({ id }) => id);
        claimed += ids.length;
        await releaseDeliveries(shop, ids, reason);
      }
      return claimed;
    };
    expect(await tries(null, 20)).toBe(20);
    expect(await tries('the database said no', 20)).toBe(8);
    const rows = await ground.db.sql.query(
      'select set_aside from inbox where shop_id = $1 and set_aside is not null',
      [shop.id],
    );
    expect(rows).toEqual([{ set_aside: 'the database said no' }]);
  });

  it('sets aside what cannot be applied, with its body and the reason', async () => {
    await keepDelivery(ground.db, delivery());
    const [claimed] = await claimDeliveries(shop, 10, 60);
    await setAsideDelivery(shop, claimed!.id, 'not understood');
    expect(await claimDeliveries(shop, 10, 60)).toEqual([]);
    const rows = await ground.db.sql.query(
      'select body, set_aside from inbox where set_aside is not null and shop_id = $1',
      [shop.id],
    );
    expect(rows).toEqual([{ body: '{"id":9007199254740993}', set_aside: 'not understood' }]);
  });

  it('forgets what was applied long ago', async () => {
    await ground.db.sql.query(
      `update inbox set applied_at = now() - interval '15 days' where shop_id = $1`,
      [shop.id],
    );
    expect(await forgetDeliveries(shop, 14)).toBe(1);
    expect(await forgetDeliveries(shop, 14)).toBe(0);
  });
});

describe('receiver', () => {
  it('wakes the queue once at a time in a burst, and once more for what came meanwhile', async () => {
    const gate = Promise.withResolvers<undefined>();
    const enqueue = vi.fn(() => gate.promise);
    const receive = webhookReceiver({ db: ground.db, enqueue, onWakeFailure: () => undefined });
    await Promise.all(Array.from({ length: 20 }, () => receive(delivery())));
    expect(enqueue).toHaveBeenCalledTimes(1);
    gate.resolve(undefined);
    await vi.waitFor(() => {
      expect(enqueue).toHaveBeenCalledTimes(2);
    }, PATIENT);
    expect(await claimDeliveries(shop, 100, 60)).toHaveLength(20);
  });

  it('keeps a delivery although the queue is gone, and none when the database is', async () => {
    const failures: unknown[] = [];
    const enqueue = () => Promise.reject(new Error('no queue'));
    const onWakeFailure = (error: unknown) => failures.push(error);
    await webhookReceiver({ db: ground.db, enqueue, onWakeFailure })(delivery());
    await vi.waitFor(() => {
      expect(failures).toHaveLength(1);
    }, PATIENT);
    expect(await hasPendingDeliveries(shop)).toBe(true);
    const down = {
      ...ground.db,
      sql: { query: () => Promise.reject(new Error('down')) },
    } as Database;
    await expect(webhookReceiver({ db: down, enqueue, onWakeFailure })(delivery())).rejects.toThrow(
      'down',
    );
  });
});
