import { beforeEach, describe, expect, it } from 'vitest';
import {
  deleteSegment,
  renameSegment,
  saveSegment,
  segmentCount,
  segmentCounts,
  segmentMembers,
  type NewSegment,
} from '#app/commands/segments.ts';
import { draftSettings, readDraft, saveDraft, undoSettings } from '#app/commands/settings.ts';
import type { CustomerId } from '#app/domain/ids.ts';
import { lastOrderMoreThan, ordersEver } from '#app/domain/segments/phrases.ts';
import { saveOrders } from '#app/store/orders.ts';
import { currentSettings } from '#app/store/settings.ts';
import { ensureShop } from '#app/store/shops.ts';
import { sweep } from '#workers/handlers/sweep.ts';
import { anOrder } from '../factories/orders.ts';
import { useGround } from '../setup/ground.ts';
import { keptRows } from '../setup/kept-rows.ts';
import { knownShop } from '../setup/known-shop.ts';
import { draftOf, settingsDeeds, versionOf } from '../setup/settings-deeds.ts';

const BY_ORDER = { because: 'order' } as const;
const DAY_MS = 86_400_000;
/** Noon in Japan on 1 January 2026, when the customers have ordered. */
const ORDERED = Date.parse('2026-01-01T03:00:00Z');
const ground = useGround();
let known: Awaited<ReturnType<typeof knownShop>>;
let deeds: ReturnType<typeof settingsDeeds>;

/** Customers 1 to 3 have one order each, 20 days ago. */
beforeEach(async () => {
  known = await knownShop(ground.db, new Date(ORDERED + 20 * DAY_MS).toISOString());
  deeds = settingsDeeds(known);
  const orders = [1n, 2n, 3n].map((id) => anOrder({ id, customerId: id }));
  await saveOrders(known.shop, orders, BY_ORDER);
  await deeds.settle();
});

const once = ordersEver({ is: '=', value: 1 });
const segment = (more: Partial<NewSegment> = {}): NewSegment => ({
  id: null,
  name: 'Bought once',
  slug: null,
  condition: once,
  tag: true,
  ...more,
});
const ask = (more?: Partial<NewSegment>) =>
  saveSegment(known.shop, known.enqueue, segment(more), 'hanako');

/** Drafts, saves and settles. @returns the segment's id. */
async function keep(more?: Partial<NewSegment>): Promise<number> {
  const answer = await ask(more);
  await accept(draftOf(answer));
  return 'segmentId' in answer ? answer.segmentId : 0;
}

async function accept(draftId: number): Promise<number> {
  await deeds.count(draftId);
  const version = versionOf(await saveDraft(known.shop, known.enqueue, draftId, 'hanako'));
  await deeds.settle();
  return version;
}

async function remove(id: number): Promise<number> {
  return accept(draftOf(await deleteSegment(known.shop, known.enqueue, id, 'hanako')));
}

const segmentsNow = async () => (await currentSettings(known.shop))?.settings.segments ?? [];
const tagsOf = async (tag: string) =>
  Object.keys(await keptRows(known.shop)).filter((key) => key.endsWith(` tag ${tag}`)).length;
const membersAre = async (id: number) =>
  (await segmentMembers(known.shop, id, null, 50)).members.map(({ customerId }) =>
    Number(customerId),
  );

