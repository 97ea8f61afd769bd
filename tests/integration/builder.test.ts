import { beforeEach, describe, expect, it } from 'vitest';
import { saveSegment } from '#app/commands/segments.ts';
import { saveAtOnce, saveDraft, settingsHistory } from '#app/commands/settings.ts';
import { createShopifySegments } from '#app/commands/shopify-segments.ts';
import { startTagging } from '#app/commands/start-tagging.ts';
import type { CustomerId, ProductId } from '#app/domain/ids.ts';
import type { Condition } from '#app/domain/segments/condition.ts';
import { boughtEver, lastOrderMoreThan, ordersEver } from '#app/domain/segments/phrases.ts';
import { shopLanguage } from '#app/presenters/language.ts';
import { conditionOf } from '#app/presenters/segments-builder.ts';
import { liveCount } from '#app/presenters/segments-count.ts';
import {
  builderScreen,
  foundProducts,
  segmentScreen,
  segmentsScreen,
} from '#app/presenters/segments-screen.ts';
import { segmentTarget } from '#app/presenters/segments-target.ts';
import { distributions } from '#app/presenters/settings-distributions.ts';
import { membersOf } from '#app/store/segment-members.ts';
import { saveOrders } from '#app/store/orders.ts';
import { saveProducts } from '#app/store/products.ts';
import { changesCustomers, currentSettings } from '#app/store/settings.ts';
import { claimSegments, settleSegment } from '#app/store/shopify-segments.ts';
import { anOrder } from '../factories/orders.ts';
import { useGround } from '../setup/ground.ts';
import { knownShop } from '../setup/known-shop.ts';
import { draftOf, settingsDeeds } from '../setup/settings-deeds.ts';

const DAY_MS = 86_400_000;
/** Noon in Japan. */
const NOW = Date.parse('2026-01-21T03:00:00Z');
const ground = useGround();
let known: Awaited<ReturnType<typeof knownShop>>;
let deeds: ReturnType<typeof settingsDeeds>;

/** Customer 1 ordered 20 days ago, 2 also 10 days ago, 3 also 10 and 5 days ago. */
beforeEach(async () => {
  known = await knownShop(ground.db, new Date(NOW).toISOString());
  deeds = settingsDeeds(known);
  const at = (id: bigint, customerId: bigint, daysAgo: number) => {
    const processedAt = NOW - daysAgo * DAY_MS;
    return anOrder({ id, customerId, createdAt: processedAt, processedAt });
  };
  const orders = [
    ...[at(1n, 1n, 20), at(2n, 2n, 20), at(3n, 3n, 20)],
    ...[at(4n, 2n, 10), at(5n, 3n, 10), at(6n, 3n, 5)],
  ];
  await saveOrders(known.shop, orders, { because: 'order' });
  await deeds.settle();
});

const twice = ordersEver({ is: '>=', value: 2 });
const resting = lastOrderMoreThan(15);

async function keep(condition: Condition, id: number | null = null, tag = true): Promise<number> {
  const segment = { id, name: 'Mine', slug: id === null ? 'mine' : null, condition, tag };
  const answer = await saveSegment(known.shop, known.enqueue, segment, 'hanako');
  await deeds.count(draftOf(answer));
  await saveDraft(known.shop, known.enqueue, draftOf(answer), 'hanako');
  await deeds.settle();
  return 'segmentId' in answer ? answer.segmentId : 0;
}

async function screenOf(id: number) {
  const members = await membersOf(known.shop, id, null, 50);
  return segmentScreen(known.shop, id, { members, next: null }, { later: false, now: NOW });
}

describe('the builder', () => {
  it('opens a saved condition, and its change moves the customers', async () => {
    const id = await keep(twice);
    const screen = await builderScreen(known.shop, { segmentId: id, start: null });
    expect(screen?.segment).toEqual({ id, name: 'Mine', slug: 'mine', tag: true });
    expect(conditionOf(screen!.draft, screen!.minorPerUnit)).toEqual({ condition: twice });
    await keep(resting, id);
    expect((await screenOf(id))?.rows.map((row) => row.id)).toEqual(['1']);
    expect((await segmentsScreen(known.shop)).segments).toMatchObject([
      { id, tag: 'kz-segment:mine', customers: 1, condition: resting },
    ]);
  });

  it('knows no segment that there is not', async () => {
    expect(await builderScreen(known.shop, { segmentId: 9, start: null })).toBeNull();
  });

  it('counts at once what can be, and says when it cannot', async () => {
    expect(await liveCount(known.shop, twice, NOW)).toMatchObject({
      customers: 2,
      capped: false,
      sample: ['2', '3'],
    });
    const oneMore: Condition = {
      type: 'one-more-order',
      reaches: { model: 'stage', states: ['growing'] },
      atMost: 1_000,
    };
    expect(await liveCount(known.shop, oneMore, NOW)).toBeNull();
  });

  it('finds products by any part of their titles, and names those that conditions ask for', async () => {
    const product = (id: bigint, title: string) => ({
      id: id as ProductId,
      ...{ title, type: '', vendor: '', status: 'ACTIVE', tags: [], variants: [] },
      createdAt: NOW,
      updatedAt: NOW,
    });
    const products = [product(5n, 'ﾋﾞﾀﾐﾝ Soap'), product(6n, '黒酢 100% Tea')];
    await saveProducts(known.shop, products, { asked: false });
    const titles = async (text: string) =>
      (await foundProducts(known.shop, text)).map(({ title }) => title);
    expect(await titles('ビタミン')).toEqual(['ﾋﾞﾀﾐﾝ Soap']);
    expect(await titles('TEA')).toEqual(['黒酢 100% Tea']);
    expect(await titles('%')).toEqual(['黒酢 100% Tea']);
    expect(await titles('')).toHaveLength(2);
    const start = boughtEver(['6', 'a name without a product']);
    const screen = await builderScreen(known.shop, { segmentId: null, start });
    expect(screen?.products).toEqual([{ id: '6', title: '黒酢 100% Tea' }]);
  });
});

