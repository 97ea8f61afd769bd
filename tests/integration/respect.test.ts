import { beforeEach, describe, expect, it } from 'vitest';
import { defaultSettings } from '#app/domain/settings.ts';
import { Tagging } from '#app/domain/tagging.ts';
import type { CustomerId } from '#app/domain/ids.ts';
import { markDoubtful } from '#app/store/customers.ts';
import { hasDoubtful } from '#app/store/read-backs.ts';
import { mergeCustomers } from '#app/store/merges.ts';
import { saveFirstSettings, saveSettings } from '#app/store/settings.ts';
import { countTags } from '#app/store/tag-states.ts';
import { wantRespectedAgain } from '#app/store/wanted-tags.ts';
import { useGround } from '../setup/ground.ts';
import { controlOf } from '../setup/store-control.ts';
import { tagWork, wrong, type TagWork } from '../setup/tag-work.ts';

const ground = useGround();
const ALL = ['kz-a:1', 'kz-b:1'];
let work: TagWork;
let her: CustomerId;

/** A store whose customers have two tags of ours each. */
beforeEach(async () => {
  await ground.empty();
  work = await tagWork(ground.db, { customers: 5 });
  [her = 0n as CustomerId] = work.ids;
  await saveFirstSettings(work.shop, defaultSettings('JPY', { sum: 0n, orders: 0n }));
  await work.want(work.ids, ALL);
  await work.mass();
});

const set = (whenRemoved: Tagging['whenRemoved']) =>
  saveSettings(work.shop, { tagging: Tagging.parse({ whenRemoved }) }, null);

/** Somebody takes a tag off by hand, and Shopify is asked about it. */
async function takeOff(tag: string): Promise<void> {
  await controlOf(work.simulator).call('POST', `customers/${her}/tags`, { remove: [tag] });
  await markDoubtful(work.shop, [her]);
  await work.readBack();
  await work.mass();
}

describe('a tag of ours that somebody took off', () => {
  it('is put on again where the merchant has it repaired', async () => {
    await set('repair');
    await takeOff('kz-a:1');
    expect(work.inStore(her)).toEqual(ALL);
    expect(await work.row(her)).toMatchObject({ wanted: ALL, respected: [] });
  });

  it('is left off where the merchant has that respected, and nothing is pending', async () => {
    await set('respect');
    await takeOff('KZ-a:1');
    expect(work.inStore(her)).toEqual(['kz-b:1']);
    expect(await work.row(her)).toMatchObject({ wanted: ['kz-b:1'], respected: ['kz-a:1'] });
    expect(await countTags(work.shop)).toMatchObject({ pending: 0, settled: 5 });
    expect(await hasDoubtful(work.shop)).toBe(false);
    await work.want([her], ALL, 'order');
    await work.mass();
    expect(work.inStore(her), 'the model still says the same').toEqual(['kz-b:1']);
    await work.want([her], ['kz-a:1', 'kz-b:2'], 'order');
    await work.mass();
    expect(work.inStore(her), 'another model has moved on').toEqual(['kz-b:2']);
  });

  it('is wanted again once its model has said something else', async () => {
    await set('respect');
    await takeOff('kz-a:1');
    await work.want([her], ['kz-a:2', 'kz-b:1'], 'order');
    expect(await work.row(her)).toMatchObject({ wanted: ['kz-a:2', 'kz-b:1'], respected: [] });
    await work.want([her], ALL, 'order');
    await work.mass();
    expect(await wrong(work)).toEqual([]);
    expect(work.inStore(her)).toEqual(ALL);
  });

  it('is forgotten even if no other tag changes with it', async () => {
    await set('respect');
    await takeOff('kz-a:1');
    await work.want([her], ['kz-b:1'], 'order');
    expect(await work.row(her)).toMatchObject({ wanted: ['kz-b:1'], respected: [] });
  });

  it('is wanted again when the merchant changes from respect to repair', async () => {
    await set('respect');
    await takeOff('kz-a:1');
    await set('repair');
    expect(await wantRespectedAgain(work.shop)).toBe(1);
    expect(await wantRespectedAgain(work.shop)).toBe(0);
    await work.mass();
    expect(await work.row(her)).toMatchObject({ wanted: ALL, respected: [] });
    expect(work.inStore(her)).toEqual(ALL);
  });

  it('is told from one that was only presumed to be there', async () => {
    await set('respect');
    const [, other = 0n as CustomerId, third = 0n as CustomerId] = work.ids;
    await work.want([third], ['kz-a:1', 'kz-b:9']);
    await work.want([her], ['kz-a:1', 'kz-b:9']);
    await ground.db.sql.query(
      `update tag_state set sending = '{kz-b:9}' where customer_id = any($1::bigint[])`,
      [[other, her]],
    );
    await ground.db.sql.query('update tag_state set sending = null where customer_id = $1', [her]);
    await mergeCustomers(work.shop, { kept: her, deleted: other });
    await work.readBack();
    await work.mass();
    expect(await work.row(her)).toMatchObject({ wanted: ['kz-a:1', 'kz-b:9'], respected: [] });
    expect(work.inStore(her)).toEqual(['kz-a:1', 'kz-b:9']);
  });
});

describe('haste', () => {
  it('is for what somebody did: it is written first and is over when it is written', async () => {
    await work.want(work.ids, ['kz-a:2']);
    await work.want([her], ['kz-a:3'], 'order');
    expect(await work.row(her)).toMatchObject({ urgent: true });
    await work.urgent();
    expect(work.ids.flatMap(work.inStore)).toEqual(expect.arrayContaining(['kz-a:3']));
    expect(await countTags(work.shop)).toMatchObject({ pending: 4 });
    expect(work.connection.enqueued).toContain('write-mass');
    expect(await work.row(her)).toMatchObject({ urgent: false });
    await work.mass();
    expect(await wrong(work)).toEqual([]);
  });

  it('finds points that mass work leaves, and the two share one bucket', async () => {
    const { reservePoints, readBudget, settlePoints } = await import('#app/store/api-budgets.ts');
    const { maximumAvailable, currentlyAvailable } = await readBudget(work.shop);
    expect(maximumAvailable).toBeGreaterThan(1_000);
    await settlePoints(work.shop, 0, {
      maximumAvailable,
      currentlyAvailable: Math.min(currentlyAvailable, 1_000),
      restoreRate: 10,
    });
    expect(await reservePoints(work.shop, 500, 200)).toBe(0);
    expect(await reservePoints(work.shop, 500, 200)).toBeGreaterThan(0);
    expect(await reservePoints(work.shop, 500)).toBe(0);
  });

  it('wins over a write that is under way: whoever ends it calls the writer', async () => {
    await work.want([her], ['kz-a:2']);
    const { claimTags, confirmTags } = await import('#app/store/tag-states.ts');
    const claim = await claimTags(work.shop, 9, 60);
    await work.want([her], ['kz-a:3'], 'order');
    await work.urgent();
    expect(work.inStore(her)).toEqual(ALL);
    expect(await confirmTags(work.shop, claim.id, [her])).toBe(true);
  });
});
