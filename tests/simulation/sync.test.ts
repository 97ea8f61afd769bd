import { besideOf } from '#tests/setup/beside.ts';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Shop } from '#app/store/database.ts';
import { storeApi } from '#scripts/demo/store-api.ts';
import { verifyTags } from '#scripts/demo/verify-tags.ts';
import type { Simulator } from '#simulator/server.ts';
import { anAdmin } from '../setup/admin.ts';
import { deed, perform } from '../setup/deeds.ts';
import { useGround } from '../setup/ground.ts';
import { connected, idle } from '../setup/line.ts';
import {
  customersInStore,
  customersOf,
  ordersInStore,
  ordersOf,
  productsInStore,
  productsOf,
} from '../setup/same-store.ts';
import { controlOf } from '../setup/store-control.ts';

const ground = useGround();
const DAY = 24 * 60 * 60_000;

beforeEach(async () => {
  await ground.empty();
});

/** What no search by change shows is found by the weekly comparison. */
async function aWeekLater(shop: Shop, simulator: Simulator): Promise<void> {
  const { call, idle: delivered } = controlOf(simulator);
  await call('POST', 'faults', {});
  await delivered();
  await idle(shop, simulator);
  const now = Date.parse(simulator.world.clock.now());
  await call('POST', 'clock', { now: new Date(now + 8 * DAY).toISOString() });
  await idle(shop, simulator, { readSince: now + 8 * DAY });
}

async function expectSame(shop: Shop, simulator: Simulator): Promise<void> {
  expect(await ordersOf(shop)).toEqual(ordersInStore(simulator));
  expect(await customersOf(shop)).toEqual(customersInStore(simulator));
  expect(await productsOf(shop)).toEqual(productsInStore(simulator));
  expect((await verifyTags(storeApi(simulator.url), await besideOf(shop))).wrong).toEqual([]);
}

describe('the database', () => {
  it('equals the store field by field after any deeds, whatever became of the deliveries', async () => {
    const simulator = await anAdmin(ground, { customers: 12, seed: 5 });
    await controlOf(simulator).call('POST', 'access', { grant: ['read_inventory'] });
    const shop = await connected(ground, simulator);
    const run = fc.record({
      deeds: fc.array(deed, { minLength: 10, maxLength: 30 }),
      seed: fc.nat(1_000),
      drop: fc.constantFrom(0, 0.3, 1),
    });
    await fc.assert(
      fc.asyncProperty(run, async ({ deeds, seed, drop }) => {
        await controlOf(simulator).call('POST', 'faults', {
          seed,
          duplicate: 0.3,
          reorder: 0.3,
          delay: 0.3,
          delayMs: 40,
          drop,
          dropFinish: 0.5,
          bulkBreak: 0.1,
          throttle: 0.1,
          serverError: 0.05,
        });
        for (const each of deeds) await perform(each, simulator);
        await aWeekLater(shop, simulator);
        await expectSame(shop, simulator);
      }),
      { numRuns: Number(process.env.RUNS ?? 6), endOnFailure: true },
    );
  }, 600_000);
});
