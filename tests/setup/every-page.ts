import type { Frame, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Locale } from '#app/i18n/locale.ts';
import { visit } from './browser.ts';
import { expectAccessible, listenForProblems, shot } from './page-checks.ts';

const WIDTHS = [320, 768, 1600];
const SLOW = { timeout: 90_000 };
const TABS = 12;

/** Every page that a merchant can go to, by the name of its picture. */
export const PAGES: Record<string, string> = {
  home: '/app',
  customers: '/app/customers',
  'customers-filtered': '/app/customers?cpm=first-active&orders=1..3&sort=-amount',
  cpm: '/app/cpm',
  rfm: '/app/rfm',
  lifecycle: '/app/lifecycle',
  vip: '/app/vip',
  reports: '/app/reports',
  'report-cohorts': '/app/reports/cohorts',
  'report-worth': '/app/reports/worth',
  'report-repeat': '/app/reports/repeat',
  'report-subscriptions': '/app/reports/subscriptions',
  'report-products': '/app/reports/products',
  'report-diagnosis': '/app/reports/diagnosis',
  'report-diagnosis-calendar': '/app/reports/diagnosis?part=calendar',
  'report-diagnosis-cycle': '/app/reports/diagnosis?part=cycle&span=6',
  'report-diagnosis-change': '/app/reports/diagnosis?part=change&since=12',
  'report-diagnosis-ceiling': '/app/reports/diagnosis?part=ceiling',
  'report-health': '/app/reports/health',
  'report-ads': '/app/reports/ads',
  'report-ranks': '/app/reports/ranks',
  segments: '/app/segments',
  'segments-new': '/app/segments/new',
  settings: '/app/settings',
  tags: '/app/settings/tags',
  sync: '/app/sync',
  counting: '/app/sync/counting',
  duplicates: '/app/sync/duplicates',
  import: '/app/sync/import',
  unknown: '/app/customers/404',
};

interface Visit {
  page: Page;
  frameUrl: string;
  locale: Locale;
  /** What the picture is called after. */
  state: string;
  /** Photographed, and tried in other widths too. */
  wholly?: boolean;
}

/** Goes to every page, and tells what is wrong with it; widths are tried by resizing the frame. */
export async function visitAll(
  { page, frameUrl, locale, state, wholly = false }: Visit,
  pages = PAGES,
): Promise<void> {
  const problems = listenForProblems(page);
  for (const [name, place] of Object.entries(pages)) {
    await visit(page, `${frameUrl}/apps/kizuna${withLocale(place, locale)}`);
    const frame = await appIn(page);
    await frame.locator('h1').first().waitFor(SLOW);
    await page.waitForLoadState('networkidle');
    expect.soft(await frame.evaluate(() => document.documentElement.lang), name).toBe(locale);
    expect.soft(await brokenLetters(frame), name).toEqual([]);
    await expectAccessible(page, `${state} ${name}`);
    if (wholly) {
      await shot(page, `${state}-${name}-${locale}`);
      for (const width of WIDTHS) {
        await resize(page, width);
        expect.soft(await overhang(frame), `${name}, ${width} px`).toBeLessThanOrEqual(0);
      }
      await resize(page, null);
    }
    expect.soft(problems.splice(0), name).toEqual([]);
  }
}

export function withLocale(place: string, locale: Locale): string {
  return `${place}${place.includes('?') ? '&' : '?'}locale=${locale}`;
}

export async function appIn(page: Page): Promise<Frame> {
  await page.locator('iframe').waitFor();
  const frame = page.frames().find((each) => each.parentFrame() !== null);
  if (!frame) throw new Error('the app is not in the page');
  return frame;
}

/** Gives the app's frame a width of its own; null: the one it has. */
async function resize(page: Page, width: number | null): Promise<void> {
  await page.locator('iframe').evaluate((iframe, wanted) => {
    iframe.style.width = wanted === null ? '' : `${wanted}px`;
    iframe.style.minWidth = iframe.style.width;
  }, width);
}

/** How many pixels the page is wider than its frame: it would have to be scrolled sideways. */
function overhang(frame: Frame): Promise<number> {
  return frame.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
}

/** What stands around each letter that arrived in pieces. */
function brokenLetters(frame: Frame): Promise<string[]> {
  return frame.evaluate(
    () => document.documentElement.outerHTML.match(/.{0,40}\uFFFD.{0,40}/g) ?? [],
  );
}

/** Where the focus goes when Tab is pressed again and again. */
async function tabStops(page: Page, frame: Frame): Promise<Set<string>> {
  const stops = new Set<string>();
  await frame.locator('body').click({ position: { x: 1, y: 1 } });
  for (let press = 0; press < TABS; press += 1) {
    await page.keyboard.press('Tab');
    stops.add(
      await frame.evaluate(() => {
        const all = [...document.querySelectorAll('*')];
        const { activeElement: element } = document;
        return element === null || element === document.body ? '' : `${all.indexOf(element)}`;
      }),
    );
  }
  stops.delete('');
  return stops;
}

/**
 * Everything on a page is reached by the Tab key. Pages are alive: what comes or goes while the keys
 * are pressed is not asked for, and of radio buttons only the chosen one is a stop.
 */
export async function expectTabStops(page: Page, frame: Frame, name: string): Promise<void> {
  const all = frame.locator(
    'main :is(a[href], button:not([disabled]), input:not([type=radio]), input:checked, select, textarea):visible',
  );
  const before = await all.count();
  const stops = await tabStops(page, frame);
  const reachable = Math.min(before, await all.count());
  expect.soft(stops.size, name).toBeGreaterThanOrEqual(Math.min(reachable, TABS - 2));
}
