import { setTimeout as sleep } from 'node:timers/promises';
import { beforeEach, describe, expect, it } from 'vitest';
import { keepToken } from '#app/access.server.ts';
import { pauseTagging } from '#app/commands/tagging.ts';
import { tokenService } from '#app/shopify/offline-token.ts';
import { eraseCustomers } from '#app/store/erasures.ts';
import { deleteCustomers } from '#app/store/gone-customers.ts';
import { mergeCustomers } from '#app/store/merges.ts';
import { allowTagging, leave } from '#app/store/shops.ts';
import { measureBulk, openChunks } from '#app/store/tag-chunks.ts';
import { countTags, hasPendingTags } from '#app/store/tag-states.ts';
import { HANDLERS } from '#workers/handlers/index.ts';
import { useGround } from '../setup/ground.ts';
import { APP } from '../setup/simulator.ts';
import { controlOf } from '../setup/store-control.ts';
import { storedCustomer } from '../setup/stored-customer.ts';
import { mutationsRun, tagWork, unrecorded, wrong, type TagWork } from '../setup/tag-work.ts';

const ground = useGround();

beforeEach(async () => {
  await ground.empty();
});

/** Waits until the store has carried out so many lines of a running operation. */
async function lines(work: TagWork, count: number): Promise<void> {
  const tagged = () => work.ids.filter((id) => work.inStore(id).length > 0).length;
  while (tagged() < count) await sleep(5);
}

const untouched = (work: TagWork) => work.ids.findLast((id) => work.inStore(id).length === 0) ?? 0n;

describe('tags written by bulk operations', () => {
  it('are removed and added, each customer in one line, and settled', async () => {
    const work = await tagWork(ground.db, { customers: 30 });
    await work.want(work.ids, ['kz-a:1', 'kz-b:1']);
    await work.open();
    await work.chunks();
    expect(await wrong(work)).toEqual([]);
    expect(await mutationsRun(work.shop, work), 'nothing was to be removed').toBe(1);
    await work.want(work.ids.slice(0, 10), ['kz-a:2', 'kz-b:1']);
    await work.want(work.ids.slice(10, 12), []);
    await work.open();
    expect(await countTags(work.shop)).toMatchObject({ pending: 12 });
    await work.chunks();
    expect(await wrong(work)).toEqual([]);
    expect(await mutationsRun(work.shop, work)).toBe(3);
    expect(await countTags(work.shop)).toMatchObject({ pending: 0, settled: 30, exceptions: 0 });
    expect(await hasPendingTags(work.shop)).toBe(false);
    expect(await openChunks(work.shop)).toEqual([]);
  });

  it('are written although no more operations may run for now', async () => {
    const work = await tagWork(ground.db, { customers: 30, bulkRate: 15 });
    await work.want(work.ids, ['kz-a:1']);
    for (let count = 0; count < 6; count += 1) await work.open(5);
    expect(await work.chunksOnce()).toBe(false);
    expect(await mutationsRun(work.shop, work)).toBe(5);
    await work.chunks();
    expect(await mutationsRun(work.shop, work)).toBe(6);
    expect(await wrong(work)).toEqual([]);
  });

  it('are measured: how many lines a second, and how many are left', async () => {
    const work = await tagWork(ground.db, { customers: 400, bulkRate: 120 });
    await work.want(work.ids, ['kz-a:1']);
    await work.open(200);
    await work.open(200);
    await work.chunksOnce();
    const begun = await measureBulk(work.shop);
    expect(begun).toMatchObject({ operations: 2, pace: null });
    expect(begun.linesLeft).toBeGreaterThan(300);
    await work.chunks();
    const { operations, linesLeft, pace } = await measureBulk(work.shop);
    expect({ operations, linesLeft }).toEqual({ operations: 0, linesLeft: 0 });
    expect(pace?.linesPerSecond).toBeGreaterThan(30);
    expect(pace?.linesPerSecond).toBeLessThan(140);
  });

  it('that Shopify does not take are recorded with the reason, and who is missing is asked for', async () => {
    const work = await tagWork(ground.db, { customers: 20 });
    const [full = 0n, gone = 0n] = work.ids;
    const crowd = Array.from({ length: 250 }, (_, index) => `t${index}`);
    await controlOf(work.simulator).call('POST', `customers/${full}/tags`, { add: crowd });
    work.simulator.world.deleteCustomer(work.gid(gone));
    await work.want(work.ids, ['kz-a:1']);
    await work.want(work.ids.slice(2, 3), [`kz-segment:${'x'.repeat(250)}`]);
    await work.open();
    await work.chunks();
    const reasons = (await work.rows()).flatMap(({ id, exception }) =>
      exception ? [[id, exception]] : [],
    );
    expect(reasons).toEqual([
      [full, 'Tags cannot be more than 250'],
      [gone, 'Customer does not exist'],
      [work.ids[2], 'Tags is too long (maximum is 255 characters)'],
    ]);
    expect(await countTags(work.shop)).toMatchObject({ pending: 0, settled: 17, exceptions: 3 });
    expect(await storedCustomer(work.shop, gone)).toMatchObject({ doubtful: true });
    await work.readBack();
    expect(await storedCustomer(work.shop, gone)).toMatchObject({ gone: 'deleted' });
    expect(await work.row(gone)).toBeUndefined();
  });

  it('are planned again when an operation fails part way', async () => {
    const work = await tagWork(ground.db, { customers: 40 });
    await controlOf(work.simulator).call('POST', 'faults', { seed: 3, mutationBreak: 1 });
    await work.want(work.ids, ['kz-a:1']);
    await work.open();
    await work.chunks();
    const uncertain = (await work.rows()).filter(({ sending }) => sending !== null);
    expect(uncertain.length).toBeGreaterThan(0);
    expect(uncertain.length).toBeLessThan(40);
    expect(await unrecorded(work)).toEqual([]);
    expect(work.connection.enqueued).toContain('write-mass');
    await work.mass();
    expect(await wrong(work)).toEqual([]);
    expect(await countTags(work.shop)).toMatchObject({ pending: 0, settled: 40 });
  });
});

