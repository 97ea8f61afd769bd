import type { Page } from 'playwright-core';
import { describe, expect, it, vi } from 'vitest';
import { formatsIn } from '#app/i18n/formats.ts';
import { wordsIn } from '#app/i18n/all-words.ts';
import type { World } from '#simulator/world.ts';
import { anAdmin } from '../setup/admin.ts';
import { aBrowser, visit } from '../setup/browser.ts';
import { useGround } from '../setup/ground.ts';
import { expectAccessible, listenForProblems, shot } from '../setup/page-checks.ts';

const PATIENT = { timeout: 90_000, interval: 200 };
const SLOW = { timeout: 90_000 };

const ground = useGround();
const newPage = aBrowser();

/** How many customers of the store carry a tag with this beginning. */
function tagged(world: World, beginning: string): number {
  const has = ({ tags }: { tags: readonly string[] }) =>
    tags.some((tag) => tag.startsWith(beginning));
  return [...world.customers.values()].filter(has).length;
}

async function settled(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle');
}

/** A store that is read, in a page, and its words. */
async function anOpenStore(locale: 'ja' | 'en', seed: number) {
  await ground.empty();
  const { t } = wordsIn(locale);
  const store = await anAdmin(ground, { customers: 60, seed });
  const page = await newPage();
  await page.setViewportSize({ width: 1280, height: 2600 });
  const problems = listenForProblems(page);
  const app = page.frameLocator('iframe');
  const open = async (place: string) => {
    const mark = place.includes('?') ? '&' : '?';
    await visit(page, `${store.frameUrl}/apps/kizuna${place}${mark}locale=${locale}`);
  };
  const button = (name: string) => app.getByRole('button', { name, exact: true });
  const inDialog = (name: string) =>
    app.getByRole('dialog').getByRole('button', { name, exact: true }).click();
  const look = async (name: string) => {
    await settled(page);
    await shot(page, `${name}-${locale}`);
    await expectAccessible(page);
  };
  await open('/app');
  await app.getByRole('heading', { name: t('homePage.title') }).waitFor(SLOW);
  return { t, store, page, problems, app, open, button, inDialog, look };
}

