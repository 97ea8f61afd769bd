import { gzipSync } from 'node:zlib';
import { chromium, type Frame, type Page } from 'playwright-core';
import type { Bench, Figure } from './lib/bench.ts';
import { bigShop } from './lib/big-shop.ts';
import { onServer, serveMerchant, USER_AGENT, type Asked } from './lib/merchant-web.ts';

const BROWSER = '/usr/bin/chromium';
const FAST_MS = 200;
const SLOW_MS = 1_000;
const LCP_MS = 1_500;
const SHIFT = 0.05;
const INP_MS = 100;
/** A page as a merchant opens it. */
interface OpenedPage extends Asked {
  /** Opened in the browser too. */
  seen?: boolean;
}

const STATES = [
  'first-active',
  'first-lapsed',
  'steady-active',
  'excellent-lapsed',
  'trendy-active',
];
const SORTS = ['-last', 'last', '-amount', 'amount', '-orders', 'orders', '-first', 'first'];
const of = (list: readonly string[], n: number) => list[n % list.length] ?? '';

const PAGES: readonly OpenedPage[] = [
  { name: 'home', limit: FAST_MS, place: () => '/app', seen: true },
  { name: 'progress', limit: FAST_MS, place: () => '/app/progress' },
  {
    name: 'customers by any sort',
    limit: FAST_MS,
    place: (n) => `/app/customers?sort=${of(SORTS, n)}`,
    seen: true,
  },
  {
    name: 'customers of a state by any sort',
    limit: FAST_MS,
    place: (n) => `/app/customers?cpm=${of(STATES, n)}&sort=${of(SORTS, Math.floor(n / 5))}`,
  },
  {
    name: 'customers by orders and amount',
    limit: SLOW_MS,
    place: (n) => `/app/customers?orders=${(n % 5) + 1}..${(n % 5) + 4}&amount=${n * 1_000}..`,
  },
  {
    name: 'customers who bought a product',
    limit: SLOW_MS,
    place: (n) => `/app/customers?product=${1 + ((n * 37) % 200)}`,
  },
  {
    name: 'customers by several filters',
    limit: SLOW_MS,
    place: (n) => `/app/customers?lifecycle=dormant&r=${1 + (n % 5)}&departure=90..400`,
  },
  {
    name: 'customer',
    limit: FAST_MS,
    place: (n) => `/app/customers/${1 + ((n * 7919) % 100_000)}`,
    seen: true,
  },
  { name: 'cpm', limit: FAST_MS, place: () => '/app/cpm', seen: true },
  {
    name: 'cpm of a past month',
    limit: FAST_MS,
    place: (n) => `/app/cpm?month=2025-${String((n % 12) + 1).padStart(2, '0')}`,
  },
  { name: 'rfm', limit: FAST_MS, place: () => '/app/rfm', seen: true },
  { name: 'lifecycle', limit: FAST_MS, place: () => '/app/lifecycle', seen: true },
  { name: 'vip', limit: FAST_MS, place: () => '/app/vip', seen: true },
  { name: 'segments', limit: FAST_MS, place: () => '/app/segments', seen: true },
  { name: 'segment builder', limit: FAST_MS, place: () => '/app/segments/new', seen: true },
  { name: 'settings', limit: FAST_MS, place: () => '/app/settings', seen: true },
  { name: 'tags', limit: FAST_MS, place: () => '/app/settings/tags', seen: true },
  { name: 'sync', limit: FAST_MS, place: () => '/app/sync', seen: true },
];

/** Every page of a large shop: what the server takes, and what the merchant's browser feels. */
export const pages: Bench = {
  about:
    'server p95 of each page in a large shop (BENCH_CUSTOMERS), and LCP, CLS, INP and script size',
  run: async function* (quick) {
    const closers: (() => unknown)[] = [];
    try {
      const customers = Number(process.env.BENCH_CUSTOMERS ?? (quick ? 20_000 : 1_000_000));
      const web = await serveMerchant(await bigShop(customers, closers), closers);
      for (const page of PAGES) yield await onServer(page, web, quick ? 10 : 40);
      const frameUrl = web.simulator.frameUrl ?? '';
      for (const page of PAGES.filter(({ seen }) => seen)) yield* inBrowser(page, frameUrl);
    } finally {
      for (const close of closers.reverse()) await close();
    }
  },
};

