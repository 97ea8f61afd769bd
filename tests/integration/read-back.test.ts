import { beforeEach, describe, expect, it } from 'vitest';
import type { CustomerId } from '#app/domain/ids.ts';
import { markDoubtful } from '#app/store/customers.ts';
import type { Shop } from '#app/store/database.ts';
import { doubtSample, hasDoubtful } from '#app/store/read-backs.ts';
import { newestReadings } from '#app/store/readings.ts';
import { mergeCustomers } from '#app/store/merges.ts';
import { allowTagging } from '#app/store/shops.ts';
import { claimTags, countTags } from '#app/store/tag-states.ts';
import type { Simulator } from '#simulator/server.ts';
import { readBack } from '#workers/handlers/read-back.ts';
import { bringUpToDate } from '#tests/setup/recompute.ts';
import { wake } from '#workers/handlers/wake.ts';
import { writeMass } from '#workers/handlers/write-mass.ts';
import { connectedShop, type Twist } from '../setup/connected-shop.ts';
import { useGround } from '../setup/ground.ts';
import { aSimulator } from '../setup/simulator.ts';
import { controlOf } from '../setup/store-control.ts';
import { storedCustomer, writtenTags } from '../setup/stored-customer.ts';

const ground = useGround();
let shop: Shop;
let simulator: Simulator;
let connection: Awaited<ReturnType<typeof connectedShop>>;
/** Buyers with tags of ours. */
let [one, two] = [0n, 0n];

/** A store whose past is read and whose buyers are tagged; its webhooks reach nobody. */
beforeEach(async () => {
  await ground.empty();
  simulator = await aSimulator({ customers: 30 });
  connection = await connectedShop(ground.db, simulator);
  ({ shop } = connection);
  await connection.readAll();
  await allowTagging(shop, 'kz-', new Date());
  await bringUpToDate(shop, connection.contextWith());
  await writeMass(shop, connection.contextWith());
  connection.enqueued.length = 0;
  const tagged = await ground.db.sql.query<{ id: bigint }>(
    `select customer_id as id from tag_state where written <> '{}' order by 1 limit 2`,
  );
  [one = 0n, two = 0n] = tagged.map(({ id }) => id);
});

const gid = (id: bigint) => `gid://shopify/Customer/${id}`;
const tagsInStore = (id: bigint) => simulator.world.customers.get(gid(id))?.tags ?? [];
const doubt = (...ids: bigint[]) => markDoubtful(shop, ids as CustomerId[]);
const ask = (twist?: Twist) => readBack(shop, connection.contextWith(twist));
const byHand = (id: bigint, tags: { add?: string[]; remove?: string[] }) =>
  controlOf(simulator).call('POST', `customers/${id}/tags`, tags);
const tagsReading = async () =>
  (await newestReadings(shop, 20)).filter(({ kind }) => kind === 'tags');

/** What happens while an answer about customers is on its way. */
const meanwhile =
  (event: () => Promise<unknown>): Twist =>
  async (url, answer) => {
    if (url.includes('graphql')) await event();
    return answer;
  };

/** The same for the first answer only. */
function once(event: () => Promise<unknown>): Twist {
  let happened = false;
  return meanwhile(async () => {
    if (happened) return;
    happened = true;
    await event();
  });
}

