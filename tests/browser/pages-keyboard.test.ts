import { describe, it } from 'vitest';
import { anAdmin } from '../setup/admin.ts';
import { aBrowser } from '../setup/browser.ts';
import { appIn, expectTabStops, PAGES, withLocale } from '../setup/every-page.ts';
import { useGround } from '../setup/ground.ts';

const SLOW = { timeout: 90_000 };
const ground = useGround();
const newPage = aBrowser();

describe('every page', () => {
  it('can be gone through by keyboard', async () => {
    const store = await anAdmin(ground, { customers: 60, seed: 7 });
    const page = await newPage();
    for (const [name, place] of Object.entries(PAGES)) {
      await page.goto(`${store.frameUrl}/apps/kizuna${withLocale(place, 'en')}`);
      const frame = await appIn(page);
      await frame.locator('h1').first().waitFor(SLOW);
      await expectTabStops(page, frame, name);
    }
  }, 600_000);
});
