import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { saveCounting, saveSources } from '#app/commands/save-counting.ts';
import {
  draftSettings,
  readDraft,
  recountProgress,
  saveAtOnce,
  saveDraft,
  settingsHistory,
  undoSettings,
  type SettingsChange,
} from '#app/commands/settings.ts';
import type { Consequences } from '#app/domain/consequences.ts';
import { Counting } from '#app/domain/counting.ts';
import { stateIs } from '#app/domain/segments/phrases.ts';
import { Settings } from '#app/domain/settings.ts';
import type { ShopSettings } from '#app/domain/shop-settings.ts';
import { Tagging } from '#app/domain/tagging.ts';
import type { Shop } from '#app/store/database.ts';
import { addEvents } from '#app/store/events.ts';
import { saveOrders } from '#app/store/orders.ts';
import { closeReading, openReadings } from '#app/store/readings.ts';
import { currentSettings, saveSettings } from '#app/store/settings.ts';
import { ensureShop } from '#app/store/shops.ts';
import { preview } from '#workers/handlers/preview.ts';
import { wake } from '#workers/handlers/wake.ts';
import { anOrder } from '../factories/orders.ts';
import { anyCustomers, anySettingsChange, PRESENT } from '../factories/shops.ts';
import { useGround } from '../setup/ground.ts';
import { keptRows, membersBetween, movesBetween, tagsBetween } from '../setup/kept-rows.ts';
import { knownShop } from '../setup/known-shop.ts';
import { draftOf, settingsDeeds, versionOf } from '../setup/settings-deeds.ts';

const BY_ORDER = { because: 'order' } as const;
const HOUR_MS = 3_600_000;
const ground = useGround();
let known: Awaited<ReturnType<typeof knownShop>>;
let deeds: ReturnType<typeof settingsDeeds>;

beforeEach(async () => {
  known = await knownShop(ground.db);
  deeds = settingsDeeds(known);
});

/** Customer 1 has one order, 2 two, and so on, all ¥5,000 on 1 January. */
async function someCustomers(count: number): Promise<void> {
  const orders = Array.from({ length: count }, (_, index) =>
    Array.from({ length: index + 1 }, (__, nth) =>
      anOrder({ id: BigInt(100 * (index + 1) + nth), customerId: BigInt(index + 1) }),
    ),
  ).flat();
  await saveOrders(known.shop, orders, BY_ORDER);
  await forgetComparison(known.shop);
  await deeds.settle();
}

/** Known shops begin with a comparison of nobody. */
async function forgetComparison({ id }: Shop): Promise<void> {
  await ground.db.sql.query('delete from cutoff where shop_id = $1', [id]);
}

const TWO_SETTLE = { stage: { growingOrders: 2, settledOrders: 2 } };

/** Even of a few customers some are among the top ones. */
const FEW_ARE_ENOUGH = {
  vip: Settings.shape.vip.parse({ topShare: 0.3, topShareWithTies: 0.6, topFromCustomers: 2 }),
};