describe('a worker that dies', () => {
  it('after an operation was begun and before it was noted leaves it to be found by its name', async () => {
    const work = await tagWork(ground.db, { customers: 20 });
    await work.want(work.ids, ['kz-a:1']);
    await work.open();
    let begun = 0;
    const lost = work.chunksOnce(async (_, answer) => {
      const text = await answer.text();
      if (!text.includes('bulkOperationRunMutation')) return new Response(text, answer);
      begun += 1;
      throw new Error('the line is dead');
    });
    await expect(lost).rejects.toThrow('the line is dead');
    expect(begun).toBe(1);
    expect(await work.chunksOnce(), 'the request may still be on its way').toBe(false);
    await ground.db.sql.query(`update tag_chunk set asked_at = asked_at - interval '61 s'`);
    await work.chunks();
    expect(await mutationsRun(work.shop, work)).toBe(1);
    expect(await wrong(work)).toEqual([]);
  });

  it('before Shopify had it asks once more', async () => {
    const work = await tagWork(ground.db, { customers: 20 });
    await work.want(work.ids, ['kz-a:1']);
    await work.open();
    await ground.db.sql.query(
      `update tag_chunk set asked_at = now() - interval '61 s', customers = '{1}'`,
    );
    await work.chunks();
    expect(await mutationsRun(work.shop, work)).toBe(1);
    expect(await wrong(work)).toEqual([]);
  });

  it('holds a chunk for a while, and no longer', async () => {
    const work = await tagWork(ground.db, { customers: 20 });
    await work.want(work.ids, ['kz-a:1']);
    await work.open();
    await ground.db.sql.query(`update tag_chunk set busy_until = now() + interval '1 hour'`);
    expect(await work.chunksOnce()).toBe(false);
    expect(await mutationsRun(work.shop, work)).toBe(0);
    await ground.db.sql.query(`update tag_chunk set busy_until = now() - interval '1 s'`);
    await work.chunks();
    expect(await wrong(work)).toEqual([]);
  });
});

