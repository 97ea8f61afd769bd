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

/** What is photographed: a name, a place in the simulated admin, and what must be there first. */
const VIEWS = [
  { name: 'home', place: '/', inApp: 'a[href*="state=steady-active"]' },
  {
    name: 'segment',
    place: '/apps/kizuna/app/customers?model=cpm&state=steady-active',
    inApp: 'a[href^="shopify://"]',
  },
  { name: 'sync', place: '/apps/kizuna/app/sync', inApp: 'table' },
  {
    name: 'shopify-customers',
    place: `/customers?query=${encodeURIComponent(SEGMENT)}`,
    inApp: null,
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
    for (const { name, place, inApp } of VIEWS) {
      const address = new URL(place, `http://127.0.0.1:${port}`);
      address.searchParams.set('locale', locale);
      await page.goto(address.href);
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
