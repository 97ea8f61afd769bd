import { describe, it } from 'vitest';
import { LOCALES } from '#app/i18n/locale.ts';
import { closeReading, openReadings } from '#app/store/readings.ts';
import { ensureShop } from '#app/store/shops.ts';
import { anAdmin } from '../setup/admin.ts';
import { aBrowser } from '../setup/browser.ts';
import { visitAll } from '../setup/every-page.ts';
import { useGround } from '../setup/ground.ts';

const ground = useGround();
const newPage = aBrowser();

describe('every page', () => {
  it('while the orders are being read, and after that has failed', async () => {
    const store = await anAdmin(ground, { customers: 60, seed: 7, bulkRate: 1 });
    const page = await newPage();
    for (const locale of LOCALES) {
      await visitAll({ page, frameUrl: store.frameUrl, locale, state: 'reading' });
    }
    const shop = await ensureShop(ground.db, store.world.shop.myshopifyDomain);
    for (const { id } of await openReadings(shop)) {
      await closeReading(shop, id, { status: 'failed', reason: 'Shopify said no' });
    }
    for (const locale of LOCALES) {
      await visitAll({ page, frameUrl: store.frameUrl, locale, state: 'failed' });
    }
  }, 600_000);
});
