import { describe, expect, it } from 'vitest';
import { wordsIn } from '#app/i18n/all-words.ts';
import { customersUrl } from '#app/ui/customers-url.ts';
import { anAdmin } from '../setup/admin.ts';
import { aBrowser, visit } from '../setup/browser.ts';
import { useGround } from '../setup/ground.ts';
import { expectAccessible, listenForProblems, shot } from '../setup/page-checks.ts';

const SLOW = { timeout: 90_000 };
/** Polaris' own word for another filter. */
const POLARIS_ADD = '絞り込みを追加';
const ground = useGround();
const newPage = aBrowser();

describe('a merchant looks for customers', () => {
  it('by state and orders, page by page, and keeps them as a segment', async () => {
    const { t } = wordsIn('ja');
    await ground.empty();
    const store = await anAdmin(ground, { customers: 160, seed: 9 });
    const page = await newPage();
    await page.setViewportSize({ width: 1280, height: 1600 });
    const problems = listenForProblems(page);
    const app = page.frameLocator('iframe');
    const open = async (url: string) => {
      const mark = url.includes('?') ? '&' : '?';
      await visit(page, `${store.frameUrl}/apps/kizuna${url}${mark}locale=ja`);
    };
    await open(customersUrl({}));
    await app.getByRole('table').waitFor(SLOW);
    const numbers = () => app.locator('a[href^="shopify://admin/customers/"]');
    const hrefs = async () => {
      const links = await numbers().all();
      return Promise.all(links.map((link) => link.getAttribute('href')));
    };
    expect(await numbers().count()).toBe(50);
    const first = await hrefs();
    await app.getByRole('button', { name: t('customers.nextPage') }).click();
    await app.locator(`a[href="${first[0]}"]`).waitFor({ state: 'detached' });
    const second = await hrefs();
    expect(first.filter((href) => second.includes(href))).toEqual([]);

    await open(customersUrl({ states: [{ model: 'lifecycle', states: ['dormant'] }] }));
    const dormant = t('filters.chip', {
      field: t('model.lifecycle'),
      value: t('state.lifecycle.dormant.label'),
    });
    await app.getByRole('button', { name: dormant, exact: true }).waitFor();
    await app.getByRole('button', { name: POLARIS_ADD }).first().click();
    await app.getByRole('menuitem', { name: t('filters.field.orders'), exact: true }).click();
    await app.getByLabel(t('filters.from')).fill('2');
    await app.getByRole('button', { name: t('filters.apply') }).click();
    const twice = t('filters.chip', {
      field: t('filters.field.orders'),
      value: t('filters.range.from', { from: '2' }),
    });
    await app.getByRole('button', { name: twice, exact: true }).waitFor();
    await app.getByRole('heading', { level: 1 }).click();
    await app.getByLabel(t('filters.from'), { exact: true }).waitFor({ state: 'hidden' });
    await page.waitForLoadState('networkidle');
    await shot(page, 'customers-ja');
    await expectAccessible(page);

    await app.getByRole('button', { name: t('filters.save.button') }).click();
    await app.getByLabel(t('segments.name'), { exact: true }).fill('Slept after two');
    await app.getByRole('button', { name: t('segments.look') }).click();
    const save = app.getByRole('button', { name: t('settings.save'), exact: true });
    await save.waitFor(SLOW);
    await expectAccessible(page);
    await save.click();
    await page.waitForURL(/\/app\/segments\/\d+/, SLOW);
    await app.getByRole('heading', { name: 'Slept after two' }).waitFor();
    expect(problems).toEqual([]);
  }, 300_000);
});
