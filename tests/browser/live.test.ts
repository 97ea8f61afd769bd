import { ensureShop } from '#app/store/shops.ts';
import { besideOf } from '#tests/setup/beside.ts';
import type { Page } from 'playwright-core';
import { describe, expect, it, vi } from 'vitest';
import { en } from '#app/i18n/en.ts';
import { ja } from '#app/i18n/ja.ts';
import { storeApi } from '#scripts/demo/store-api.ts';
import { verifyTags } from '#scripts/demo/verify-tags.ts';
import type { Order } from '#simulator/records.ts';
import type { World } from '#simulator/world.ts';
import { anAdmin } from '../setup/admin.ts';
import { aBrowser, visit } from '../setup/browser.ts';
import { useGround } from '../setup/ground.ts';
import { expectAccessible, listenForProblems, shot } from '../setup/page-checks.ts';

const PATIENT = { timeout: 90_000, interval: 200 };
const WORDS = { ja, en } as const;
const FRAME_WORDS = {
  ja: { create: '注文を作成', refund: '返金する', move: '日付を進める', filter: '絞り込む' },
  en: { create: 'Create order', refund: 'Refund', move: 'Move the day', filter: 'Apply filter' },
} as const;

const ground = useGround();
const newPage = aBrowser();

/** Somebody who has bought once, more than eight months ago. */
function oneTimeBuyer(world: World): string {
  const limit = Date.parse(world.clock.now()) - 250 * 86_400_000;
  const byCustomer = Map.groupBy(world.orders.values(), (order) => order.customer?.id);
  for (const [id, orders] of byCustomer) {
    const [only] = orders;
    if (id && only && orders.length === 1 && countsBefore(only, limit))
      return id.split('/').at(-1)!;
  }
  throw new Error('the store has nobody who bought once');
}

function countsBefore(order: Order, limit: number): boolean {
  return (
    !order.test &&
    !order.cancelledAt &&
    order.refunds.length === 0 &&
    Date.parse(order.processedAt) < limit
  );
}

describe.each(['ja', 'en'] as const)('in the admin, %s', (locale) => {
  it('an order changes a tag and a count, a refund takes it back, and customers age', async () => {
    await ground.empty();
    const words = WORDS[locale];
    const does = FRAME_WORDS[locale];
    const store = await anAdmin(ground, { customers: 120, seed: 3 });
    const page = await newPage();
    const problems = listenForProblems(page);
    const buyer = oneTimeBuyer(store.world);
    const at = (place: string) =>
      `${store.frameUrl}${place}${place.includes('?') ? '&' : '?'}locale=${locale}`;
    const tags = async () => await (await fetch(`${store.frameUrl}/customers/${buyer}`)).text();
    const app = page.frameLocator('iframe');

    await visit(page, at('/'));
    await app.getByRole('button', { name: words.tagging.start }).click({ timeout: 90_000 });
    await app.getByRole('dialog').getByRole('button', { name: words.tagging.start }).click();
    await vi.waitFor(async () => {
      expect(await tags()).toContain('kz-cpm:first-lapsed');
    }, PATIENT);
    await settled(page);
    await shot(page, `home-${locale}`);
    await expectAccessible(page);
    const before = await steadyCount(page, at);

    await page.goto(at(`/orders?customer=${buyer}`));
    await page.getByRole('button', { name: does.create }).click();
    await page.waitForURL(/\/orders\/\d+/);
    const order = new URL(page.url()).pathname;
    await vi.waitFor(async () => {
      const now = await tags();
      expect(now).toContain('kz-cpm:steady-active');
      expect(now).toContain('kz-lifecycle:winback');
      expect(now).not.toContain('kz-cpm:first-lapsed');
    }, PATIENT);
    const query = encodeURIComponent(
      "customer_tags CONTAINS 'kz-cpm:steady-active' AND NOT customer_tags CONTAINS 'kz-lifecycle:new'",
    );
    await page.goto(at(`/customers?query=${query}`));
    await page
      .getByRole('link', { name: nameOf(store.world, buyer) })
      .first()
      .waitFor();
    await shot(page, `customers-${locale}`);

    await visit(page, at('/'));
    await app.getByText(words.changes.reason.order).first().waitFor();
    await vi.waitFor(async () => {
      expect(await steadyCount(page, at)).toBe(before + 1);
    }, PATIENT);
    await app.locator(STEADY).click();
    await app.locator(`a[href="shopify://admin/customers/${buyer}"]`).waitFor();
    await shot(page, `segment-${locale}`);
    await expectAccessible(page);

    await page.goto(at(order));
    await page.locator('input[name="amount"]').fill(totalOf(store.world, order));
    await page.getByRole('button', { name: does.refund }).click();
    await vi.waitFor(async () => {
      expect(await tags()).toContain('kz-cpm:first-lapsed');
    }, PATIENT);
    await vi.waitFor(async () => {
      expect(await steadyCount(page, at)).toBe(before);
    }, PATIENT);
    await visit(page, at('/'));

    await page.locator('input[name="days"]').fill('45');
    const moved = page.waitForURL(/done=moved/);
    await page.getByRole('button', { name: does.move }).click();
    await moved;
    await vi.waitFor(async () => {
      const verdict = await verifyTags(
        storeApi(store.url),
        await besideOf(await ensureShop(ground.db, store.world.shop.myshopifyDomain)),
      );
      expect(verdict.wrong).toEqual([]);
    }, PATIENT);
    await app.getByText(words.changes.reason.calendar).first().waitFor({ timeout: 90_000 });
    expect(problems).toEqual([]);
  }, 300_000);
});

/** The customers of コツコツ現役 today. */
const STEADY = 'a[href*="?cpm=steady-active&"]';

/** The number that stands at the group コツコツ現役 today, or 0 where it is no link. */
async function steadyCount(page: Page, at: (place: string) => string): Promise<number> {
  await visit(page, at('/apps/kizuna/app/cpm?month=today'));
  const app = page.frameLocator('iframe');
  await app.locator('a[href*="?cpm=first-lapsed&"]').waitFor();
  const link = app.locator(STEADY);
  if ((await link.count()) === 0) return 0;
  const text = (await link.textContent()) ?? '';
  return Number(/[\d,]+/.exec(text)?.[0].replaceAll(',', ''));
}

async function settled(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle');
}

function nameOf(world: World, number: string): string {
  const customer = world.customers.get(`gid://shopify/Customer/${number}`);
  return customer?.lastName ?? '';
}

function totalOf(world: World, place: string): string {
  const order = world.orders.get(`gid://shopify/Order/${place.split('/').at(-1)}`);
  return order?.totalPriceSet.shopMoney.amount ?? '';
}