interface Felt {
  lcp: number;
  shift: number;
  inp: number;
}

async function* inBrowser(asked: OpenedPage, frameUrl: string): AsyncGenerator<Figure> {
  const browser = await chromium.launch({
    executablePath: BROWSER,
    args: ['--headless', '--no-sandbox', '--disable-gpu'],
  });
  try {
    const context = await browser.newContext({ userAgent: USER_AGENT });
    const page = await context.newPage();
    await page.addInitScript(watchVitals);
    const scripts: Promise<Buffer>[] = [];
    page.on('response', (response) => {
      const { pathname } = new URL(response.url());
      if (pathname.startsWith('/assets/') && pathname.endsWith('.js'))
        scripts.push(response.body());
    });
    await page.goto(`${frameUrl}/apps/kizuna${asked.place(1)}`);
    const felt = await feltOf(page);
    const limited = (figure: string, value: number, limit: number, note: string): Figure => ({
      figure: `${asked.name}, ${figure}`,
      value,
      floor: limit,
      ratio: value / limit,
      atMost: 1,
      note,
    });
    yield limited('LCP, ms', felt.lcp, LCP_MS, 'first visit, nothing cached');
    yield limited('CLS × 100', felt.shift * 100, SHIFT * 100, 'until nothing loads any more');
    yield limited('INP, ms', felt.inp, INP_MS, 'the slowest of a few clicks and keys');
    const bodies = await Promise.all(scripts);
    const raw = kilobytes(bodies);
    const packed = kilobytes(bodies.map((body) => gzipSync(body)));
    yield {
      figure: `${asked.name}, kB of script`,
      value: raw,
      floor: packed,
      ratio: raw / packed,
      note: `${bodies.length} files; the floor is the same, gzipped`,
    };
  } finally {
    await browser.close();
  }
}

function kilobytes(bodies: readonly Buffer[]): number {
  return bodies.reduce((sum, { length }) => sum + length, 0) / 1_000;
}

/** Runs in every document before its own scripts. */
function watchVitals(): void {
  const felt = { lcp: 0, shift: 0, inp: 0 };
  (globalThis as unknown as { felt: Felt }).felt = felt;
  const watch = (type: string, take: (entry: PerformanceEntry) => void, more: object = {}) => {
    new PerformanceObserver((list) => {
      list.getEntries().forEach(take);
    }).observe({ type, buffered: true, ...more });
  };
  watch('largest-contentful-paint', ({ startTime }) => {
    felt.lcp = startTime;
  });
  watch('layout-shift', (entry) => {
    const shift = entry as PerformanceEntry & { value: number; hadRecentInput: boolean };
    if (!shift.hadRecentInput) felt.shift += shift.value;
  });
  watch(
    'event',
    ({ duration }) => {
      felt.inp = Math.max(felt.inp, duration);
    },
    { durationThreshold: 16 },
  );
}

const CLICKS = 4;

async function feltOf(page: Page): Promise<Felt> {
  await page.waitForLoadState('networkidle');
  const frame = page.frames().find((each) => each.parentFrame() !== null);
  if (!frame) throw new Error('the app is not in the page');
  await frame.locator('main').waitFor();
  await page.waitForLoadState('networkidle');
  const { lcp, shift } = await readFelt(frame);
  const buttons = frame.locator('button[aria-controls], button[aria-expanded]');
  for (let n = 0; n < Math.min(CLICKS, await buttons.count()); n += 1) {
    await buttons
      .nth(n)
      .click({ timeout: 2_000 })
      .catch(() => undefined);
    await page.keyboard.press('Escape');
  }
  const field = frame.locator('input[type=text], input[type=number], input[type=search]').first();
  if (await field.isVisible().catch(() => false)) await field.pressSequentially('12');
  await page.waitForTimeout(300);
  return { lcp, shift, inp: (await readFelt(frame)).inp };
}

function readFelt(frame: Frame): Promise<Felt> {
  return frame.evaluate(() => (globalThis as unknown as { felt: Felt }).felt);
}
