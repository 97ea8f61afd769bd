import { beforeEach, describe, expect, it } from 'vitest';
import { reservePoints, settlePoints } from '#app/store/api-budgets.ts';
import type { Shop } from '#app/store/database.ts';
import { ensureShop } from '#app/store/shops.ts';
import { useGround } from '../setup/ground.ts';

const ground = useGround();
let shop: Shop;
let number = 0;

beforeEach(async () => {
  number += 1;
  shop = await ensureShop(ground.db, `budget-${number}.myshopify.com`);
});

describe('budget of points', () => {
  it('is never overspent by callers at the same time', async () => {
    const started = performance.now();
    const waits = await Promise.all(Array.from({ length: 30 }, () => reservePoints(shop, 100)));
    const taken = waits.filter((wait) => wait === 0).length;
    expect(taken).toBeGreaterThanOrEqual(20);
    const restored = ((performance.now() - started) / 1000) * 100;
    expect(taken * 100).toBeLessThanOrEqual(2_000 + restored);
    for (const wait of waits.filter((ms) => ms > 0)) expect(wait).toBeLessThanOrEqual(1_000);
  });

  it('takes back what was not spent', async () => {
    await reservePoints(shop, 2_000);
    expect(await reservePoints(shop, 900)).toBeGreaterThan(0);
    await settlePoints(shop, 1_000, null);
    expect(await reservePoints(shop, 900)).toBe(0);
  });

  it('learns a larger plan from the first answer and a smaller level from any', async () => {
    await reservePoints(shop, 10);
    await settlePoints(shop, 0, {
      maximumAvailable: 20_000,
      currentlyAvailable: 19_990,
      restoreRate: 1_000,
    });
    expect(await reservePoints(shop, 15_000)).toBe(0);
    await settlePoints(shop, 0, {
      maximumAvailable: 20_000,
      currentlyAvailable: 0,
      restoreRate: 1_000,
    });
    const wait = await reservePoints(shop, 1_000);
    expect(wait).toBeGreaterThan(500);
    expect(wait).toBeLessThanOrEqual(1_000);
  });

  it('does not take a late answer for more than is there', async () => {
    await reservePoints(shop, 2_000);
    await settlePoints(shop, 0, {
      maximumAvailable: 2_000,
      currentlyAvailable: 1_900,
      restoreRate: 100,
    });
    expect(await reservePoints(shop, 1_000)).toBeGreaterThan(0);
  });
});
