import path from 'node:path';
import { jwtVerify } from 'jose';
import type { Frame, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { CUSTOMER_NAMES, CUSTOMERS_BY_NAME } from '#app/ui/customer-names-query.ts';
import type { SimulatorOptions } from '#simulator/server.ts';
import { aBrowser } from '../setup/browser.ts';
import { aFakeApp } from '../setup/fake-app.ts';
import { aFolder } from '../setup/folder.ts';
import { APP, aSimulator, type Answer } from '../setup/simulator.ts';

interface Bridge {
  idToken: () => Promise<string>;
  config: Record<string, string>;
  loading: (isLoading: boolean) => void;
  toast: { show: (message: string, options?: object) => string };
  saveBar: { show: (id: string) => Promise<void>; hide: (id: string) => Promise<void> };
  [name: string]: unknown;
}
declare global {
  interface Window {
    shopify: Bridge;
  }
}

const openPage = aBrowser();

async function anOpenApp(
  place = '/apps/kizuna?locale=en',
  options: Partial<SimulatorOptions> = {},
) {
  const app = await aFakeApp();
  const simulator = await aSimulator({ framePort: 0, appUrl: app.url, ...options });
  app.openIn(simulator.frameUrl!);
  const page = await openPage();
  await page.goto(`${simulator.frameUrl}${place}`);
  await page.frameLocator('#app').locator('#path').waitFor();
  await page.locator('#app-menu a').waitFor();
  return { app, simulator, page, inside: insideOf(page) };
}

function insideOf(page: Page): Frame {
  return page.frames()[1]!;
}

it('gives session tokens that the app can verify, and the shop it is in', async () => {
  const { inside, simulator } = await anOpenApp();
  const tokens = await inside.evaluate(async () => [
    await window.shopify.idToken(),
    await window.shopify.idToken(),
  ]);
  for (const token of tokens) {
    const { payload } = await jwtVerify(token, Buffer.from(APP.apiSecret));
    expect(payload).toMatchObject({
      aud: APP.apiKey,
      dest: `https://${simulator.world.shop.myshopifyDomain}`,
    });
  }
  expect(new Set(tokens).size).toBe(2);
  expect(await inside.evaluate(() => window.shopify.config)).toMatchObject({
    apiKey: 'test-app',
    shop: simulator.world.shop.myshopifyDomain,
    locale: 'en',
  });
});

it('signs fetches to the app, tries once more with a new token, and leaves others alone', async () => {
  const { inside, app, simulator } = await anOpenApp();
  const body = await inside.evaluate(async () => {
    const response = await fetch('/api/save', { method: 'POST', body: 'the body' });
    return `${response.status} ${await response.text()}`;
  });
  expect(body).toBe('200 the body');
  expect(app.tokens).toHaveLength(2);
  expect(new Set(app.tokens).size).toBe(2);
  expect(app.tokens.every((token) => token?.startsWith('Bearer '))).toBe(true);
  await inside.evaluate(() => fetch('/api', { headers: { authorization: 'Basic mine' } }));
  expect(app.tokens.at(-1)).toBe('Basic mine');
  const foreign = await inside.evaluate(
    async (url) => (await fetch(`${url}/session-token`)).status,
    simulator.frameUrl,
  );
  expect(foreign).toBe(200);
});

it('shows toasts, loading and the save bar in the admin', async () => {
  const { inside, page } = await anOpenApp();
  await inside.evaluate(() => window.shopify.toast.show('<b>Saved</b>'));
  await page.getByText('<b>Saved</b>').waitFor();
  await inside.evaluate(() => {
    window.shopify.loading(true);
  });
  await page.locator('#loading:not([hidden])').waitFor();
  await inside.evaluate(() => {
    window.shopify.loading(false);
  });
  await page.locator('#loading').waitFor({ state: 'hidden' });
  await inside.evaluate(() => window.shopify.saveBar.show('bar'));
  await page.getByRole('button', { name: 'Discard' }).waitFor();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.frameLocator('#app').getByText('saved').waitFor();
  await inside.evaluate(() => window.shopify.saveBar.hide('bar'));
  await page.locator('#save-bar').waitFor({ state: 'hidden' });
});

it("shows the app's links in the admin's menu and keeps the two addresses in step", async () => {
  const { page, simulator } = await anOpenApp('/apps/kizuna/deep/place?locale=en&tab=1');
  const path = page.frameLocator('#app').locator('#path');
  expect(await path.textContent()).toBe('/deep/place');
  await page.locator('#app-menu').getByRole('link', { name: 'Settings' }).click();
  await page.waitForURL(`${simulator.frameUrl}/apps/kizuna/settings?locale=en`);
  expect(await path.textContent()).toBe('/settings');
  await page.locator('#app-menu a[aria-current="page"]').waitFor();
  await page.goBack();
  await page.waitForURL(`${simulator.frameUrl}/apps/kizuna/deep/place?tab=1&locale=en`);
});

it("opens the admin's own page of a customer", async () => {
  const { page, simulator } = await anOpenApp();
  await page.frameLocator('#app').locator('#customer').click();
  await page.waitForURL(`${simulator.frameUrl}/customers/7100000000000?locale=en`);
});

it('opens a bounced page anew with a fresh token', async () => {
  const { app, page, inside } = await anOpenApp();
  const reload = `${app.url}/bounced?shop=x&id_token=old`;
  const bouncing = `${app.url}/auth/session-token?shopify-reload=${encodeURIComponent(reload)}`;
  await inside.goto(bouncing, { waitUntil: 'commit' });
  await inside.waitForURL(
    (url) => url.pathname === '/bounced' && url.searchParams.get('id_token') !== 'old',
  );
  await page.waitForURL(/\/apps\/kizuna\/bounced\?locale=en$/);
});

it('refuses by name what it does not model', async () => {
  const { inside } = await anOpenApp();
  const message = await inside.evaluate(() => {
    try {
      return String(window.shopify.resourcePicker);
    } catch (error) {
      return String(error);
    }
  });
  expect(message).toContain('does not model shopify.resourcePicker');
});

async function asked(inside: Frame, to: string, query: string, variables: object) {
  return inside.evaluate(
    async ([url, body]) => {
      const response = await fetch(url!, { method: 'POST', body: body! });
      return { status: response.status, body: (await response.json()) as Answer };
    },
    [to, JSON.stringify({ query, variables })],
  );
}

const ADMIN_API = 'shopify:admin/api/2026-10/graphql.json';

const WITHOUT = '[webhooks]\napi_version = "2026-10"\nsubscriptions = []';

describe('direct API access', () => {
  it('tells names and finds customers by them, where names are approved', async () => {
    const { inside, simulator } = await anOpenApp();
    const [customer] = simulator.world.customers.values();
    const name = [customer!.firstName, customer!.lastName].join(' ');
    const names = () => asked(inside, ADMIN_API, CUSTOMER_NAMES, { ids: [customer!.id] });
    const refused = await names();
    expect(refused.body.data).toEqual({ nodes: [null] });
    expect(refused.body.errors?.[0]?.extensions?.code).toBe('ACCESS_DENIED');
    await fetch(`${simulator.url}/__sim/access`, {
      method: 'POST',
      body: JSON.stringify({ names: true }),
    });
    expect(await names()).toMatchObject({
      status: 200,
      body: { data: { nodes: [{ id: customer!.id, displayName: name }] } },
    });
    const query = `${customer!.lastName}* ${customer!.firstName!.slice(0, 1)}*`;
    const found = await asked(inside, ADMIN_API, CUSTOMERS_BY_NAME, { query });
    expect(found.body.data).toMatchObject({
      customers: { nodes: expect.arrayContaining([{ id: customer!.id }]) as object[] },
    });
    const either = await asked(inside, ADMIN_API, CUSTOMERS_BY_NAME, { query: 'a OR b' });
    expect(either.body.errors?.[0]?.message).toContain('does not model customers(query:');
    expect((await asked(inside, 'shopify:admin/themes', '{}', {})).status).toBe(404);
  });

  it('is for apps whose shopify.app.toml asks for it', async () => {
    const appToml = path.join(aFolder({ 'shopify.app.toml': WITHOUT }), 'shopify.app.toml');
    const { inside } = await anOpenApp('/apps/kizuna?locale=en', { appToml });
    const { status, body } = await asked(inside, ADMIN_API, '{ shop { name } }', {});
    expect([status, body.data]).toEqual([403, undefined]);
  });
});
