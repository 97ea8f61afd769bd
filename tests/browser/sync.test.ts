import type { FrameLocator, Page } from 'playwright-core';
import { describe, expect, it, vi } from 'vitest';
import { wordsIn } from '#app/i18n/all-words.ts';
import { ensureShop } from '#app/store/shops.ts';
import { anAdmin } from '../setup/admin.ts';
import { aBrowser, visit } from '../setup/browser.ts';
import { useGround } from '../setup/ground.ts';
import { expectAccessible, listenForProblems, shot } from '../setup/page-checks.ts';

const PATIENT = { timeout: 90_000, interval: 200 };
const FRAME_WORDS = {
  ja: { allow: '許可', decline: '許可しない' },
  en: { allow: 'Allow', decline: 'Decline' },
} as const;

const ground = useGround();
const newPage = aBrowser();

type Admin = Awaited<ReturnType<typeof anAdmin>>;

/** A delivery that was set aside although nothing is wrong with it. */
async function setSomethingAside(store: Admin): Promise<void> {
  const shop = await ensureShop(ground.db, store.world.shop.myshopifyDomain);
  await ground.db.sql.query(
    `insert into inbox (shop_id, webhook_id, topic, body, hash, attempts, set_aside)
     values ($1, 'set-aside', 'orders/delete', '{"id": 42}', 'x', 8, 'the database was away')`,
    [shop.id],
  );
}

/** In one language: every page is looked at in both by `pages.test.ts`. */
describe.each(['en'] as const)('a merchant in Sync, %s', (locale) => {
  it('applies a failed webhook again, allows more, imports, says what counts, and takes a customer out', async () => {
    await ground.empty();
    const { t } = wordsIn(locale);
    const store = await anAdmin(ground, { customers: 60, seed: 5 });
    const page = await newPage();
    const problems = listenForProblems(page);
    const app = page.frameLocator('iframe');
    const open = (place: string) =>
      visit(page, `${store.frameUrl}/apps/kizuna${place}?locale=${locale}`);
    const button = (name: string) => app.getByRole('button', { name, exact: true });
    const number = [...store.world.customers.keys()][0]!.split('/').at(-1)!;

    await open('/app');
    await app.getByRole('heading', { name: t('homePage.title') }).waitFor({ timeout: 90_000 });
    await setSomethingAside(store);
    await page
      .locator('#app-menu')
      .getByRole('link', { name: t('nav.sync') })
      .click();
    await app.getByText('the database was away').waitFor();
    await app.getByText(t('sync.standing.current')).waitFor({ timeout: 90_000 });
    await shot(page, `sync-${locale}`);
    await expectAccessible(page);
    await button(t('sync.failures.redo')).click();
    await page.getByText(t('sync.failures.redone', { count: 1 })).waitFor();
    await app.getByText(t('sync.failures.empty')).waitFor({ timeout: 90_000 });

    await button(t('sync.compare.start')).click();
    await app
      .getByRole('dialog')
      .getByRole('button', { name: t('sync.compare.confirm') })
      .click();
    await page.getByText(t('sync.compare.started')).waitFor();
    const compared = t('sync.kinds.mendedRemoved', { mended: '0', removed: '0' });
    await vi.waitFor(async () => {
      expect(await app.getByText(compared).count()).toBe(3);
    }, PATIENT);

    await askFor(page, app, t('sync.permissions.name.read_inventory'), {
      ask: t('sync.permissions.ask'),
      answer: FRAME_WORDS[locale].decline,
    });
    await page.getByText(t('sync.permissions.declined')).waitFor();
    await askFor(page, app, t('sync.permissions.name.read_inventory'), {
      ask: t('sync.permissions.ask'),
      answer: FRAME_WORDS[locale].allow,
    });
    await page.getByText(t('sync.permissions.granting')).waitFor();
    const inventory = app.getByRole('row').filter({ hasText: 'read_inventory' });
    await inventory.getByText(t('sync.permissions.granted')).waitFor({ timeout: 90_000 });

    await open('/app/sync/import');
    const csv = `customer_id,kind,at\n${number},review,2026-01-31\n${number},review,soon\n`;
    await app.locator('input[type="file"]').setInputFiles({
      name: 'events.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(csv),
    });
    await app.getByRole('heading', { name: t('import.preview') }).waitFor();
    await app.getByText(t('import.why.date', { detail: '"soon"' })).waitFor();
    await shot(page, `import-${locale}`);
    await expectAccessible(page);
    await button(t('import.accept', { count: 1 })).click();
    await app
      .getByText(t('import.report', { added: '1', already: '0', unknown: '0', errors: '1' }))
      .waitFor({ timeout: 90_000 });

    await app.getByText(t('import.kind.orders'), { exact: true }).click();
    const exported = async (name: string) => ({
      name: `${name}.csv`,
      mimeType: 'text/csv',
      buffer: Buffer.from(await (await fetch(`${store.url}/__sim/exports/${name}.csv`)).text()),
    });
    await app
      .locator('input[type="file"]')
      .first()
      .setInputFiles(await exported('orders'));
    await app
      .locator('input[type="file"]')
      .last()
      .setInputFiles(await exported('customers'));
    await button(t('import.check')).click();
    await app.getByText(t('import.matched'), { exact: true }).waitFor();
    await shot(page, `import-orders-${locale}`);
    await expectAccessible(page);
    await button(t('import.cancel')).click();
    await page.getByText(t('import.cancelled')).waitFor();

    await open('/app/sync/counting');
    await app.getByRole('checkbox').first().uncheck();
    await app.getByRole('heading', { name: t('counting.preview') }).waitFor();
    await app.getByText(t('counting.previewDone')).waitFor();
    await shot(page, `counting-${locale}`);
    await expectAccessible(page);
    await page.getByRole('button', { name: t('counting.save'), exact: true }).click();
    await page.getByText(t('counting.saved')).waitFor();
    await page.locator('#save-bar').waitFor({ state: 'hidden' });
    await open('/app/sync/counting');
    await app.getByRole('checkbox').first().waitFor();
    expect(await app.getByRole('checkbox').first().isChecked()).toBe(false);
    expect(await app.getByRole('checkbox').nth(1).isChecked()).toBe(true);

    await open(`/app/customers/${number}`);
    await app.getByRole('cell', { name: t('customer.source.csv') }).waitFor();
    await button(t('customer.events.add')).click();
    await app.getByRole('cell', { name: t('customer.source.hand') }).waitFor();
    await shot(page, `customer-${locale}`);
    await expectAccessible(page);
    await button(t('customer.optOut.stop')).click();
    await app
      .getByRole('dialog')
      .getByRole('button', { name: t('customer.optOut.confirm') })
      .click();
    await app.getByText(t('customer.optOut.off')).waitFor();

    await open('/app/sync/duplicates');
    await app.getByText(t('duplicates.notAllowed')).waitFor();
    await expectAccessible(page);
    expect(problems).toEqual([]);
  }, 300_000);
});

async function askFor(
  page: Page,
  app: FrameLocator,
  name: string,
  { ask, answer }: { ask: string; answer: string },
): Promise<void> {
  await app.getByRole('button', { name: `${ask}: ${name}` }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('read_inventory').waitFor();
  await dialog.getByRole('button', { name: answer, exact: true }).click();
}