describe("a segment's customers", () => {
  it('say by which of several ways they are in', async () => {
    const often = ordersEver({ is: '>=', value: 3 });
    const id = await keep({ type: 'any', of: [twice, often, resting] });
    const screen = await screenOf(id);
    expect(screen?.branched).toBe(true);
    expect(screen?.rows.map((row) => row.because)).toEqual([[resting], [twice], [twice, often]]);
  });

  it('say nothing of the kind where there is one way only', async () => {
    const screen = await screenOf(await keep(twice));
    expect(screen?.branched).toBe(false);
    expect(screen?.rows.map((row) => row.because)).toEqual([[], []]);
  });
});

describe('a group as a target in Shopify', () => {
  const target = (says: string) => segmentTarget(known.shop, says);

  it('has a query, and says whether the tag is there', async () => {
    await keep(twice);
    expect(await target('segment:mine')).toEqual({
      says: 'segment:mine',
      tag: 'kz-segment:mine',
      query: "customer_tags CONTAINS 'kz-segment:mine'",
      writing: 'not-started',
      made: null,
    });
    await startTagging(known.shop, known.enqueue, new Date(NOW));
    expect((await target('segment:mine')).writing).toBe('on');
    expect((await target('lifecycle:new')).writing).toBe('on');
    expect((await target('segment:other')).writing).toBe('off');
    expect((await target('decile:1')).writing).toBe('off');
  });

  it('tells what Shopify said of its segment', async () => {
    await keep(twice);
    await createShopifySegments(known.shop, known.enqueue, ['segment:mine'], 'en');
    expect((await target('segment:mine')).made).toEqual({
      place: null,
      waiting: true,
      refusal: null,
    });
    const claim = await claimSegments(known.shop, 'kz-', 5, 60);
    const refusal = { kind: 'refused', reason: 'Segment limit reached.' } as const;
    await settleSegment(known.shop, claim.id, 'segment:mine', refusal);
    expect((await target('segment:mine')).made).toEqual({
      place: null,
      waiting: false,
      refusal: 'Segment limit reached.',
    });
  });
});

describe('the settings', () => {
  it('show how the customers lie around the thresholds', async () => {
    const found = await distributions(known.shop, NOW);
    expect(found).toMatchObject({ sampled: 3, all: 3 });
    expect(found?.of.departure.steps).toEqual([
      [5, 1],
      [10, 2],
      [20, 3],
    ]);
    expect(found?.of.interval.steps).toEqual([
      [7.5, 1],
      [10, 2],
    ]);
    expect(found?.of.orders.steps.map(([orders]) => orders)).toEqual([1, 2, 3]);
    expect(found?.of.tenure.steps.map(([days]) => days)).toEqual([0, 10, 15]);
    expect(found?.of.amount.steps.map(([amount]) => amount)).toEqual([5_000, 10_000, 15_000]);
  });

  it('keep a language of their own, and nobody is recomputed for it', async () => {
    const { shop, enqueue } = known;
    expect(await shopLanguage(shop)).toBeNull();
    const before = (await currentSettings(shop))!.settings;
    await saveAtOnce(shop, enqueue, { language: 'ja' }, 'hanako');
    expect(await shopLanguage(shop)).toBe('ja');
    expect(changesCustomers(before, (await currentSettings(shop))!.settings)).toBe(false);
    await saveAtOnce(shop, enqueue, { language: undefined }, 'hanako');
    expect(await shopLanguage(shop)).toBeNull();
    expect(await saveAtOnce(shop, enqueue, { language: 'fr' }, 'hanako')).toMatchObject({
      problems: [{ path: 'language' }],
    });
  });

  it('are told page by page, and only the newest can be taken back', async () => {
    const { shop, enqueue } = known;
    for (const language of ['ja', 'en', 'ja']) {
      await saveAtOnce(shop, enqueue, { language }, 'hanako');
    }
    const now = new Date();
    const first = await settingsHistory(shop, 2, now);
    expect(first.map(({ version, undoableUntil }) => [version, undoableUntil !== null])).toEqual([
      [4, true],
      [3, false],
    ]);
    const second = await settingsHistory(shop, 2, now, 2);
    expect(second.map(({ version, undoableUntil }) => [version, undoableUntil !== null])).toEqual([
      [2, false],
      [1, false],
    ]);
    expect(second[0]?.changes).toMatchObject([{ path: 'language', from: null, to: 'ja' }]);
  });

  it('are those of nobody else', async () => {
    const other = await knownShop(ground.db);
    await saveAtOnce(known.shop, known.enqueue, { language: 'en' }, 'hanako');
    expect(await shopLanguage(other.shop)).toBeNull();
    expect(await distributions(other.shop, NOW)).toBeNull();
    expect(await foundProducts(other.shop, '')).toEqual([]);
    expect(await membersOf(other.shop, 1, 0n as CustomerId, 5)).toEqual([]);
  });
});
