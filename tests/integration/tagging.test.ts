import { beforeEach, describe, expect, it } from 'vitest';
import { draftSettings, saveAtOnce, saveDraft, undoSettings } from '#app/commands/settings.ts';
import { startTagging } from '#app/commands/start-tagging.ts';
import { pauseTagging, prefixClash, removeAllTags } from '#app/commands/tagging.ts';
import { Tagging } from '#app/domain/tagging.ts';
import { saveCustomers } from '#app/store/customers.ts';
import { saveOrders } from '#app/store/orders.ts';
import { currentSettings } from '#app/store/settings.ts';
import { ensureShop, readShop } from '#app/store/shops.ts';
import { aCustomer } from '../factories/customers.ts';
import { anOrder } from '../factories/orders.ts';
import { useGround } from '../setup/ground.ts';
import { keptRows } from '../setup/kept-rows.ts';
import { knownShop } from '../setup/known-shop.ts';
import { draftOf, settingsDeeds, versionOf } from '../setup/settings-deeds.ts';
import { writeAll } from '../setup/stored-customer.ts';

const ground = useGround();
let known: Awaited<ReturnType<typeof knownShop>>;
let deeds: ReturnType<typeof settingsDeeds>;

beforeEach(async () => {
  known = await knownShop(ground.db);
  deeds = settingsDeeds(known);
  const orders = [1n, 2n].map((id) => anOrder({ id, customerId: id }));
  await saveOrders(known.shop, orders, { because: 'order' });
  await deeds.settle();
});

const NOW = new Date('2026-06-30T03:00:00Z');
const LATER = new Date('2026-06-30T04:00:00Z');
const start = (at: Date) => startTagging(known.shop, known.enqueue, at);
const under = (prefix: string) => ({ tagging: Tagging.parse({ prefix }) });
const othersHave = (...all: [id: bigint, ...tags: string[]][]) =>
  saveCustomers(
    known.shop,
    all.map(([id, ...tags]) => aCustomer({ id, tags })),
    { asOf: NOW },
  );
const wantedTags = async () =>
  Object.keys(await keptRows(known.shop)).filter((key) => key.includes(' tag '));

describe('a pause', () => {
  it('holds from its beginning until tagging goes on', async () => {
    await start(NOW);
    await pauseTagging(known.shop, known.enqueue, NOW);
    await pauseTagging(known.shop, known.enqueue, LATER);
    expect(await readShop(known.shop)).toMatchObject({
      taggingStartedAt: NOW,
      taggingPausedAt: NOW,
    });
    await start(LATER);
    expect(await readShop(known.shop)).toMatchObject({
      taggingStartedAt: NOW,
      taggingPausedAt: null,
    });
  });
});

describe('removing all tags', () => {
  it('wants none any more, and can be undone', async () => {
    const before = await keptRows(known.shop);
    const wanted = await wantedTags();
    expect(wanted.length).toBeGreaterThan(5);
    const version = versionOf(await removeAllTags(known.shop, known.enqueue, 'hanako'));
    expect(known.asked.at(-1)?.name).toBe('restate');
    await deeds.settle();
    expect(await wantedTags()).toEqual([]);
    expect(Object.keys(await keptRows(known.shop))).toHaveLength(
      Object.keys(before).length - wanted.length,
    );
    versionOf(await undoSettings(known.shop, known.enqueue, version, 'hanako', new Date()));
    await deeds.settle();
    expect(await keptRows(known.shop)).toEqual(before);
  });

  it('keeps the prefix and what else is set of tags', async () => {
    await deeds.change(under('x-'));
    await removeAllTags(known.shop, known.enqueue, 'hanako');
    expect((await currentSettings(known.shop))?.settings.tagging).toEqual({
      ...Tagging.parse({ prefix: 'x-' }),
      models: [],
      segments: false,
    });
  });

  it('waits for the first settings', async () => {
    const shop = await ensureShop(ground.db, 'bare.myshopify.com');
    expect(await removeAllTags(shop, known.enqueue, null)).toEqual({ refusal: 'not-ready' });
  });
});