/** In one language: every page is looked at in both by `pages.test.ts`. */
describe.each(['ja'] as const)('a merchant in Settings, %s', (locale) => {
  it('changes a threshold, sees what follows, saves it and takes it back', async () => {
    const { t, page, problems, app, open, button, inDialog, look } = await anOpenStore(locale, 7);
    const format = formatsIn(locale, { currency: 'JPY', timezone: 'Asia/Tokyo' });
    await page
      .locator('#app-menu')
      .getByRole('link', { name: t('nav.settings') })
      .click();
    const dormant = app.getByLabel(t('settings.field.lifecycle.dormantAfterDays.label'), {
      exact: true,
    });
    await dormant.waitFor();
    await look('settings');

    await dormant.fill('7');
    await button(t('settings.ask')).click();
    await app.getByText(t('settings.problem.order')).waitFor();
    await dormant.fill('３６５');
    await button(t('settings.ask')).click();
    const dormantCell = app.getByRole('cell', { name: t('state.lifecycle.dormant.label') });
    await dormantCell.first().waitFor(SLOW);
    await look('settings-consequences');
    await button(t('settings.save')).click();
    await page.getByText(t('settings.saved')).waitFor();
    await page.locator('#save-bar').waitFor({ state: 'hidden' });
    const days = (value: number) =>
      t('settings.measured', { value: format.number(value), unit: t('settings.unit.days') });
    const label = [
      t('settings.group.lifecycle.title'),
      t('settings.field.lifecycle.dormantAfterDays.label'),
    ].join(' › ');
    await app
      .getByText(t('settings.change.fromTo', { label, from: days(60), to: days(365) }))
      .waitFor();
    await look('settings-history');

    await open('/app/settings');
    expect(await dormant.inputValue()).toBe('365');
    await button(t('settings.history.undo')).click();
    await inDialog(t('settings.history.undo'));
    await page.getByText(t('settings.history.undone')).waitFor();
    await app.getByText(t('settings.history.undid')).waitFor();
    await vi.waitFor(async () => {
      expect(await dormant.inputValue()).toBe('60');
    }, PATIENT);
    expect(problems).toEqual([]);
  }, 300_000);

  it('starts, pauses and resumes tagging, and has every tag of ours taken off', async () => {
    const { t, store, page, problems, app, open, button, inDialog, look } = await anOpenStore(
      locale,
      8,
    );
    await open('/app/settings/tags');
    await app.getByText(t('tags.notStarted')).waitFor();
    await look('tags-before');
    await button(t('tagging.start')).click();
    await inDialog(t('tagging.start'));
    await app.getByText(t('tags.state.current'), { exact: true }).waitFor(SLOW);
    const all = tagged(store.world, 'kz-');
    expect(all).toBeGreaterThan(0);

    await button(t('tags.pause')).click();
    await inDialog(t('tags.pause'));
    await app.getByText(t('tags.state.paused'), { exact: true }).waitFor();
    await app.getByRole('checkbox', { name: t('model.cpm'), exact: true }).uncheck();
    await button(t('settings.ask')).click();
    await button(t('settings.save')).waitFor(SLOW);
    await look('tags-paused');
    await button(t('settings.save')).click();
    await page.getByText(t('settings.saved')).waitFor();
    await app.getByText(t('tags.waiting', { count: all })).waitFor(SLOW);
    expect(tagged(store.world, 'kz-cpm:')).toBe(all);
    await button(t('tags.resume')).click();
    await inDialog(t('tags.resume'));
    await page.getByText(t('tags.resumed')).waitFor();
    await button(t('tags.makeSegments')).click();
    await vi.waitFor(() => {
      expect(store.world.segments.size).toBeGreaterThan(20);
    }, PATIENT);
    await vi.waitFor(() => {
      expect(tagged(store.world, 'kz-cpm:')).toBe(0);
    }, PATIENT);
    expect(tagged(store.world, 'kz-')).toBe(all);

    await button(t('tags.remove')).click();
    await app.getByRole('dialog').getByText(t('tags.removeUndo')).waitFor();
    await inDialog(t('tags.remove'));
    await vi.waitFor(() => {
      expect(tagged(store.world, 'kz-')).toBe(0);
    }, PATIENT);
    await app.getByText(t('tags.none')).waitFor();
    await look('tags-removed');
    expect(problems).toEqual([]);
  }, 300_000);

  it('adds a ready-made segment, finds it on customers in Shopify, and deletes it', async () => {
    const { t, store, page, problems, app, open, button, inDialog, look } = await anOpenStore(
      locale,
      9,
    );
    await button(t('tagging.start')).click();
    await inDialog(t('tagging.start'));
    await page.getByText(t('tagging.started')).waitFor();
    await page
      .locator('#app-menu')
      .getByRole('link', { name: t('nav.segments') })
      .click();
    await app.getByText(t('segments.empty')).waitFor();
    await button(t('segments.add')).click();
    const ready = t('segments.ready.before-third-order.title');
    const choice = app.getByRole('link', { name: t('segments.chooseOne', { name: ready }) });
    await choice.waitFor();
    await look('segments-ready');
    await choice.click();
    const orders = app.getByLabel(t('segments.parameter.before-third-order.orders'));
    await orders.fill('');
    await button(t('segments.look')).click();
    await app.getByText(t('settings.problem.number')).waitFor();
    await orders.fill('3');
    await button(t('segments.look')).click();
    await button(t('settings.save')).waitFor(SLOW);
    await look('segments-preview');
    const told = await app.getByRole('heading', { level: 3 }).first().textContent();
    const expected = Number(/→ ([\d,]+)/.exec(told ?? '')?.[1]);
    expect(expected).toBeGreaterThan(0);
    await button(t('settings.save')).click();

    await app.getByRole('heading', { name: t('segments.members') }).waitFor();
    await vi.waitFor(() => {
      expect(tagged(store.world, 'kz-segment:before-third-order')).toBe(expected);
    }, PATIENT);
    await app
      .getByText(t('segments.why', { count: expected, customers: String(expected) }))
      .waitFor(SLOW);
    await look('segment');
    await open('/app/segments');
    await app.getByText('kz-segment:before-third-order').waitFor();
    await look('segments');

    await app.getByRole('link', { name: ready, exact: true }).click();
    await app.getByLabel(t('segments.name'), { exact: true }).fill('お礼状');
    await button(t('segments.rename')).click();
    await page.getByText(t('segments.renamed')).waitFor();
    await button(t('segments.delete')).click();
    await app.getByRole('heading', { name: t('settings.consequences.title') }).waitFor();
    await button(t('settings.discard')).waitFor();
    await vi.waitFor(async () => {
      expect(await button(t('segments.delete')).count()).toBe(2);
    }, PATIENT);
    await button(t('segments.delete')).first().click();
    await inDialog(t('segments.delete'));
    await app.getByText(t('segments.empty')).waitFor();
    await vi.waitFor(() => {
      expect(tagged(store.world, 'kz-segment:')).toBe(0);
    }, PATIENT);
    expect(problems).toEqual([]);
  }, 300_000);
});
