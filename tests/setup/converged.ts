import { expect } from 'vitest';
import { isOurTag } from '#app/domain/tags.ts';
import type { Shop } from '#app/store/database.ts';
import { currentSettings } from '#app/store/settings.ts';
import { readShop } from '#app/store/shops.ts';
import { storeApi } from '#scripts/demo/store-api.ts';
import { verifyTags } from '#scripts/demo/verify-tags.ts';
import type { Simulator } from '#simulator/server.ts';
import { besideOf } from './beside.ts';

/** Every tag of ours is one that the domain asks for now, under no earlier prefix either. */
export async function expectConverged(shop: Shop, simulator: Simulator): Promise<void> {
  const beside = await besideOf(shop);
  expect((await verifyTags(storeApi(simulator.url), beside)).wrong).toEqual([]);
  const { ownPrefixes } = await readShop(shop);
  const { prefix } = (await currentSettings(shop))!.settings.tagging;
  const left = [...simulator.world.customers.values()].flatMap(({ tags }) =>
    tags.filter((tag) => isOurTag(tag, ownPrefixes) && !tag.startsWith(prefix)),
  );
  expect(left).toEqual([]);
}