describe('an order in the middle of bulk operations', () => {
  it('is tagged at once, and right when they have ended', async () => {
    const work = await tagWork(ground.db, { customers: 60, bulkRate: 15 });
    await work.want(work.ids, ['kz-s:first']);
    await work.open();
    await work.chunksOnce();
    await lines(work, 3);
    const her = untouched(work);
    await work.want([her], ['kz-s:second'], 'order');
    await work.urgent();
    expect(work.inStore(her), 'at once').toEqual(['kz-s:second']);
    expect(await unrecorded(work)).toEqual([]);
    expect(await work.row(her)).toMatchObject({ written: ['kz-s:second'], sending: null });
    expect(await hasPendingTags(work.shop)).toBe(true);
    await work.readBack();
    while (work.inStore(her).length === 1) await sleep(5);
    expect(work.inStore(her), 'the line came after all').toEqual(['kz-s:first', 'kz-s:second']);
    expect(await unrecorded(work)).toEqual([]);
    await work.chunks();
    expect(await unrecorded(work)).toEqual([]);
    expect(work.connection.enqueued).toContain('write-tags');
    expect(await work.row(her)).toMatchObject({ chunk_id: null, urgent: true });
    expect(await storedCustomer(work.shop, her)).toMatchObject({ doubtful: true });
    await work.urgent();
    expect(await wrong(work)).toEqual([]);
    await work.readBack();
    expect(await storedCustomer(work.shop, her)).toMatchObject({ doubtful: false });
    expect(await countTags(work.shop)).toMatchObject({ pending: 0, settled: 60 });
  });

  it('that brings the old tags back has them put on again after their removal', async () => {
    const work = await tagWork(ground.db, { customers: 60, bulkRate: 40 });
    await work.want(work.ids, ['kz-s:old']);
    await work.mass();
    await work.want(work.ids, ['kz-s:new']);
    await work.open();
    await work.chunksOnce();
    const her = work.ids.at(-1) ?? 0n;
    await work.want([her], ['kz-s:old'], 'order');
    await work.urgent();
    expect(await work.row(her)).toMatchObject({ written: ['kz-s:old'], sending: null });
    await work.chunks();
    await work.urgent();
    expect(await wrong(work)).toEqual([]);
    expect(work.inStore(her)).toEqual(['kz-s:old']);
  });

  it('whose write is under way when they end is written once more', async () => {
    const work = await tagWork(ground.db, { customers: 10 });
    await work.want(work.ids, ['kz-s:first']);
    await work.open();
    const [her = 0n] = work.ids;
    await work.want([her], ['kz-s:second'], 'order');
    const { claimTags, confirmTags } = await import('#app/store/tag-states.ts');
    const claim = await claimTags(work.shop, 9, 60, true);
    expect(claim.customers).toMatchObject([
      { customerId: her, written: ['kz-s:first'], wanted: ['kz-s:second'], uncertain: true },
    ]);
    await work.chunks();
    await confirmTags(work.shop, claim.id, [her as never]);
    expect(await countTags(work.shop)).toMatchObject({ pending: 1 });
    await ground.db.sql.query('update tag_state set lease_until = null');
    await work.urgent();
    expect(await wrong(work)).toEqual([]);
  });

  it('never slips through while they are being closed', async () => {
    const work = await tagWork(ground.db, { customers: 40, bulkRate: 400 });
    await work.want(work.ids, ['kz-s:0']);
    await work.open();
    const ended = new AbortController();
    const orders = (async () => {
      for (let count = 1; !ended.signal.aborted; count += 1) {
        const her = work.ids[(count * 7) % 40] ?? 0n;
        await work.want([her], [`kz-s:${count}`], 'order');
        await work.urgent();
        expect(await unrecorded(work)).toEqual([]);
      }
    })();
    await work.chunks();
    ended.abort();
    await orders;
    await ground.db.sql.query('update tag_state set lease_until = null');
    await work.urgent();
    await work.mass();
    expect(await wrong(work)).toEqual([]);
    expect(await countTags(work.shop)).toMatchObject({ pending: 0, settled: 40 });
  });

  it('leaves a change that nobody waits for until they have ended', async () => {
    const work = await tagWork(ground.db, { customers: 10 });
    await work.want(work.ids, ['kz-s:first']);
    await work.open();
    await work.want(work.ids.slice(0, 3), ['kz-s:second']);
    await work.urgent();
    expect(work.ids.flatMap(work.inStore)).toEqual([]);
    await work.chunks();
    expect(work.connection.enqueued).toContain('write-mass');
    await work.mass();
    expect(await wrong(work)).toEqual([]);
  });
});