describe('consequences', () => {
  it('are what then happens, whatever changes, and undoing brings every row back', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyCustomers,
        anySettingsChange,
        anySettingsChange,
        async (all, first, then) => {
          const here = await knownShop(ground.db, PRESENT);
          const { shop, enqueue } = here;
          const { settle, draft } = settingsDeeds(here);
          await saveSettings(shop, { ...first, ...FEW_ARE_ENOUGH }, null);
          await saveOrders(shop, all.orders, BY_ORDER);
          await addEvents(shop, all.events);
          await forgetComparison(shop);
          await settle();
          await ground.db.sql.query(
            `update customer set stale = true, stale_because = 'customer', opted_out = id = 2,
             gone = case when id = 3 then 'deleted' end
           where shop_id = $1 and id in (2, 3)`,
            [shop.id],
          );
          await settle();
          const before = await keptRows(shop);

          const counted = await draft({ ...then, ...withNewIds(then.segments, first.segments) });
          expect(await keptRows(shop)).toEqual(before);
          const version = versionOf(await saveDraft(shop, enqueue, counted.id, 'hanako'));
          await settle();
          const after = await keptRows(shop);
          expect(counted).toMatchObject({ status: 'done', customersDone: all.customers });
          expect(told(counted.consequences)).toEqual({
            moves: movesBetween(before, after),
            tags: tagsBetween(before, after),
            segments: membersBetween(before, after),
          });

          versionOf(await undoSettings(shop, enqueue, version, 'taro', new Date()));
          await settle();
          expect(await keptRows(shop)).toEqual(before);
        },
      ),
      { numRuns: 15, endOnFailure: true },
    );
  });

  it('say how many move from where to where, whose tags change, and whom a segment gets', async () => {
    await someCustomers(3);
    const settled = stateIs({ model: 'stage', states: ['settled'] }, { is: 'now' });
    const segments = [
      { id: 1, slug: 'settled', name: '定着', rule: { version: 1, condition: settled }, tag: true },
    ];
    const tagging = Tagging.parse({ models: ['stage'] });
    await deeds.change({ tagging });
    const { consequences, changes, ...draft } = await deeds.draft({ ...TWO_SETTLE, segments });
    expect(draft).toMatchObject({ status: 'done', customers: 3, customersDone: 3 });
    expect(consequences).toEqual({
      moves: [
        { model: 'stage', from: 'growing', to: 'settled', customers: 2 },
        { model: 'next', from: 'continuation', to: 'co-creation', customers: 2 },
      ],
      segments: [{ id: 1, name: '定着', before: 0, after: 2, sample: ['2', '3'] }],
      tags: { customers: 2, added: 4, removed: 2 },
      minutes: 1,
    });
    expect(changes.map(({ path }) => path)).toEqual(['stage.settledOrders', 'segments']);
  });

  it('are counted against cutoffs that would be made anew, and none are made', async () => {
    await someCustomers(6);
    const cutoffs = async () =>
      ground.db.sql.query('select id, body from cutoff where shop_id = $1', [known.shop.id]);
    const before = await cutoffs();
    const { consequences } = await deeds.draft({ abc: { aShare: 0.2, bShare: 0.5 } });
    expect(consequences?.moves.map(({ model }) => model)).toContain('abc');
    expect(await cutoffs()).toEqual(before);
  });

  it('of a draft that changes nothing are none', async () => {
    await someCustomers(2);
    const { consequences, changes } = await deeds.draft({});
    expect(changes).toEqual([]);
    expect(consequences).toMatchObject({
      moves: [],
      tags: { customers: 0, added: 0, removed: 0 },
      minutes: 0,
    });
  });
});

