import { beforeEach, describe, expect, it } from 'vitest';
import { recordEvent } from '#app/commands/record-event.ts';
import type { CustomerId } from '#app/domain/ids.ts';
import { eraseCustomers } from '#app/store/erasures.ts';
import { claimFirings } from '#app/store/flow-firings.ts';
import { deleteCustomers } from '#app/store/gone-customers.ts';
import { saveOrders } from '#app/store/orders.ts';
import { currentSettings, saveSettings } from '#app/store/settings.ts';
import type { Because } from '#app/store/stale.ts';
import { allowTagging, leave, pauseTags } from '#app/store/shops.ts';
import type { Context } from '#workers/context.ts';
import { sweep } from '#workers/handlers/sweep.ts';
import { anOrder } from '../factories/orders.ts';
import { keptFirings, turnWorkflow } from '../setup/flow-deeds.ts';
import { useGround } from '../setup/ground.ts';
import { knownShop } from '../setup/known-shop.ts';
import { bringUpToDate } from '../setup/recompute.ts';

const ONE = 1n as CustomerId;
const DAY_MS = 86_400_000;
/** Noon in Japan on 1 June 2026. */
const TODAY = Date.parse('2026-06-01T03:00:00Z');
const ground = useGround();
let known: Awaited<ReturnType<typeof knownShop>>;
let orders = 0n;

/** A shop that writes tags and in which a workflow waits for changes. */
beforeEach(async () => {
  known = await knownShop(ground.db, new Date(TODAY).toISOString());
  await allowTagging(known.shop, 'kz-', new Date());
  await turnWorkflow(known.shop, 'Customer segment changed');
});

const onDay = (day: number): Context => ({
  ...known.context,
  now: () => Promise.resolve(TODAY + day * DAY_MS),
});

/** An order so many days from today on, and all that follows. */
async function orderOn(day: number, because: Because = 'order', customerId = 1n): Promise<void> {
  orders += 1n;
  const order = anOrder({ id: orders, customerId, processedAt: TODAY + day * DAY_MS });
  await saveOrders(known.shop, [order], { because });
  await bringUpToDate(known.shop, onDay(Math.max(0, day)));
}

async function dayPasses(day: number): Promise<void> {
  await sweep(known.shop, onDay(day));
  await bringUpToDate(known.shop, onDay(day));
}

/** Changes of the life cycle alone, as `from > to, cause`. */
async function lifecycle(): Promise<string[]> {
  const kept = await keptFirings(known.shop);
  return kept
    .filter(({ payload }) => payload.Model === 'lifecycle' && 'New state' in payload)
    .map(({ payload: p }) => `${p['Previous state']} > ${p['New state']}, ${p.Cause}`);
}

async function forgetKept(): Promise<void> {
  await ground.db.sql.query('delete from flow_firing where shop_id = $1', [known.shop.id]);
}

const tagging = async (change: object) => ({
  ...(await currentSettings(known.shop))!.settings.tagging,
  ...change,
});

