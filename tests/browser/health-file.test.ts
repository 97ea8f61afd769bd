import { describe, expect, it } from 'vitest';
import { dayOf } from '#app/domain/day.ts';
import { calendar } from '#app/domain/prepared/calendar.ts';
import type { ReportFrame } from '#app/domain/prepared/report.ts';
import { tally } from '#app/domain/reports/tally.ts';
import { LOCALES } from '#app/i18n/locale.ts';
import { healthScreen, type HealthSheet } from '#app/presenters/health-screen.ts';
import { healthFile } from '#app/ui/health/health-file.server.tsx';
import { JPY, trackedByCpm } from '../factories/structure.ts';
import { aBrowser } from '../setup/browser.ts';
import { useGround } from '../setup/ground.ts';
import { buildAll } from '../setup/months.ts';
import { aReportShop, TODAY } from '../setup/report-shop.ts';

const ground = useGround();
const newPage = aBrowser();
/** As many customers and as much money as a large shop has. */
const LARGE = 40_000;

async function aSheet(): Promise<HealthSheet> {
  const { shop, context, asOf, told } = await aReportShop(ground.db, 21);
  await buildAll(shop, context);
  const frame: ReportFrame = {
    asOf,
    firstOrderDay: null,
    currency: 'JPY',
    settings: JPY as ReportFrame['settings'],
    cuts: null,
    products: new Map(),
  };
  const customers = told.map(({ id, history }) => ({
    ...trackedByCpm(history),
    id,
    classes: null,
  }));
  const body = tally(calendar.collect({}, frame), customers);
  const open = () =>
    Promise.resolve({
      state: 'ready' as const,
      body,
      asOf: TODAY,
      madeAt: dayOf(TODAY),
      renewing: false,
    });
  const screen = await healthScreen(shop, null, open);
  if (typeof screen === 'string') throw new Error(`the page is ${screen}`);
  return screen.sheet;
}

/** The same of a shop with so many times the customers, most of whom do not go on. */
function large(sheet: HealthSheet): HealthSheet {
  const shown = enlarged(sheet);
  const rates = shown.transitions.rates.map((rate) => ({
    ...rate,
    then: 4 * LARGE,
    advanced: LARGE,
    value: 0.25,
  }));
  return { ...shown, transitions: { ...shown.transitions, rates } };
}

function enlarged<Value>(value: Value): Value {
  const numbers = JSON.stringify(value, (key, each: unknown) =>
    typeof each === 'number' &&
    Number.isInteger(each) &&
    !['builtAt', 'at', 'value', 'annualLtv'].includes(key)
      ? each * LARGE
      : each,
  );
  return JSON.parse(numbers) as Value;
}

describe('the file of the monthly health report', () => {
  it('is one A4 page in both languages without a network, however large the shop', async () => {
    const sheet = await aSheet();
    const page = await newPage();
    await page.context().setOffline(true);
    for (const shown of [sheet, large(sheet)]) {
      for (const locale of LOCALES) {
        await page.setContent(healthFile(shown, locale));
        const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
        expect(pdf.match(/\/Type\s*\/Page\b/g), locale).toHaveLength(1);
        expect(pdf).toMatch(/\/MediaBox\s*\[0 0 59[45][\d.]* 84[12]/);
        await page.emulateMedia({ media: 'print' });
        await page.setViewportSize({ width: 726, height: 1_000 });
        const beyond = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        expect(beyond, `${locale} is wider than the paper`).toBeLessThanOrEqual(0);
        await page.emulateMedia({ media: null });
      }
    }
  });
});
