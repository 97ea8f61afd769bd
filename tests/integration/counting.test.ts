import { NO_STANDINGS } from '#app/domain/customer.ts';
import { recomputeSome } from '#tests/setup/recompute.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  optOut,
  previewCounting,
  saveCounting,
  saveSources,
  type CountingPreview,
} from '#app/commands/save-counting.ts';
import { Counting } from '#app/domain/counting.ts';
import type { CustomerId } from '#app/domain/ids.ts';
import { orderTotals, saveOrders } from '#app/store/orders.ts';
import { openReadings, openWantedComparisons, wantComparisons } from '#app/store/readings.ts';
import { countStale, hasStale } from '#app/store/recompute.ts';
import { countingProgress, restateOrders, versionToFollow } from '#app/store/restating.ts';
import { currentSettings, saveSettings } from '#app/store/settings.ts';
import { bringUpToDate } from '#tests/setup/recompute.ts';
import { restate } from '#workers/handlers/restate.ts';
import { anOrder } from '../factories/orders.ts';
import { useGround } from '../setup/ground.ts';
import { knownShop } from '../setup/known-shop.ts';

const BY_ORDER = { because: 'order' } as const;
const ground = useGround();
let known: Awaited<ReturnType<typeof knownShop>>;

/** Customer 1: web 1,000 and pos 2,000; customer 2: pos 4,000; 3: a free sample; a guest: pos 500. */
beforeEach(async () => {
  known = await knownShop(ground.db);
  await saveOrders(
    known.shop,
    [
      anOrder({ id: 1n, total: 1_000 }),
      anOrder({ id: 2n, total: 2_000, sourceName: 'pos' }),
      anOrder({ id: 3n, total: 4_000, sourceName: 'pos', customerId: 2n }),
      anOrder({ id: 4n, total: 0, customerId: 3n, sourceName: null, tags: ['Sample'] }),
      anOrder({ id: 5n, total: 500, customerId: null, sourceName: 'pos' }),
    ],
    BY_ORDER,
  );
  await bringUpToDate(known.shop, known.context);
});

const counting = (rules: Partial<Counting>) => Counting.parse(rules);
const save = (rules: Partial<Counting>) =>
  saveCounting(known.shop, known.enqueue, counting(rules), 'hanako');
const settle = async () => {
  await restate(known.shop, known.context);
  await bringUpToDate(known.shop, known.context);
};

async function totals(): Promise<string> {
  const { sum, orders } = await orderTotals(known.shop);
  return `${orders} orders, ${sum}`;
}

async function tagged(): Promise<string[]> {
  const rows = await ground.db.sql.query<{ id: bigint }>(
    `select customer_id as id from tag_state where shop_id = $1 and wanted <> '{}' order by 1`,
    [known.shop.id],
  );
  return rows.map(({ id }) => String(id));
}

describe('what counts', () => {
  const cases: [string, Partial<Counting>, CountingPreview][] = [
    ['nothing new', {}, { orders: 0, customers: 0, amount: 0, leftOut: 0 }],
    [
      'a channel left out',
      { leaveOutChannels: ['pos'] },
      { orders: 3, customers: 2, amount: -6_500, leftOut: 0 },
    ],
    ['free orders', { countFreeOrders: true }, { orders: 1, customers: 1, amount: 0, leftOut: 0 }],
    [
      'a tag left out, in another case',
      { countFreeOrders: true, leaveOutOrderTags: ['SAMPLE'] },
      { orders: 0, customers: 0, amount: 0, leftOut: 0 },
    ],
  ];
  it.each(cases)('is previewed as it then comes: %s', async (_, rules, preview) => {
    const before = await orderTotals(known.shop);
    expect(await previewCounting(known.shop, counting(rules))).toEqual(preview);
    expect(await orderTotals(known.shop)).toEqual(before);
    await save(rules);
    await restate(known.shop, known.context);
    expect((await orderTotals(known.shop)).sum).toBe(before.sum + BigInt(preview.amount));
    expect((await previewCounting(known.shop, counting(rules))).orders).toBe(0);
  });

  it('says how many customers a tag leaves out', async () => {
    await ground.db.sql.query(
      `update customer set tags = '{Staff}' where shop_id = $1 and id in (1, 2)`,
      [known.shop.id],
    );
    const rules = counting({ leaveOutCustomerTags: ['staff', 'friend'] });
    expect(await previewCounting(known.shop, rules)).toMatchObject({ leftOut: 2 });
    await save(rules);
    await settle();
    expect(await tagged()).toEqual([]);
  });

  it('changes the past of every customer concerned, and comes back', async () => {
    expect(await tagged()).toEqual(['1', '2']);
    expect(await save({ leaveOutChannels: ['pos'] })).toBe(2);
    expect(known.asked.at(-1)?.name).toBe('restate');
    await settle();
    expect([await tagged(), await totals()]).toEqual([['1'], '1 orders, 1000']);
    await save({});
    await settle();
    expect([await tagged(), await totals()]).toEqual([['1', '2'], '4 orders, 7500']);
  });

  it('is remembered with who said so', async () => {
    await save({ leaveOutBusiness: true });
    const rows = await ground.db.sql.query(
      'select version, saved_by from settings where shop_id = $1 order by version',
      [known.shop.id],
    );
    expect(rows).toEqual([
      { version: 1, saved_by: null },
      { version: 2, saved_by: 'hanako' },
    ]);
  });

  it('holds for orders that come before the walk has reached them, or after', async () => {
    await save({ leaveOutChannels: ['pos'] });
    await restateOrders(known.shop, 2);
    await saveOrders(
      known.shop,
      [
        anOrder({ id: 6n, total: 9_000, sourceName: 'pos', customerId: 6n }),
        anOrder({ id: 7n, total: 7_000, customerId: 7n }),
      ],
      BY_ORDER,
    );
    await settle();
    expect([await tagged(), await totals()]).toEqual([['1', '7'], '2 orders, 8000']);
  });

  it('can be followed, killed and gone on with', async () => {
    expect(await countingProgress(known.shop)).toBe(null);
    await save({ leaveOutChannels: ['pos'] });
    expect(await countingProgress(known.shop)).toEqual({ done: 0, all: 5 });
    await restateOrders(known.shop, 2);
    expect(await countingProgress(known.shop)).toEqual({ done: 2, all: 5 });
    known.stopping.abort();
    await restate(known.shop, known.context);
    expect(await countingProgress(known.shop)).toEqual({ done: 5, all: 5 });
    const again = { ...known.context, stopping: new AbortController().signal };
    await restate(known.shop, again);
    expect(await countingProgress(known.shop)).toBe(null);
    expect(await totals()).toBe('1 orders, 1000');
  });

  it('overtaken in the middle by its own opposite ends as it began', async () => {
    await save({ leaveOutChannels: ['pos'] });
    await restateOrders(known.shop, 3);
    await save({});
    await settle();
    expect(await totals()).toBe('4 orders, 7500');
    expect(await versionToFollow(known.shop)).toBe(null);
  });

  it('is not walked again for thresholds and sources, which mark whom they concern', async () => {
    const { settings } = (await currentSettings(known.shop)) ?? {};
    if (!settings) throw new Error('the shop has settings');
    await saveSources(known.shop, known.enqueue, [{ from: 'tag', tag: 'fan', kind: 'post' }], null);
    await restate(known.shop, known.context);
    expect(await hasStale(known.shop)).toBe(false);
    await saveSettings(known.shop, { stage: { growingOrders: 3, settledOrders: 5 } }, null);
    expect(await restateOrders(known.shop, 10)).toBe(false);
    await restate(known.shop, known.context);
    expect(await countStale(known.shop)).toEqual({ stale: 3, all: 3 });
  });
});