describe('a draft', () => {
  const drafted = async (change: SettingsChange, by: string) =>
    draftOf(await draftSettings(known.shop, known.enqueue, change, by));
  const statusOf = async (id: number) => (await readDraft(known.shop, id))?.status;

  it('is superseded by a newer one of the same person, not of another', async () => {
    await someCustomers(2);
    const [mine, others] = [await drafted(TWO_SETTLE, 'hanako'), await drafted({}, 'taro')];
    const newer = await drafted(TWO_SETTLE, 'hanako');
    expect((await deeds.count(mine)).status).toBe('superseded');
    expect((await deeds.count(others)).status).toBe('done');
    expect((await deeds.count(newer)).status).toBe('done');
    expect(await saveDraft(known.shop, known.enqueue, mine, 'hanako')).toEqual({
      refusal: 'not-counted',
    });
  });

  it('begins again where it was killed, woken by the next look', async () => {
    await someCustomers(3);
    const id = await drafted(TWO_SETTLE, 'hanako');
    known.stopping.abort();
    await preview(known.shop, BigInt(id), known.context);
    expect(await readDraft(known.shop, id)).toMatchObject({ status: 'counting', customers: 3 });
    known.asked.length = 0;
    await wake(known.context);
    expect(known.asked).toContainEqual({
      name: 'preview',
      payload: { shopId: known.shop.id, draftId: id },
    });
    const context = { ...known.context, stopping: new AbortController().signal };
    await preview(known.shop, BigInt(id), context);
    expect(await statusOf(id)).toBe('done');
  });

  it('that cannot be counted says so, until it can', async () => {
    await someCustomers(1);
    const id = await drafted(TWO_SETTLE, 'hanako');
    await ground.db.sql.query('alter table tag_state rename to hidden');
    await expect(preview(known.shop, BigInt(id), known.context)).rejects.toThrow('tag_state');
    await ground.db.sql.query('alter table hidden rename to tag_state');
    expect(await statusOf(id)).toBe('failed');
    expect((await deeds.count(id)).status).toBe('done');
  });

  it('waits while customers have never been compared', async () => {
    await forgetComparison(known.shop);
    const id = await drafted(TWO_SETTLE, 'hanako');
    expect((await deeds.count(id)).status).toBe('waiting');
  });

  it('is forgotten after a day', async () => {
    const [old, young] = [await drafted({}, 'hanako'), await drafted({}, 'taro')];
    await ground.db.sql.query(
      `update settings_draft set drafted_at = now() - interval '25 hours' where id = $1`,
      [old],
    );
    await wake(known.context);
    expect([await statusOf(old), await statusOf(young)]).toEqual([undefined, 'waiting']);
    expect(await saveDraft(known.shop, known.enqueue, old, 'hanako')).toEqual({
      refusal: 'unknown-draft',
    });
  });

  it.each<[string, SettingsChange, string[]]>([
    ['a threshold below nothing', { cpm: { amount: -1 } }, ['cpm.amount']],
    [
      'thresholds that do not fit together',
      { stage: { growingOrders: 5, settledOrders: 2 } },
      ['stage.settledOrders'],
    ],
    ['no section at all', { tagging: 5 }, ['tagging']],
    ['a comma in the prefix', { tagging: { prefix: 'a,b' } }, ['tagging.prefix']],
    ['a section that is set elsewhere', { counting: {} } as SettingsChange, ['']],
    [
      'a segment without a name',
      {
        segments: [
          { id: 1, slug: 'x', name: ' ', rule: { version: 1, condition: { type: 'all', of: [] } } },
        ],
      },
      ['segments.0.name', 'segments.0.rule.condition.of'],
    ],
  ])('is not made of %s', async (_, change, paths) => {
    const answer = await draftSettings(known.shop, known.enqueue, change, 'hanako');
    expect('problems' in answer && answer.problems.map(({ path }) => path)).toEqual(paths);
    expect(known.asked).toEqual([]);
  });

  it('cannot be made before the shop is known', async () => {
    const shop = await ensureShop(ground.db, 'new.myshopify.com');
    expect(await draftSettings(shop, known.enqueue, {}, null)).toMatchObject({
      problems: [{ code: 'not-ready' }],
    });
    expect(await saveAtOnce(shop, known.enqueue, {}, null)).toMatchObject({
      problems: [{ code: 'not-ready' }],
    });
  });
});