describe('reading back', () => {
  it('puts on again what somebody took off, and leaves the merchant’s tags alone', async () => {
    const written = await writtenTags(shop, one);
    await byHand(one, { add: ['卸'], remove: written?.slice(0, 1) ?? [] });
    await doubt(one, two);
    await ask();
    expect(await writtenTags(shop, one)).toEqual(written?.slice(1));
    expect(connection.enqueued).toEqual(['recompute']);
    await bringUpToDate(shop, connection.contextWith());
    await writeMass(shop, connection.contextWith());
    expect(tagsInStore(one).toSorted()).toEqual([...(written ?? []), '卸'].toSorted());
    expect(await storedCustomer(shop, one)).toMatchObject({ doubtful: false, tags: ['卸'] });
    expect(await tagsReading()).toMatchObject([
      { status: 'done', purpose: 'sample', rowsRead: 2, mended: 1, removed: 0 },
    ]);
  });

  it('of what is as it is to be writes nothing', async () => {
    const written = await writtenTags(shop, one);
    await doubt(one);
    await ask();
    expect(await writtenTags(shop, one)).toEqual(written);
    expect(await countTags(shop)).toMatchObject({ pending: 0 });
    expect(connection.enqueued).toEqual([]);
    expect(await tagsReading()).toMatchObject([{ rowsRead: 1, mended: 0 }]);
    await ask();
    expect(await tagsReading(), 'nobody is doubtful any more').toHaveLength(1);
  });

  it('waits for a write that is under way', async () => {
    await ground.db.sql.query(`update tag_state set wanted = '{kz-x:y}' where customer_id = $1`, [
      one,
    ]);
    await claimTags(shop, 9, 60);
    await doubt(one);
    await ask();
    expect(await storedCustomer(shop, one)).toMatchObject({ doubtful: true });
    expect(await tagsReading()).toEqual([]);
  });

  it('keeps a doubt that came while the answer was on its way', async () => {
    await doubt(one);
    await ask(meanwhile(() => doubt(one)));
    expect(await storedCustomer(shop, one)).toMatchObject({ doubtful: true });
    await ask();
    expect(await storedCustomer(shop, one)).toMatchObject({ doubtful: false });
  });

  it('does not take tags for lost that were written while the answer was on its way', async () => {
    await doubt(one);
    await ground.db.sql.query(`update tag_state set wanted = '{kz-x:y}' where customer_id = $1`, [
      one,
    ]);
    await ask(once(() => writeMass(shop, connection.contextWith())));
    expect(await writtenTags(shop, one)).toEqual(['kz-x:y']);
    expect(await storedCustomer(shop, one)).toMatchObject({ doubtful: true });
  });

  it('does not take for lost what was put on again while an older answer was on its way', async () => {
    const written = await writtenTags(shop, one);
    await byHand(one, { remove: written?.slice(0, 1) ?? [] });
    await doubt(one);
    const another = async () => {
      await ask();
      await bringUpToDate(shop, connection.contextWith());
      await writeMass(shop, connection.contextWith());
    };
    await ask(once(another));
    expect(tagsInStore(one).toSorted()).toEqual(written);
    expect(await writtenTags(shop, one)).toEqual(written);
  });

  it('does not take for lost what a merge brought while the answer was on its way', async () => {
    const written = await writtenTags(shop, one);
    await ground.db.sql.query(
      `update tag_state set written = s.written
       from tag_state s where s.customer_id = $1 and tag_state.customer_id = $2`,
      [one, two],
    );
    await byHand(two, { add: written ?? [], remove: tagsInStore(two) });
    await byHand(one, { remove: written?.slice(0, 1) ?? [] });
    await doubt(one);
    const merge = async () => {
      await controlOf(simulator).call('POST', 'customers/merge', {
        keep: gid(one),
        remove: gid(two),
      });
      await mergeCustomers(shop, { kept: one as CustomerId, deleted: two as CustomerId });
    };
    await ask(once(merge));
    const there = tagsInStore(one).filter((tag) => tag.startsWith('kz-'));
    expect(await writtenTags(shop, one)).toEqual(there.toSorted());
  });

  it('finds who was deleted', async () => {
    simulator.world.deleteCustomer(gid(one));
    for (const order of simulator.world.ordersOf(gid(one))) simulator.world.deleteOrder(order.id);
    await doubt(one, two);
    await ask();
    expect(await storedCustomer(shop, one)).toMatchObject({ gone: 'deleted', doubtful: false });
    expect(await writtenTags(shop, one)).toBeUndefined();
    expect(await tagsReading()).toMatchObject([{ rowsRead: 2, removed: 1 }]);
  });

  it('sees a merge of which no delivery told', async () => {
    const tags = [...(await writtenTags(shop, one))!, ...(await writtenTags(shop, two))!];
    await controlOf(simulator).call('POST', 'customers/merge', {
      keep: gid(two),
      remove: gid(one),
    });
    await doubt(one);
    await ask();
    expect(await storedCustomer(shop, one)).toMatchObject({ gone: 'merged', merged_into: two });
    expect(await storedCustomer(shop, two)).toMatchObject({ stale: true, doubts: 1 });
    expect(await writtenTags(shop, two)).toEqual([...new Set(tags)].sort());
    expect(connection.enqueued).toEqual(['recompute']);
    await bringUpToDate(shop, connection.contextWith());
    await writeMass(shop, connection.contextWith());
    const [state] = await ground.db.sql.query<{ wanted: string[] }>(
      'select wanted from tag_state where customer_id = $1',
      [two],
    );
    const ours = tagsInStore(two).filter((tag) => tag.startsWith('kz-'));
    expect(ours.toSorted()).toEqual(state?.wanted);
  });
});

describe('the sample', () => {
  it('is drawn from settled customers with tags, and no other', async () => {
    await ground.db.sql.query(`update tag_state set exception = 'no' where customer_id = $1`, [
      one,
    ]);
    await doubtSample(shop, 100);
    const drawn = await ground.db.sql.query<{ id: bigint }>(
      'select id from customer where doubtful order by id',
    );
    expect(drawn.length).toBeGreaterThan(5);
    expect(drawn.map(({ id }) => id)).not.toContain(one);
    await ground.db.sql.query('update customer set doubtful = false');
    await doubtSample(shop, 3);
    const few = await ground.db.sql.query('select from customer where doubtful');
    expect(few.length).toBeGreaterThan(0);
    expect(few.length).toBeLessThanOrEqual(3);
  });

  it('is drawn with every look at what changed, and asked for at the next wake-up', async () => {
    const context = connection.contextWith();
    await wake(context);
    expect(await hasDoubtful(shop)).toBe(false);
    const later = Date.parse(simulator.world.clock.now()) + 31 * 60_000;
    await wake({ ...context, now: () => Promise.resolve(later) });
    expect(await hasDoubtful(shop)).toBe(true);
    expect(connection.enqueued).toContain('read-back');
  });

  it('of a shop without tags is nobody', async () => {
    await ground.db.sql.query('delete from tag_state');
    await doubtSample(shop, 100);
    expect(await hasDoubtful(shop)).toBe(false);
  });
});