describe('a segment', () => {
  it('is drafted with its customers, saved, listed page by page and tagged', async () => {
    const answer = await ask();
    expect(answer).toMatchObject({ segmentId: 1 });
    await deeds.count(draftOf(answer));
    const draft = await readDraft(known.shop, draftOf(answer));
    expect(draft?.consequences).toMatchObject({
      moves: [],
      segments: [{ id: 1, name: 'Bought once', before: 0, after: 3, sample: ['1', '2', '3'] }],
      tags: { customers: 3, added: 3, removed: 0 },
    });
    expect(await segmentCount(known.shop, 1)).toBe(0);
    await accept(draftOf(answer));
    expect(await segmentCount(known.shop, 1)).toBe(3);
    const first = await segmentMembers(known.shop, 1, null, 2);
    expect(first).toEqual({
      members: [1n, 2n].map((customerId) => ({
        customerId,
        since: '2026-01-21',
        orders: 1,
        amount: 5_000,
        lastOrderOn: '2026-01-01',
      })),
      next: 2n,
    });
    const second = await segmentMembers(known.shop, 1, first.next, 2);
    expect([second.members.map(({ customerId }) => customerId), second.next]).toEqual([[3n], null]);
    expect(await tagsOf('kz-segment:bought-once')).toBe(3);
  });

  it('is current after an order, and after midnight', async () => {
    await keep();
    const lapsed = await keep({ name: 'Lapsed', condition: lastOrderMoreThan(21) });
    const later = anOrder({
      id: 9n,
      customerId: 2n,
      createdAt: ORDERED + DAY_MS,
      processedAt: ORDERED + DAY_MS,
    });
    await saveOrders(known.shop, [later], BY_ORDER);
    await deeds.settle();
    expect(await membersAre(1)).toEqual([1, 3]);
    expect(await segmentCounts(known.shop)).toEqual(new Map([[1, 2]]));
    const daysOn = async (days: number) => {
      const context = { ...known.context, now: () => Promise.resolve(ORDERED + days * DAY_MS) };
      const there = settingsDeeds({ ...known, context });
      await sweep(known.shop, context);
      await there.settle();
      return membersAre(lapsed);
    };
    expect(await daysOn(21)).toEqual([]);
    expect(await daysOn(22)).toEqual([1, 3]);
    expect(await daysOn(23)).toEqual([1, 2, 3]);
    expect(await tagsOf('kz-segment:lapsed')).toBe(3);
  });

  it('can be changed, and keeps its id and slug', async () => {
    const id = await keep();
    const two = ordersEver({ is: '>=', value: 2 });
    expect(await keep({ id, name: '二回以上', condition: two })).toBe(id);
    expect(await segmentsNow()).toMatchObject([{ id, slug: 'bought-once', name: '二回以上' }]);
    expect(await segmentCount(known.shop, id)).toBe(0);
    await keep({ id, slug: 'twice', condition: once, tag: false });
    expect(await segmentsNow()).toMatchObject([{ id, slug: 'twice', tag: false }]);
    expect([await segmentCount(known.shop, id), await tagsOf('kz-segment:twice')]).toEqual([3, 0]);
  });

  it('is renamed without anybody being recounted', async () => {
    const id = await keep();
    const rename = (given: { id: number; name: string }) =>
      renameSegment(known.shop, known.enqueue, given, 'taro');
    expect(await rename({ id, name: '一度だけ' })).toEqual({ version: 3 });
    expect(await segmentsNow()).toMatchObject([{ slug: 'bought-once', name: '一度だけ' }]);
    expect(await rename({ id, name: ' ' })).toMatchObject({
      problems: [{ path: 'segments.0.name' }],
    });
    expect(await rename({ id: 7, name: 'x' })).toBeNull();
  });

  it('is deleted with its members and tags, its id never given again, and undone', async () => {
    const id = await keep();
    const before = await keptRows(known.shop);
    const version = await remove(id);
    expect(await segmentCounts(known.shop)).toEqual(new Map());
    expect(await tagsOf('kz-segment:bought-once')).toBe(0);
    expect(await ask({ name: 'Another' })).toMatchObject({ segmentId: id + 1 });
    versionOf(await undoSettings(known.shop, known.enqueue, version, 'taro', new Date()));
    await deeds.settle();
    expect(await keptRows(known.shop)).toEqual(before);
    expect(await deleteSegment(known.shop, known.enqueue, 7, 'hanako')).toBeNull();
  });
});

describe('a segment that cannot be saved', () => {
  it('is told by the names of its parts', async () => {
    await keep();
    const pathsOf = async (more: Partial<NewSegment>) => {
      const answer = await ask(more);
      return 'problems' in answer ? answer.problems.map(({ path, code }) => [path, code]) : null;
    };
    expect(await pathsOf({ name: '一度だけ' })).toEqual([['slug', 'slug-needed']]);
    expect(await pathsOf({ slug: 'bought-once' })).toEqual([['slug', 'slug-taken']]);
    expect(await pathsOf({ slug: 'Not so' })).toEqual([['slug', 'invalid_format']]);
    expect(await pathsOf({ name: '', slug: 'x' })).toEqual([['name', 'too_small']]);
    expect(await pathsOf({ id: 7 })).toEqual([['id', 'unknown-segment']]);
    expect(await pathsOf({ condition: { type: 'total', total: 'orders' } })).toEqual([
      ['condition.compare', 'invalid_type'],
    ]);
    const nowhere = await ensureShop(ground.db, 'nowhere.myshopify.com');
    expect(await saveSegment(nowhere, known.enqueue, segment(), null)).toMatchObject({
      problems: [{ code: 'not-ready' }],
    });
  });

  it('does not take the slug of another: a number tells them apart', async () => {
    await keep();
    await keep();
    expect((await segmentsNow()).map(({ id, slug }) => [id, slug])).toEqual([
      [1, 'bought-once'],
      [2, 'bought-once-2'],
    ]);
  });

  it('with an id that was used is refused', async () => {
    const id = await keep();
    await remove(id);
    const rule = { version: 1 as const, condition: once };
    const again = [{ id, slug: 'again', name: 'Again', rule, tag: true }];
    expect(
      await draftSettings(known.shop, known.enqueue, { segments: again }, 'hanako'),
    ).toMatchObject({ problems: [{ path: 'segments.0.id', code: 'id-used' }] });
  });
});

it('nobody is listed twice, nor left out, page by page', async () => {
  const id = await keep();
  const seen: CustomerId[] = [];
  for (let cursor: CustomerId | null = null; ;) {
    const page = await segmentMembers(known.shop, id, cursor, 1);
    seen.push(...page.members.map(({ customerId }) => customerId));
    cursor = page.next;
    if (cursor === null) break;
  }
  expect(seen).toEqual([1n, 2n, 3n]);
});