describe('saving', () => {
  it('is refused when somebody else has saved since', async () => {
    await someCustomers(2);
    const mine = await deeds.draft(TWO_SETTLE, 'hanako');
    const others = await deeds.draft({ abc: { aShare: 0.6, bShare: 0.8 } }, 'taro');
    versionOf(await saveDraft(known.shop, known.enqueue, others.id, 'taro'));
    expect(await saveDraft(known.shop, known.enqueue, mine.id, 'hanako')).toEqual({
      refusal: 'settings-changed',
    });
    expect((await currentSettings(known.shop))?.settings.stage.settledOrders).toBe(4);
  });

  it('of two at the same time lets one through', async () => {
    await someCustomers(1);
    const both = [await deeds.draft(TWO_SETTLE, 'hanako'), await deeds.draft({}, 'taro')];
    const answers = await Promise.all(
      both.map(({ id }) => saveDraft(known.shop, known.enqueue, id, null)),
    );
    expect(answers).toContainEqual({ version: 2 });
    expect(answers).toContainEqual({ refusal: 'settings-changed' });
  });

  it('waits for the consequences', async () => {
    const answer = await draftSettings(known.shop, known.enqueue, TWO_SETTLE, 'hanako');
    expect(await saveDraft(known.shop, known.enqueue, draftOf(answer), 'hanako')).toEqual({
      refusal: 'not-counted',
    });
  });

  it('at once is for what moves nobody', async () => {
    await someCustomers(2);
    const at = (change: SettingsChange) => saveAtOnce(known.shop, known.enqueue, change, 'hanako');
    expect(await at({ refreshCutoffs: 'daily' })).toEqual({ version: 2 });
    expect(await at({ tagging: Tagging.parse({ whenRemoved: 'respect' }) })).toEqual({
      version: 3,
    });
    expect(await recountProgress(known.shop)).toBeNull();
    expect(await at(TWO_SETTLE)).toEqual({ refusal: 'moves-customers' });
    expect(await at({ tagging: Tagging.parse({ prefix: 'x-' }) })).toEqual({
      refusal: 'moves-customers',
    });
    expect(await at({ refreshCutoffs: 'never' })).toMatchObject({
      problems: [{ path: 'refreshCutoffs' }],
    });
  });

  it('has everybody recounted, and tells how far that is', async () => {
    await someCustomers(3);
    const { id } = await deeds.draft(TWO_SETTLE);
    expect(await recountProgress(known.shop)).toBeNull();
    await saveDraft(known.shop, known.enqueue, id, 'hanako');
    expect(known.asked.at(-1)?.name).toBe('restate');
    expect(await recountProgress(known.shop)).toEqual({ done: 0, all: 3 });
    await deeds.settle();
    expect(await recountProgress(known.shop)).toBeNull();
  });
});

describe('undoing', () => {
  const undo = (version: number, hours = 0) =>
    undoSettings(
      known.shop,
      known.enqueue,
      version,
      'taro',
      new Date(Date.now() + hours * HOUR_MS),
    );

  it('is for the newest version, within 24 hours', async () => {
    await someCustomers(2);
    expect(await undo(1)).toEqual({ refusal: 'first-version' });
    const second = await deeds.change(TWO_SETTLE);
    const third = await deeds.change({ refreshCutoffs: 'monthly' });
    expect(await undo(second)).toEqual({ refusal: 'not-newest' });
    expect(await undo(third, 25)).toEqual({ refusal: 'too-late' });
    expect(await undo(third, 23)).toEqual({ version: 4 });
    expect((await currentSettings(known.shop))?.settings).toMatchObject({
      refreshCutoffs: 'weekly',
      stage: { settledOrders: 2 },
    });
  });

  it('can be undone', async () => {
    await someCustomers(2);
    const before = await keptRows(known.shop);
    const version = await deeds.change(TWO_SETTLE);
    const after = await keptRows(known.shop);
    expect(after).not.toEqual(before);
    const undone = versionOf(await undo(version));
    await deeds.settle();
    expect(await keptRows(known.shop)).toEqual(before);
    await undo(undone);
    await deeds.settle();
    expect(await keptRows(known.shop)).toEqual(after);
  });

  it('brings the comparison back that held, unless a new one is due', async () => {
    await someCustomers(4);
    await ground.db.sql.query('update cutoff set customers = 200 where shop_id = $1', [
      known.shop.id,
    ]);
    const cutoffs = async () => {
      const rows = await ground.db.sql.query<{ day: string }>(
        `select day::text from cutoff where shop_id = $1 and purpose = 'current' order by id`,
        [known.shop.id],
      );
      return rows.map(({ day }) => day);
    };
    const on = (date: string) => {
      const context = { ...known.context, now: () => Promise.resolve(Date.parse(date)) };
      return settingsDeeds({ ...known, context });
    };
    const before = await keptRows(known.shop);
    const version = await on('2026-07-02T03:00:00Z').change({ abc: { aShare: 0.2, bShare: 0.3 } });
    await ground.db.sql.query('update cutoff set customers = 200 where shop_id = $1', [
      known.shop.id,
    ]);
    expect(await cutoffs()).toEqual(['2026-06-30', '2026-07-02']);
    const undone = versionOf(await undo(version));
    await on('2026-07-03T03:00:00Z').settle();
    expect(await cutoffs()).toEqual(['2026-06-30', '2026-07-02', '2026-06-30']);
    expect(await keptRows(known.shop)).toEqual(before);
    await undo(undone);
    await on('2026-07-09T03:00:00Z').settle();
    expect(await cutoffs()).toEqual(['2026-06-30', '2026-07-02', '2026-06-30', '2026-07-09']);
  });

  it('takes back what counts and where events come from as well', async () => {
    await someCustomers(2);
    const before = await keptRows(known.shop);
    const rules = Counting.parse({ leaveOutChannels: ['web'] });
    const version = await saveCounting(known.shop, known.enqueue, rules, 'hanako');
    await deeds.settle();
    expect(await keptRows(known.shop)).toEqual({});
    await undo(version ?? 0);
    await deeds.settle();
    expect(await keptRows(known.shop)).toEqual(before);

    const sources = [{ kind: 'review' as const, from: 'tag' as const, tag: 'reviewed' }];
    const told = await saveSources(known.shop, known.enqueue, sources, 'hanako');
    for (const { id } of await openReadings(known.shop)) {
      await closeReading(known.shop, id, { status: 'done' });
    }
    known.asked.length = 0;
    await undo(told ?? 0);
    expect(known.asked.map(({ name }) => name)).toEqual(['read', 'restate']);
  });
});