describe('a pause', () => {
  it('ends bulk operations, and nothing is written until tagging goes on', async () => {
    const work = await tagWork(ground.db, { customers: 60, bulkRate: 10 });
    await work.want(work.ids, ['kz-s:first']);
    await work.open(30);
    await work.chunksOnce();
    await lines(work, 3);
    await pauseTagging(work.shop, work.connection.contextWith().enqueue, new Date());
    await work.chunks();
    const tags = () => work.ids.flatMap(work.inStore).length;
    const before = tags();
    expect(before).toBeLessThan(30);
    await work.want(work.ids.slice(0, 2), ['kz-s:second'], 'order');
    await work.urgent();
    await work.mass();
    await sleep(100);
    expect(tags()).toBe(before);
    expect(await unrecorded(work)).toEqual([]);
    expect(await openChunks(work.shop)).toEqual([]);
    await allowTagging(work.shop, 'kz-', new Date());
    await work.mass();
    expect(await wrong(work)).toEqual([]);
    expect(await countTags(work.shop)).toMatchObject({ pending: 0, settled: 60 });
  });

  it('before anything was begun lets the customers go', async () => {
    const work = await tagWork(ground.db, { customers: 10 });
    await work.want(work.ids, ['kz-s:first']);
    await work.open();
    await pauseTagging(work.shop, work.connection.contextWith().enqueue, new Date());
    await work.chunks();
    expect(await mutationsRun(work.shop, work)).toBe(0);
    expect(await openChunks(work.shop)).toEqual([]);
    await allowTagging(work.shop, 'kz-', new Date());
    await work.mass();
    expect(await wrong(work)).toEqual([]);
  });
});

describe('customers who end while bulk operations hold them', () => {
  it('by a merge: the other one has all that may be there, and loses what is not wanted', async () => {
    const work = await tagWork(ground.db, { customers: 20, bulkRate: 40 });
    await work.want(work.ids, ['kz-s:first']);
    await work.open();
    await work.chunksOnce();
    const [kept, deleted] = [work.ids[0]!, work.ids[1]!];
    await work.want([kept], ['kz-s:second'], 'order');
    await controlOf(work.simulator).call('POST', 'customers/merge', {
      keep: work.gid(kept),
      remove: work.gid(deleted),
    });
    await mergeCustomers(work.shop, { kept, deleted });
    await work.chunks();
    await work.urgent();
    await work.mass();
    await work.readBack();
    expect(work.inStore(kept)).toEqual(['kz-s:second']);
    expect(await wrong(work)).toEqual([]);
    expect(await countTags(work.shop)).toMatchObject({ pending: 0 });
  });

  it('by deletion or erasure: nothing of them is left to be done', async () => {
    const work = await tagWork(ground.db, { customers: 20, bulkRate: 40 });
    await work.want(work.ids, ['kz-s:first']);
    await work.open();
    await work.chunksOnce();
    const [gone, erased] = [work.ids[0]!, work.ids[1]!];
    for (const id of [gone, erased]) work.simulator.world.deleteCustomer(work.gid(id));
    await deleteCustomers(work.shop, [gone]);
    await eraseCustomers(work.shop, { customers: [erased], orders: [], contacts: [] });
    expect(await storedCustomer(work.shop, gone)).toMatchObject({ left_tags: ['kz-s:first'] });
    await work.chunks();
    expect(await countTags(work.shop)).toEqual({
      pending: 0,
      settled: 18,
      exceptions: 0,
      leaseEndsInMs: null,
    });
    expect(await wrong(work)).toEqual([]);
  });

  it('by an uninstallation: on the return they are planned again', async () => {
    const work = await tagWork(ground.db, { customers: 20, bulkRate: 40 });
    const { shop, simulator, connection } = work;
    await work.want(work.ids, ['kz-s:first']);
    await work.open();
    await work.chunksOnce();
    await leave(shop, new Date());
    await HANDLERS['write-chunks']({ shopId: shop.id }, connection.contextWith());
    expect((await openChunks(shop)).length).toBe(1);
    const app = { SHOPIFY_API_KEY: APP.apiKey, SHOPIFY_API_SECRET: APP.apiSecret };
    const domain = simulator.world.shop.myshopifyDomain;
    const token = await tokenService(app).exchange(domain, await simulator.sessionToken());
    await keepToken(shop, token, connection.contextWith().env.ENCRYPTION_KEY);
    await ground.db.sql.query('update shop set uninstalled_at = null where id = $1', [shop.id]);
    await work.chunks();
    await work.mass();
    expect(await wrong(work)).toEqual([]);
    expect(await openChunks(shop)).toEqual([]);
  });
});
