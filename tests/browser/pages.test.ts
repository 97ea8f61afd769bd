import { describe, it } from 'vitest';
import { LOCALES } from '#app/i18n/locale.ts';
import { anAdmin } from '../setup/admin.ts';
import { aBrowser, visit } from '../setup/browser.ts';
import { PAGES, visitAll } from '../setup/every-page.ts';
import { useGround } from '../setup/ground.ts';

const SLOW = { timeout: 90_000 };
const ground = useGround();
const newPage = aBrowser();

describe('every page', () => {
  it('of a full shop', async () => {
    const store = await anAdmin(ground, { customers: 60, seed: 7 });
    const page = await newPage();
    await page.setViewportSize({ width: 1280, height: 1600 });
    await visit(page, `${store.frameUrl}/apps/kizuna/app/cpm?locale=en`);
    await page.frameLocator('iframe').locator('a[href*="/app/customers?"]').first().waitFor(SLOW);
    const [id = ''] = store.world.customers.keys();
    const pages = { ...PAGES, customer: `/app/customers/${id.split('/').at(-1)}` };
    for (const locale of LOCALES) {
      await visitAll(
        { page, frameUrl: store.frameUrl, locale, state: 'full', wholly: true },
        pages,
      );
    }
  }, 600_000);
});
