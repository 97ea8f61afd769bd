import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { chromium, type Page } from 'playwright-core';
import { freePortsFrom } from './servers/free-port.ts';

const ROOT = path.resolve(import.meta.dirname, '..');
const FOLDER = path.join(ROOT, 'docs/pictures');
const BROWSER = '/usr/bin/chromium';
const QUIET = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const SEGMENT =
  "customer_tags CONTAINS 'kz-cpm:steady-active' AND customer_tags CONTAINS 'kz-lifecycle:at-risk'";
/** Shopify's libraries take headless browsers for bots. */
const USER_AGENT =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';

/** Ordered more than once, and asleep or about to be. */
const CONDITION = JSON.stringify({
  type: 'all',
  of: [
    { type: 'total', total: 'orders', compare: { is: '>=', value: 2 } },
    {
      type: 'any',
      of: [
        { type: 'state', in: { model: 'lifecycle', states: ['at-risk', 'dormant'] } },
        { type: 'date', order: 'last', compare: { is: 'more-than-days-ago', days: 90 } },
      ],
    },
  ],
});

interface View {
  name: string;
  /** In the simulated admin. */
  place: string;
  /** A link there that is followed. */
  click?: string;
  /** What must be there first in the app's frame, if that is shown. */
  inApp: string | null;
}

/** What is photographed. */
const VIEWS: readonly View[] = [
  { name: 'home', place: '/', inApp: 'a[href*="departure="]' },
  { name: 'cpm', place: '/apps/kizuna/app/cpm', inApp: 'a[href*="/app/customers?"]' },
  {
    name: 'segment',
    place: '/apps/kizuna/app/customers?cpm=steady-active',
    inApp: 'a[href^="shopify://"]',
  },
  {
    name: 'customer',
    place: '/apps/kizuna/app/customers/7100059768832',
    inApp: 'svg[role="img"]',
  },
  { name: 'sync', place: '/apps/kizuna/app/sync', inApp: 'table' },
  { name: 'lifecycle', place: '/apps/kizuna/app/lifecycle', inApp: 'a[href*="entering="]' },
  { name: 'vip', place: '/apps/kizuna/app/vip', inApp: 'a[href*="vip=candidate"]' },
  { name: 'settings', place: '/apps/kizuna/app/settings', inApp: 'input' },
  { name: 'tags', place: '/apps/kizuna/app/settings/tags', inApp: 'input' },
  { name: 'segments', place: '/apps/kizuna/app/segments/new', inApp: 'a[href*="key="]' },
  {
    name: 'report-diagnosis',
    place: '/apps/kizuna/app/reports/diagnosis?part=cycle',
    inApp: 'svg[role="group"]',
  },
  ...Object.entries({ list: 'table', calendar: 'table', change: 'table', ceiling: 'h2' }).map(
    ([part, inApp]) => ({
      name: `report-diagnosis-${part}`,
      place: `/apps/kizuna/app/reports/diagnosis?part=${part}`,
      inApp,
    }),
  ),
  { name: 'customers', place: '/apps/kizuna/app/customers', inApp: 'table a' },
  { name: 'reports', place: '/apps/kizuna/app/reports', inApp: 'h2 a' },
  { name: 'import', place: '/apps/kizuna/app/sync/import', inApp: 'input[type="file"]' },
  { name: 'counting', place: '/apps/kizuna/app/sync/counting', inApp: 'input' },
  { name: 'duplicates', place: '/apps/kizuna/app/sync/duplicates', inApp: 'h1' },
  { name: 'report-health', place: '/apps/kizuna/app/reports/health', inApp: '.kz-sheet' },
  { name: 'report-ads', place: '/apps/kizuna/app/reports/ads', inApp: 'table' },
  { name: 'report-ranks', place: '/apps/kizuna/app/reports/ranks', inApp: 'table' },
  { name: 'rfm', place: '/apps/kizuna/app/rfm', inApp: 'table' },
  { name: 'report-worth', place: '/apps/kizuna/app/reports/worth', inApp: 'table' },
  { name: 'report-cohorts', place: '/apps/kizuna/app/reports/cohorts', inApp: 'table' },
  { name: 'report-repeat', place: '/apps/kizuna/app/reports/repeat', inApp: 'svg[role="img"]' },
  {
    name: 'report-subscriptions',
    place: '/apps/kizuna/app/reports/subscriptions',
    inApp: 'table',
  },
  { name: 'report-products', place: '/apps/kizuna/app/reports/products', inApp: 'table' },
  {
    name: 'builder',
    place: `/apps/kizuna/app/segments/new?condition=${encodeURIComponent(CONDITION)}`,
    inApp: '[aria-busy="false"] p',
  },
  {
    name: 'shopify-customers',
    place: `/customers?query=${encodeURIComponent(SEGMENT)}`,
    inApp: null,
  },
  {
    name: 'customer-block',
    place: `/customers?query=${encodeURIComponent(SEGMENT)}`,
    click: 'tbody a',
    inApp: 's-table-row',
  },
];

const port = await freePortsFrom(3);
const demo = spawn(process.execPath, [path.join(ROOT, 'scripts/demo.ts'), '--port', String(port)], {
  stdio: ['ignore', 'pipe', 'inherit'],
});
try {
  await ready(demo);
  mkdirSync(FOLDER, { recursive: true });
  const browser = await chromium.launch({ executablePath: BROWSER, args: QUIET });
  for (const locale of ['ja', 'en']) {
    const context = await browser.newContext({
      userAgent: USER_AGENT,
      viewport: { width: 1280, height: 900 },
    });
    const page = await context.newPage();
    for (const { name, place, click, inApp } of VIEWS) {
      const address = new URL(place, `http://127.0.0.1:${port}`);
      address.searchParams.set('locale', locale);
      await page.goto(address.href);
      if (click) await page.locator(click).first().click();
      if (inApp) await page.frameLocator('iframe').locator(inApp).first().waitFor();
      await photograph(page, `${name}-${locale}.png`);
    }
    await context.close();
  }
  await browser.close();
} finally {
  const ended = once(demo, 'exit');
  demo.kill('SIGTERM');
  await ended;
}

async function photograph(page: Page, file: string): Promise<void> {
  await page.waitForLoadState('networkidle');
  await page.screenshot({ path: path.join(FOLDER, file) });
  console.log(`docs/pictures/${file}`);
}

/** The demo's output is read to its end, or it could not go on writing. */
function ready(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    if (!child.stdout) throw new Error('the demo has no output');
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line === 'ready') resolve();
    });
    child.once('exit', () => {
      reject(new Error('the demo ended before it was ready'));
    });
  });
}
