import { existsSync } from 'node:fs';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, onTestFinished } from 'vitest';
import { shot } from './page-checks.ts';

const EXECUTABLE = '/usr/bin/chromium';
/** Two cores may be busy with other tests. */
const PATIENCE_MS = 60_000;
/** Polaris gives the document its theme once React has taken it over. */
const LISTENING = 'html.p-theme-light';
const ARGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
/** The Remix library takes headless browsers for bots. */
const USER_AGENT =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';

/**
 * One browser for the tests of a file; each page it gives has a context of its own, ends with its
 * test, and is photographed when that fails.
 */
export function aBrowser() {
  let browser: Browser | undefined;
  beforeAll(async () => {
    if (!existsSync(EXECUTABLE)) {
      throw new Error(
        `${EXECUTABLE} is missing: apt-get install -y chromium fonts-noto-cjk, then run again`,
      );
    }
    browser = await chromium.launch({ executablePath: EXECUTABLE, args: ARGS });
  });
  afterAll(async () => {
    await browser?.close();
  });
  return async () => {
    if (!browser) throw new Error('the browser is not open');
    const context = await browser.newContext({ userAgent: USER_AGENT });
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE_MS);
    onTestFinished(async ({ task }) => {
      if (task.result?.state === 'fail') await shot(page, `failed-${task.id}`);
      await context.close();
    });
    return page;
  };
}

/** Goes to a page of the app in the admin; what is clicked or typed before React listens is lost. */
export async function visit(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await page.frameLocator('iframe#app').locator(LISTENING).waitFor({ state: 'attached' });
}
