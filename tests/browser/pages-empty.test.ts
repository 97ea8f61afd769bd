import { describe, it } from 'vitest';
import { LOCALES } from '#app/i18n/locale.ts';
import { generateStore } from '#simulator/generator/generate-store.ts';
import { anAdmin } from '../setup/admin.ts';
import { aBrowser } from '../setup/browser.ts';
import { visitAll } from '../setup/every-page.ts';
import { useGround } from '../setup/ground.ts';

const ground = useGround();
const newPage = aBrowser();

describe('every page', () => {
  it('of a shop without customers', async () => {
    const data = { ...generateStore({ customers: 1, seed: 1 }), customers: [], orders: [] };
    const store = await anAdmin(ground, { data });
    const page = await newPage();
    for (const locale of LOCALES) {
      await visitAll({
        page,
        frameUrl: store.frameUrl,
        locale,
        state: 'empty',
        wholly: locale === 'ja',
      });
    }
  }, 600_000);
});