describe('recomputing', () => {
  it('by old settings does nothing once newer ones are there', async () => {
    await ground.db.sql.query('update customer set stale = true where shop_id = $1', [
      known.shop.id,
    ]);
    const nobody = (customerId: CustomerId) => ({ customerId, ...NO_STANDINGS });
    await save({});
    expect(await recomputeSome(known.shop, 10, 1, nobody)).toBe(0);
    expect(await recomputeSome(known.shop, 10, 2, nobody)).toBe(3);
  });

  it('catches whoever is computed for the first time while settings are saved', async () => {
    await saveOrders(known.shop, [anOrder({ id: 8n, customerId: 8n })], BY_ORDER);
    let saving: Promise<void> | undefined;
    await recomputeSome(known.shop, 10, 1, (customerId) => {
      saving = save({ leaveOutBusiness: true }).then(() => restate(known.shop, known.context));
      return { customerId, ...NO_STANDINGS };
    });
    await saving;
    await bringUpToDate(known.shop, known.context);
    expect(await tagged()).toContain('8');
  });
});

describe('opting out', () => {
  it('takes a customer’s tags and gives them back', async () => {
    const out = (id: number, value: boolean) =>
      optOut(known.shop, known.enqueue, BigInt(id) as CustomerId, value);
    expect(await out(99, true)).toBe(false);
    expect(await out(1, true)).toBe(true);
    await bringUpToDate(known.shop, known.context);
    expect(await tagged()).toEqual(['2']);
    await out(1, true);
    expect(await hasStale(known.shop)).toBe(false);
    await out(1, false);
    await bringUpToDate(known.shop, known.context);
    expect(await tagged()).toEqual(['1', '2']);
  });
});

describe('sources of events', () => {
  it('have all customers read again, after a reading that is under way', async () => {
    const kinds = async () =>
      (await openReadings(known.shop)).map(({ kind, purpose }) => `${kind} ${purpose}`);
    await ground.db.sql.query(
      `insert into reading (shop_id, kind, purpose, status) values ($1, 'customers', 'changes', 'reading')`,
      [known.shop.id],
    );
    await saveSources(known.shop, known.enqueue, [{ from: 'tag', tag: 'fan', kind: 'post' }], null);
    expect(await kinds()).toEqual(['customers changes']);
    await ground.db.sql.query(`update reading set status = 'done' where shop_id = $1`, [
      known.shop.id,
    ]);
    await wantComparisons(known.shop, ['customers', 'orders']);
    await openWantedComparisons(known.shop);
    expect((await kinds()).sort()).toEqual(['customers comparison', 'orders comparison']);
    await ground.db.sql.query(`update reading set status = 'done' where shop_id = $1`, [
      known.shop.id,
    ]);
    await openWantedComparisons(known.shop);
    expect(await kinds()).toEqual([]);
  });
});
