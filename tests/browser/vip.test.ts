import { expect, it } from 'vitest';
import { wordsIn } from '#app/i18n/all-words.ts';
import { anAdmin } from '../setup/admin.ts';
import { aBrowser, visit } from '../setup/browser.ts';
import { useGround } from '../setup/ground.ts';
import { expectAccessible, listenForProblems, shot } from '../setup/page-checks.ts';

const ground = useGround();
const newPage = aBrowser();

it('a merchant words a next step and its parcel, finds both again and goes back to the first words', async () => {
  await ground.empty();
  const { t } = wordsIn('ja');
  const store = await anAdmin(ground, { customers: 60, seed: 11 });
  const page = await newPage();
  await page.setViewportSize({ width: 1280, height: 2600 });
  const problems = listenForProblems(page);
  const app = page.frameLocator('iframe');
  const open = (place: string) =>
    visit(page, `${store.frameUrl}/apps/kizuna/app/${place}?locale=ja`);
  const names = app.getByLabel(t('vipPage.steps.name'));
  const first = t('vipPage.role.experience.name');

  await open('lifecycle');
  await app.getByRole('heading', { name: t('lifecyclePage.coming.title') }).waitFor();
  await app.locator('a[href*="entering="]').first().waitFor();
  await page.waitForLoadState('networkidle');
  await shot(page, 'lifecycle-ja');
  await expectAccessible(page);

  await open('vip');
  await app.getByRole('img', { name: t('vipPage.axes.title') }).waitFor();
  expect(await names.first().inputValue()).toBe(first);
  await names.first().fill('はじめの一歩の会');
  await app.getByLabel(t('vipPage.steps.insert')).first().fill('使い方ガイド');
  await page
    .locator('#save-bar')
    .getByRole('button', { name: t('vipPage.steps.save') })
    .click();
  await page.getByText(t('vipPage.steps.saved')).waitFor();
  await page.locator('#save-bar').waitFor({ state: 'hidden' });
  await shot(page, 'vip-ja');
  await expectAccessible(page);

  await app.locator('a[href*="next=experience"]').first().click();
  await app.getByRole('heading', { name: t('filters.title') }).waitFor();
  await app.locator('a[href*="/app/customers/"]').first().click();
  await app.getByText(t('customer.now.insert', { insert: '使い方ガイド' })).waitFor();
  await expectAccessible(page);

  await open('vip');
  await app.getByText('はじめの一歩の会').first().waitFor();
  await app
    .getByRole('button', {
      name: t('vipPage.steps.resetOf', { step: t('state.next.experience.label') }),
    })
    .click();
  expect(await names.first().inputValue()).toBe(first);
  await page
    .locator('#save-bar')
    .getByRole('button', { name: t('vipPage.steps.save') })
    .click();
  await page.getByText(t('vipPage.steps.saved')).waitFor();
  await open('settings');
  const change = t('settings.change.role', { step: t('state.next.experience.label') });
  await app
    .getByText(t('settings.change.changed', { label: change }))
    .first()
    .waitFor();
  expect(problems).toEqual([]);
}, 300_000);
