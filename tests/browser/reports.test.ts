import type { FrameLocator } from 'playwright-core';
import { expect, it, vi } from 'vitest';
import { wordsIn } from '#app/i18n/all-words.ts';
import { anAdmin } from '../setup/admin.ts';
import { aBrowser, visit } from '../setup/browser.ts';
import { useGround } from '../setup/ground.ts';
import { expectAccessible, listenForProblems } from '../setup/page-checks.ts';

/** Two cores may be busy with other tests. */
const PATIENCE_MS = 40_000;
const TRIAL = 'はじめての7日間トライアルセット';
const MAIN = 'うるおいクリーム 50g';
const SOURCE = 'instagram';
const LITTLE = 24_000;
/** So many are in the list of all reports. */
const REPORTS = 9;
/** So much that no margin pays for it. */
const TOO_MUCH = 9_000_000;

const { t } = wordsIn('ja');
const ground = useGround();
const newPage = aBrowser();

/** The numbers in a text. */
function numbersIn(text: string): number[] {
  return [...text.matchAll(/\d[\d,]*/g)].map(([digits]) => Number(digits.replaceAll(',', '')));
}

/** How many came from the source, what they cost, and what one of them did. */
async function accountOf(app: FrameLocator) {
  const row = app.getByRole('row').filter({ hasText: SOURCE }).first();
  const cell = async (place: number) =>
    numbersIn(await row.getByRole('cell').nth(place).innerText());
  const [[customers], [cost], [cpa]] = [await cell(2), await cell(3), await cell(4)];
  return { customers, cost, cpa };
}

it('costs and roles of products that a merchant tells give CPA, verdict and trial rate', async () => {
  await ground.empty();
  const store = await anAdmin(ground, { customers: 200, seed: 11 });
  const page = await newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  await page.setViewportSize({ width: 1280, height: 2600 });
  const problems = listenForProblems(page);
  const app = page.frameLocator('iframe');
  const verdict = (judgement: 'open' | 'pays' | 'too-dear') =>
    app
      .getByRole('row')
      .filter({ hasText: SOURCE })
      .getByText(t(`reportAds.verdict.${judgement}`))
      .waitFor();

  const open = (place: string) =>
    page.goto(`${store.frameUrl}/apps/kizuna/app/reports/${place}?locale=ja`);

  await open('ads');
  await app.getByText(t('reportAds.teach.title')).waitFor();
  const costs = app.getByRole('group', { name: t('reportAds.costs.title') });
  const typed = costs.getByRole('row').filter({ hasText: SOURCE }).getByRole('textbox').nth(1);
  await typed.fill('２４，０００');
  await page
    .locator('#save-bar')
    .getByRole('button', { name: t('reportAds.costs.save') })
    .click();
  await page.getByText(t('reportAds.costs.saved')).waitFor();
  await app.getByRole('heading', { name: t('reportAds.against.title') }).waitFor();
  const cheap = await accountOf(app);
  expect(cheap.cost).toBe(LITTLE);
  expect(cheap.cpa).toBe(Math.round(LITTLE / Number(cheap.customers)));
  await verdict('open');
  await app.getByText(t('reportAds.summary.noRate')).waitFor();

  await app.getByLabel(t('reportAds.margin')).fill('60');
  await app.getByLabel(t('reportAds.margin')).blur();
  await verdict('pays');

  const month = await costs.getByRole('columnheader').nth(2).innerText();
  const file = `source,month,cost\r\n${SOURCE},${month},${TOO_MUCH}\r\n`;
  await app
    .locator('input[type="file"]')
    .setInputFiles({ name: 'costs.csv', mimeType: 'text/csv', buffer: Buffer.from(file) });
  const dialog = app.getByRole('dialog');
  await dialog.getByText(t('reportAds.costs.confirmReplaced', { replaced: '1' })).waitFor();
  await dialog.getByRole('button', { name: t('reportAds.costs.yes') }).click();
  await verdict('too-dear');
  expect(await accountOf(app)).toEqual({
    ...cheap,
    cost: TOO_MUCH,
    cpa: Math.round(TOO_MUCH / Number(cheap.customers)),
  });
  await expectAccessible(page);

  await open('products');
  await app.getByText(t('reportProducts.trial.none')).waitFor();
  for (const [role, title] of [
    ['trial', TRIAL],
    ['main', MAIN],
  ] as const) {
    const field = app.getByRole('combobox', { name: t(`reportProducts.roles.${role}`) });
    await field.fill(title);
    await vi.waitFor(async () => {
      const offered = await app.locator('[data-listbox-option]').allInnerTexts();
      expect(offered).not.toEqual([]);
      for (const each of offered) expect(each).toContain(title);
    }, PATIENCE_MS);
    // The list takes a moment to mark which of the products it has found would be chosen.
    const chosen = app.getByRole('button', { name: t('segments.removeProduct', { title }) });
    await vi.waitFor(
      async () => {
        await field.press('ArrowDown');
        await field.press('Enter');
        await chosen.waitFor({ timeout: 2_000 });
      },
      { timeout: PATIENCE_MS, interval: 500 },
    );
    await field.press('Escape');
  }
  await app.getByRole('button', { name: t('reportProducts.roles.save') }).click();
  await page.getByText(t('reportProducts.roles.saved')).waitFor();
  const [tried = 0, led = 0] = numbersIn(
    await app.getByText(/お試しの .*引き上げ率は/).innerText(),
  );
  expect(tried).toBeGreaterThan(led);
  expect(led).toBeGreaterThan(0);
  await expectAccessible(page);

  await open('ads');
  await app.getByRole('columnheader', { name: t('reportAds.table.pullUp') }).waitFor();
  expect(problems).toEqual([]);
}, 240_000);

it('the list of all reports says what each of them says, and asks for none', async () => {
  await ground.empty();
  const store = await anAdmin(ground, { customers: 120, seed: 11 });
  const page = await newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  await page.setViewportSize({ width: 1280, height: 1400 });
  const problems = listenForProblems(page);
  const app = page.frameLocator('iframe');
  const sentences = app.locator('main p.Polaris-Text--bodyLg');
  const hub = async () => {
    await visit(page, `${store.frameUrl}/apps/kizuna/app/reports?locale=ja`);
    await app.getByRole('heading', { name: t('reportRanks.title') }).waitFor();
  };
  await vi.waitFor(
    async () => {
      await hub();
      expect(await sentences.count()).toBe(REPORTS);
    },
    { timeout: 120_000, interval: 1_000 },
  );
  await expectAccessible(page, 'the list of all reports');
  const said = await sentences.allInnerTexts();
  for (const [place, sentence] of said.entries()) {
    expect(numbersIn(sentence)).not.toEqual([]);
    await hub();
    await app.getByRole('heading', { level: 2 }).getByRole('link').nth(place).click();
    await app.getByText(sentence).first().waitFor();
  }
  expect(problems).toEqual([]);
}, 300_000);
