import { expect, it, vi } from 'vitest';
import { wordsIn } from '#app/i18n/all-words.ts';
import type { World } from '#simulator/world.ts';
import { anAdmin } from '../setup/admin.ts';
import { aBrowser, visit } from '../setup/browser.ts';
import { useGround } from '../setup/ground.ts';
import { expectAccessible, listenForProblems, shot } from '../setup/page-checks.ts';

const PATIENT = { timeout: 90_000, interval: 200 };
const SLOW = { timeout: 90_000 };
const LOCALE = 'ja';
const TAG = 'kz-segment:sleepy';

const ground = useGround();
const newPage = aBrowser();

function tagged({ customers }: World): number {
  return [...customers.values()].filter(({ tags }) => tags.includes(TAG)).length;
}

it('builds a nested condition, sees the count follow, saves it, changes it, and finds the tag', async () => {
  const { t } = wordsIn(LOCALE);
  const store = await anAdmin(ground, { customers: 60, seed: 11 });
  const page = await newPage();
  await page.setViewportSize({ width: 1280, height: 2400 });
  const problems = listenForProblems(page);
  const app = page.frameLocator('iframe');
  const open = (place: string) =>
    visit(page, `${store.frameUrl}/apps/kizuna${place}${place.includes('?') ? '&' : '?'}locale=ja`);
  const button = (name: string) => app.getByRole('button', { name, exact: true });
  const row = (place: string) =>
    app.getByRole('group', { name: t('builder.row', { place }), exact: true });
  const look = async (name: string) => {
    await page.waitForLoadState('networkidle');
    await shot(page, name);
    await expectAccessible(page);
  };
  const live = app.locator('[role=status][aria-busy=false]').first();
  /** The count once it says something else than before. */
  const countAfter = async (before: number): Promise<number> =>
    vi.waitFor(async () => {
      const text = (await live.locator('p').first().textContent()) ?? '';
      const customers = Number(/^([\d,]+) 人$/.exec(text)?.[1]?.replaceAll(',', '') ?? NaN);
      expect(customers).not.toBeNaN();
      expect(customers).not.toBe(before);
      return customers;
    }, PATIENT);

  await open('/app');
  await app.getByRole('heading', { name: t('homePage.title') }).waitFor(SLOW);
  await button(t('tagging.start')).click();
  await app
    .getByRole('dialog')
    .getByRole('button', { name: t('tagging.start') })
    .click();
  // Leaving before it is said would take the request with it.
  await app.getByText(t('tagging.offerTitle')).waitFor({ state: 'hidden', ...SLOW });
  await open('/app/segments/new?start=scratch');
  const everybody = await countAfter(NaN);
  await row('1').getByLabel(t('builder.value')).fill('２');
  const repeaters = await countAfter(everybody);
  expect(repeaters).toBeLessThan(everybody);

  const whole = { group: t('builder.conditions') };
  await button(t('builder.addTo', { what: t('builder.addGroup'), ...whole })).press('Enter');
  const inner = row('2-1');
  await inner.waitFor();
  const focused = inner.getByLabel(t('builder.field'));
  await vi.waitFor(async () => {
    expect(await focused.evaluate((one) => one === document.activeElement)).toBe(true);
  }, PATIENT);
  await focused.selectOption('lifecycle');
  await app.getByText(t('builder.problem.choose')).waitFor(SLOW);
  expect(await button(t('builder.look')).isDisabled()).toBe(true);
  await inner
    .getByRole('button', { name: t('builder.choose', { label: t('model.lifecycle') }) })
    .click();
  for (const state of ['at-risk', 'dormant'] as const) {
    const name = t(`state.lifecycle.${state}.label`);
    await app.getByRole('checkbox', { name, exact: true }).check();
  }
  await page.keyboard.press('Escape');
  const sleepy = await countAfter(repeaters);
  expect(sleepy).toBeLessThan(repeaters);
  await look('builder-ja');

  await app.getByLabel(t('segments.name'), { exact: true }).fill('眠りかけのリピーター');
  await app.getByLabel(t('segments.slug'), { exact: true }).fill('sleepy');
  await button(t('builder.look')).click();
  await button(t('settings.save')).click(SLOW);
  await app.getByRole('heading', { name: t('segments.members'), exact: true }).waitFor(SLOW);
  await vi.waitFor(() => {
    expect(tagged(store.world)).toBe(sleepy);
  }, PATIENT);
  const query = app.getByLabel(t('segments.target.query'));
  expect(await query.inputValue()).toBe(`customer_tags CONTAINS '${TAG}'`);
  await look('segment-target-ja');

  await app.getByRole('link', { name: t('builder.editButton') }).click();
  await row('2-1').waitFor();
  expect(await row('1').getByLabel(t('builder.value')).inputValue()).toBe('2');
  await countAfter(NaN);
  await row('2-1')
    .getByRole('checkbox', { name: t('builder.not') })
    .check();
  const awake = await countAfter(sleepy);
  expect(awake).toBe(repeaters - sleepy);
  await button(t('builder.look')).click();
  await button(t('settings.save')).click(SLOW);
  await vi.waitFor(() => {
    expect(tagged(store.world)).toBe(awake);
  }, PATIENT);
  expect(problems).toEqual([]);
}, 300_000);