describe('a clash of prefixes', () => {
  it.each<[string, string, string[], boolean]>([
    ['a state of a model', 'x-', ['x-stage:first'], true],
    ['in other letters', 'X-', ['x-STAGE:First'], true],
    ['the tag of any segment', 'x-', ['x-segment:anything'], true],
    ['no segment', 'x-', ['x-segment:'], false],
    ['no state of ours', 'x-', ['x-stage:seventh', 'x-', 'x-other:first'], false],
    ['another prefix', 'x-', ['stage:first', 'y-stage:first'], false],
    ['without a prefix', '', ['stage:first'], true],
    ['without a prefix, others', '', ['VIP', 'id:5'], false],
  ])('is known by names: %s', async (_, prefix, tags, clashes) => {
    await othersHave([2n, ...tags]);
    expect(await prefixClash(known.shop, prefix)).toEqual(
      clashes ? { customers: 1, examples: [{ customerId: 2n, tag: tags[0] }] } : null,
    );
  });

  it('is told by the number of customers, with some of them', async () => {
    await othersHave(
      ...Array.from({ length: 7 }, (_, index): [bigint, ...string[]] => [
        BigInt(10 + index),
        'x-vip:vip',
        'x-stage:first',
      ]),
    );
    const clash = await prefixClash(known.shop, 'x-');
    expect(clash?.customers).toBe(7);
    expect(clash?.examples.map(({ customerId }) => customerId)).toEqual([10n, 11n, 12n, 13n, 14n]);
  });

  it('is none with tags that we have written', async () => {
    await writeAll(known.shop);
    await othersHave([1n, 'kz-stage:first']);
    expect(await prefixClash(known.shop, 'kz-')).toBeNull();
    await othersHave([7n, 'kz-stage:first']);
    expect(await prefixClash(known.shop, 'kz-')).toMatchObject({ customers: 1 });
  });

  it('cannot be drafted or saved', async () => {
    const { id } = await deeds.draft(under('x-'));
    await othersHave([2n, 'x-stage:first']);
    expect(await saveDraft(known.shop, known.enqueue, id, 'hanako')).toEqual({
      refusal: 'prefix-clash',
    });
    const problems = [{ path: 'tagging.prefix', code: 'prefix-clash' }];
    for (const ask of [draftSettings, saveAtOnce]) {
      expect(await ask(known.shop, known.enqueue, under('x-'), 'hanako')).toMatchObject({
        problems,
      });
    }
    expect((await currentSettings(known.shop))?.version).toBe(1);
  });

  it('of a prefix that was ours is no hindrance to going back to it', async () => {
    await start(NOW);
    const version = await deeds.change(under('x-'));
    await othersHave([7n, 'kz-stage:first']);
    const undo = () => undoSettings(known.shop, known.enqueue, version, 'hanako', new Date());
    expect(await undo()).toEqual({ version: 3 });
  });

  it('hinders going back to one under which nothing was written', async () => {
    const version = await deeds.change(under('x-'));
    await othersHave([7n, 'kz-stage:first']);
    const undo = () => undoSettings(known.shop, known.enqueue, version, 'hanako', new Date());
    expect(await undo()).toEqual({ refusal: 'prefix-clash' });
  });
});

describe('a new prefix', () => {
  it('is ours from the moment it is saved, once tagging has begun', async () => {
    await deeds.change(under('early-'));
    expect((await readShop(known.shop)).ownPrefixes).toEqual([]);
    await start(NOW);
    const draft = draftOf(await draftSettings(known.shop, known.enqueue, under('x-'), 'hanako'));
    await deeds.count(draft);
    expect((await readShop(known.shop)).ownPrefixes).toEqual(['early-']);
    await saveDraft(known.shop, known.enqueue, draft, 'hanako');
    expect((await readShop(known.shop)).ownPrefixes).toEqual(['early-', 'x-']);
    await deeds.settle();
    expect((await wantedTags()).every((key) => key.includes(' tag x-'))).toBe(true);
  });
});

describe('a tag that somebody took off', () => {
  it('is not counted where it is left off, and comes back with repairing', async () => {
    await deeds.change({ tagging: Tagging.parse({ whenRemoved: 'respect', models: ['stage'] }) });
    await ground.db.sql.query(
      `update tag_state set respected = wanted, wanted = '{}' where shop_id = $1 and customer_id = 1`,
      [known.shop.id],
    );
    const respecting = Tagging.parse({ whenRemoved: 'respect', models: ['stage', 'cpm'] });
    const tagsOf = async (tagging: Tagging) => (await deeds.draft({ tagging })).consequences?.tags;
    expect(await tagsOf(respecting)).toEqual({ customers: 2, added: 2, removed: 0 });
    const repairing: Tagging = { ...respecting, whenRemoved: 'repair' };
    expect(await tagsOf(repairing)).toEqual({ customers: 2, added: 3, removed: 0 });
    await deeds.change({ tagging: repairing });
    expect((await wantedTags()).filter((key) => key.startsWith('1 '))).toHaveLength(2);
    expect((await wantedTags()).filter((key) => key.startsWith('2 '))).toHaveLength(2);
  });
});