describe('the history', () => {
  it('says who changed what, when, from what to what, and what can be taken back', async () => {
    await someCustomers(1);
    const second = await deeds.change(TWO_SETTLE, 'hanako');
    await undoSettings(known.shop, known.enqueue, second, 'taro', new Date());
    const now = new Date();
    const history = await settingsHistory(known.shop, 10, now);
    const change = { path: 'stage.settledOrders', segment: null };
    expect(history).toMatchObject([
      { version: 3, by: 'taro', undoes: 2, changes: [{ ...change, from: 2, to: 4 }] },
      { version: 2, by: 'hanako', undoes: null, changes: [{ ...change, from: 4, to: 2 }] },
      { version: 1, by: null, undoes: null, changes: [] },
    ]);
    expect(history.map(({ undoableUntil, at }) => undoableUntil && +undoableUntil - +at)).toEqual([
      24 * HOUR_MS,
      null,
      null,
    ]);
    const [newest] = await settingsHistory(known.shop, 1, new Date(+now + 25 * HOUR_MS));
    expect(newest).toMatchObject({ version: 3, undoableUntil: null, changes: [change] });
  });
});

type Segments = ShopSettings['segments'] | undefined;

/** Ids of segments that were deleted are refused: what is new has a new one. */
function withNewIds(segments: Segments, before: Segments = []): { segments?: Segments } {
  if (!segments) return {};
  const known = new Set(before.map(({ id }) => id));
  const idOf = (id: number) => (known.has(id) ? id : id + 10);
  return { segments: segments.map(({ id, ...rest }) => ({ ...rest, id: idOf(id) })) };
}

function told(consequences: Consequences | null) {
  if (!consequences) return null;
  const { moves, tags, segments } = consequences;
  return {
    tags,
    moves: Object.fromEntries(
      moves.map(({ model, from, to, customers }) => [
        `${model} ${from ?? '-'} ${to ?? '-'}`,
        customers,
      ]),
    ),
    segments: Object.fromEntries(
      segments
        .filter(({ before, after }) => before + after > 0)
        .map(({ id, before, after, sample }) => [id, { before, after, sample }]),
    ),
  };
}