describe('a change of a customer', () => {
  it('by an order fires for every model that wrote a tag', async () => {
    await orderOn(0);
    expect(await lifecycle()).toEqual([' > new, order']);
    const kept = await keptFirings(known.shop);
    expect(kept[0]).toMatchObject({ handle: 'customer-segment-changed', customer_id: 1n });
    expect(kept.map(({ payload }) => payload.Model).toSorted()).toEqual(
      expect.arrayContaining(['cpm', 'lifecycle', 'next', 'stage']),
    );
    await forgetKept();
    await orderOn(0);
    expect(await lifecycle()).toEqual([]);
    await orderOn(0);
    expect(await lifecycle()).toEqual(['new > active, order']);
  });

  it('by the calendar fires on the day it comes, days that were missed included', async () => {
    await orderOn(0);
    await forgetKept();
    await dayPasses(30);
    expect(await lifecycle()).toEqual([]);
    await dayPasses(31);
    expect(await lifecycle()).toEqual(['new > at-risk, calendar']);
    await dayPasses(31);
    await dayPasses(70);
    expect(await lifecycle()).toEqual(['new > at-risk, calendar', 'at-risk > dormant, calendar']);
  });

  it('by the calendar fires also where a new profile comes to light first', async () => {
    await orderOn(0);
    await forgetKept();
    await ground.db.sql.query(
      `update customer set stale = true, stale_because = 'customer' where shop_id = $1`,
      [known.shop.id],
    );
    await dayPasses(31);
    expect(await lifecycle()).toEqual(['new > at-risk, calendar']);
  });

  it('by a recorded event fires', async () => {
    for (let nth = 0; nth < 4; nth += 1) await orderOn(-nth * 10 - 1);
    await forgetKept();
    await recordEvent(known.shop, known.enqueue, {
      customerId: ONE,
      kind: 'contract:continuing',
      at: '2026-06-01',
      by: null,
    });
    await bringUpToDate(known.shop, known.context);
    expect(await keptFirings(known.shop)).toMatchObject([
      {
        payload: {
          Model: 'contract',
          'Previous state': '',
          'New state': 'continuing',
          Cause: 'event',
        },
      },
    ]);
  });

  it.each(['backfill', 'import', 'comparison', 'customer', 'settings'] as const)(
    'for the reason %s fires nothing',
    async (because) => {
      await orderOn(0, because);
      expect(await keptFirings(known.shop)).toEqual([]);
      expect(
        await ground.db.sql.query('select from tag_change where shop_id = $1', [known.shop.id]),
      ).not.toEqual([]);
    },
  );

  it('of the settings fires nothing, nor an order that meets them', async () => {
    await orderOn(-5);
    await orderOn(-5, 'order', 2n);
    await forgetKept();
    const settings = (await currentSettings(known.shop))!.settings;
    const short = { ...settings.lifecycle, atRiskAfterDays: 2, dormantAfterDays: 4 };
    await saveSettings(known.shop, { lifecycle: short }, null);
    await orderOn(-3);
    expect(await keptFirings(known.shop)).toEqual([]);
    await saveSettings(known.shop, { tagging: await tagging({ prefix: 'x-' }) }, null);
    await bringUpToDate(known.shop, known.context);
    expect(await keptFirings(known.shop)).toEqual([]);
    await orderOn(0);
    expect(await lifecycle()).toEqual(['at-risk > active, order']);
  });

  it('fires nothing while no workflow waits, tagging has not begun or is paused', async () => {
    await turnWorkflow(known.shop, 'Customer segment changed', false);
    await orderOn(0);
    expect(await keptFirings(known.shop)).toEqual([]);
    await turnWorkflow(known.shop, 'Customer segment changed');
    await pauseTags(known.shop, new Date());
    await orderOn(0, 'order', 2n);
    expect(await keptFirings(known.shop)).toEqual([]);
    const other = await knownShop(ground.db, new Date(TODAY).toISOString());
    await turnWorkflow(other.shop, 'Customer segment changed');
    await saveOrders(other.shop, [anOrder({ id: 1n })], { because: 'order' });
    await bringUpToDate(other.shop, other.context);
    expect(await keptFirings(other.shop)).toEqual([]);
  });

  it('fires for a trigger that Flow calls by a name of its own', async () => {
    await turnWorkflow(known.shop, 'Customer segment changed', false);
    await turnWorkflow(known.shop, 'gid://shopify/FlowTriggerDefinition/7' as never);
    await orderOn(0);
    expect(await lifecycle()).toEqual([' > new, order']);
  });

  it('is forgotten with the customer, with the workflow and with the shop', async () => {
    await orderOn(0);
    await orderOn(0, 'order', 2n);
    await orderOn(0, 'order', 3n);
    await eraseCustomers(known.shop, { customers: [ONE], orders: [], contacts: [] });
    await deleteCustomers(known.shop, [2n as CustomerId]);
    const left = await keptFirings(known.shop);
    expect(new Set(left.map((one) => one.customer_id))).toEqual(new Set([3n]));
    await turnWorkflow(known.shop, 'Customer segment changed', false);
    expect(await keptFirings(known.shop)).toEqual([]);
    await turnWorkflow(known.shop, 'Customer segment changed');
    await orderOn(0, 'order', 4n);
    expect(await keptFirings(known.shop)).not.toEqual([]);
    await leave(known.shop, new Date());
    expect(await keptFirings(known.shop)).toEqual([]);
  });
});

describe('a change that comes near', () => {
  beforeEach(async () => {
    await turnWorkflow(known.shop, 'Customer segment changed', false);
    await turnWorkflow(known.shop, 'Customer change is near');
  });

  const near = async () =>
    (await keptFirings(known.shop))
      .filter(({ payload }) => payload.Model === 'lifecycle')
      .map(({ payload }) => payload);

  it('fires once, seven days before', async () => {
    await orderOn(0);
    await dayPasses(23);
    expect(await near()).toEqual([]);
    await dayPasses(24);
    const told = {
      Model: 'lifecycle',
      State: 'new',
      'Next state': 'at-risk',
      'Change date': '2026-07-02',
      'Days left': 7,
    };
    expect(await near()).toEqual([told]);
    await dayPasses(24);
    await dayPasses(25);
    await dayPasses(29);
    expect(await near()).toEqual([told]);
  });

  it('fires late where days were missed, and for a change that became the next one inside the week', async () => {
    const { lifecycle: before } = (await currentSettings(known.shop))!.settings;
    const close = { ...before, atRiskAfterDays: 30, dormantAfterDays: 34 };
    await saveSettings(known.shop, { lifecycle: close }, null);
    await orderOn(0);
    await dayPasses(20);
    await dayPasses(28);
    expect(await near()).toMatchObject([{ 'Next state': 'at-risk', 'Days left': 3 }]);
    await dayPasses(31);
    await dayPasses(32);
    expect(await near()).toMatchObject([
      { 'Next state': 'at-risk' },
      { 'Next state': 'dormant', 'Days left': 4 },
    ]);
  });

  it('is not told of what was near before the workflow waited', async () => {
    await turnWorkflow(known.shop, 'Customer change is near', false);
    await orderOn(0);
    await orderOn(2, 'order', 2n);
    await dayPasses(25);
    await turnWorkflow(known.shop, 'Customer change is near');
    await dayPasses(26);
    expect(await keptFirings(known.shop)).toMatchObject([{ customer_id: 2n }]);
  });

  it('is dropped untold when the customer orders first', async () => {
    await orderOn(0);
    await dayPasses(24);
    expect(await near()).toHaveLength(1);
    await orderOn(25);
    const { firings } = await claimFirings(known.shop, 50, 60);
    expect(firings).toEqual([]);
    expect(await keptFirings(known.shop)).toEqual([]);
  });

  it('costs one look a day', async () => {
    await orderOn(0);
    await dayPasses(24);
    await dayPasses(24);
    expect(
      await ground.db.sql.query(
        `select run_id from flow_run where shop_id = $1 and handle = 'customer-change-near'
         order by run_id`,
        [known.shop.id],
      ),
    ).toEqual([{ run_id: 'near 2026-06-01' }, { run_id: 'near 2026-06-25' }]);
  });
});
