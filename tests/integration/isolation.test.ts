import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ServerBuild } from '@remix-run/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readWebEnv } from '#app/config/env.ts';
import { createLogger } from '#app/config/logger.ts';
import { BLANK_ROW } from '#app/presenters/segments-builder.ts';
import { startWeb, type RunningWeb } from '#app/start-web.ts';
import { ensureBuilt } from '#scripts/servers/built-app.ts';
import { useGround } from '../setup/ground.ts';
import { APP } from '../setup/simulator.ts';
import {
  aMarkedShop,
  rowsOf,
  sessionTokenOf,
  type Ids,
  type MarkedShop,
} from '../setup/two-shops.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const KEY = Buffer.alloc(32, 3).toString('base64');
const BROWSER = 'Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0.0.0 Safari/537.36';
const ground = useGround();

/** What a merchant asks a route: an address, and what is sent with it. */
interface Question {
  path: (ids: Ids) => string;
  json?: (ids: Ids) => object;
  form?: (ids: Ids) => Record<string, string>;
}

const at = (path: string): Question => ({ path: () => path });
const tell = (path: Question['path'], ...bodies: ((ids: Ids) => object)[]): Question[] =>
  bodies.map((json) => ({ path, json }));
const fill = (
  path: Question['path'],
  ...forms: ((ids: Ids) => Record<string, string>)[]
): Question[] => forms.map((form) => ({ path, form }));

const customer = ({ customer: id }: Ids) => `/app/customers/${id}`;
const segment = ({ segment: id }: Ids) => `/app/segments/${id}`;

/** A condition as the builder sends it. */
const DRAFT = { key: '', nots: 0, join: 'all', bare: false, of: [BLANK_ROW] };

/** Everything that can be asked of each route, with every id that it takes. */
const QUESTIONS: Record<string, Question[]> = {
  'routes/api.customer-block': [{ path: ({ customer: id }) => `/api/customer-block?id=${id}` }],
  'routes/app._index': [at('/app')],
  'routes/app.progress': [at('/app/progress')],
  'routes/app.reports._index': [at('/app/reports')],
  'routes/app.reports.cohorts': [
    at('/app/reports/cohorts'),
    { path: ({ product }) => `/app/reports/cohorts?months=24&product=${product}` },
    at('/app/reports/cohorts?channel=web&source=google'),
    { path: () => '/app/reports/cohorts', form: () => ({}) },
  ],
  'routes/app.reports.worth': [
    at('/app/reports/worth'),
    at('/app/reports/worth?by=product&form=factors&rank=general&measure=profit'),
    { path: () => '/app/reports/worth', form: () => ({}) },
  ],
  'routes/app.reports.repeat': [
    at('/app/reports/repeat'),
    at('/app/reports/repeat?period=2026-03&days=30'),
    { path: () => '/app/reports/repeat', form: () => ({}) },
    { path: () => '/app/reports/repeat?period=all&days=30', form: () => ({}) },
  ],
  'routes/app.reports.subscriptions': [
    at('/app/reports/subscriptions'),
    { path: ({ product }) => `/app/reports/subscriptions?product=${product}&silent=30` },
    { path: () => '/app/reports/subscriptions', form: () => ({}) },
  ],
  'routes/app.reports.products': [
    at('/app/reports/products'),
    {
      path: ({ product }) =>
        `/app/reports/products?product=${product}&channel=web&base=order&support=1&days=30`,
    },
    { path: () => '/app/reports/products', form: () => ({}) },
    ...tell(
      () => '/app/reports/products',
      ({ product }) => ({ intent: 'roles', products: { trial: [product] } }),
    ),
  ],
  'routes/app.reports.diagnosis': [
    ...['list', 'calendar', 'cycle', 'change', 'ceiling'].map((part) =>
      at(`/app/reports/diagnosis?part=${part}&month=2026-03&span=12&since=12`),
    ),
    { path: () => '/app/reports/diagnosis?month=2026-03', form: () => ({}) },
  ],
  'routes/app.reports.health': [at('/app/reports/health?month=2026-03')],
  'routes/app.reports.health_.file': [at('/app/reports/health/file?month=2026-03&locale=ja')],
  'routes/app.reports.ads': [
    at('/app/reports/ads?months=24&margin=60'),
    { path: () => '/app/reports/ads?months=24&margin=60', form: () => ({}) },
  ],
  'routes/app.reports.ranks': [
    at('/app/reports/ranks?by=layer'),
    { path: () => '/app/reports/ranks?by=cpm', form: () => ({}) },
  ],
  'routes/app.reports.ads_.costs': tell(
    () => '/app/reports/ads/costs',
    () => [{ source: 'taken', month: '2026-03', cost: 1 }],
  ).concat(
    fill(
      () => '/app/reports/ads/costs',
      () => ({ file: 'source,month,cost' }),
    ),
  ),
  'routes/app.customers._index': [
    at('/app/customers'),
    { path: ({ customer: id }) => `/app/customers?ids=${id}` },
    { path: ({ segment: id }) => `/app/customers?segment=${id}` },
    { path: ({ product }) => `/app/customers?product=${product}` },
    { path: ({ customer: id }) => `/app/customers?after=${id}` },
  ],
  'routes/app.customers.count': [
    { path: ({ customer: id }) => `/app/customers/count?ids=${id}` },
    { path: ({ segment: id }) => `/app/customers/count?segment=${id}` },
  ],
  'routes/app.customers.file': [
    { path: ({ customer: id }) => `/app/customers/file?ids=${id}` },
    { path: ({ segment: id }) => `/app/customers/file?segment=${id}` },
    { path: ({ product }) => `/app/customers/file?product=${product}` },
  ],
  'routes/app.customers.search': tell(
    () => '/app/customers/search',
    ({ customer: id }) => ({ text: id }),
    ({ order }) => ({ text: order }),
  ),
  'routes/app.customers.segment': tell(
    ({ product }) => `/app/customers/segment?product=${product}`,
    () => ({ name: 'Taken', slug: 'taken', tag: true }),
  ),
  'routes/app.cpm': [at('/app/cpm?month=2026-03')],
  'routes/app.rfm': [at('/app/rfm?month=2026-03')],
  'routes/app.customers.$id': [
    { path: customer },
    ...fill(
      customer,
      () => ({ intent: 'add-event', kind: 'survey', at: '2026-03-01' }),
      ({ event }) => ({ intent: 'remove-event', id: event }),
      () => ({ intent: 'opt-out', out: 'yes' }),
    ),
  ],
  'routes/app.lifecycle': [at('/app/lifecycle?month=2026-03')],
  'routes/app.lifecycle_.coming': [at('/app/lifecycle/coming')],
  'routes/app.vip': [
    at('/app/vip?month=2026-03'),
    ...tell(
      () => '/app/vip',
      () => ({
        intent: 'steps',
        roles: { experience: { name: 'Taken', sentence: 'Taken over.' } },
        inserts: { experience: 'Taken over.' },
      }),
    ),
  ],
  'routes/app.vip_.relations': [at('/app/vip/relations')],
  'routes/app.segments._index': [at('/app/segments')],
  'routes/app.segments.new': [at('/app/segments/new?key=lapsed-excellent')],
  'routes/app.segments.$id_.edit': [
    { path: (ids) => `${segment(ids)}/edit` },
    ...tell(
      (ids) => `${segment(ids)}/edit`,
      () => ({ name: 'Taken', tag: true, draft: DRAFT }),
    ),
  ],
  'routes/app.segments.count': tell(
    () => '/app/segments/count',
    () => DRAFT,
  ),
  'routes/app.segments.products': [
    { path: ({ product }) => `/app/segments/products?q=${product}` },
  ],
  'routes/app.segments.target': [at('/app/segments/target?says=stage:first')],
  'routes/app.segments.$id': [
    { path: segment },
    { path: (ids) => `${segment(ids)}?after=${ids.customer}` },
    ...tell(
      segment,
      () => ({ intent: 'rename', name: 'Taken' }),
      () => ({ intent: 'tag', tag: false }),
      () => ({ intent: 'delete' }),
    ),
  ],
  'routes/app.settings._index': [at('/app/settings')],
  'routes/app.settings.distributions': [at('/app/settings/distributions')],
  'routes/app.settings.history': [at('/app/settings/history?upTo=99')],
  'routes/app.settings.drafts.$id': [
    { path: ({ draft }) => `/app/settings/drafts/${draft}` },
    ...tell(
      ({ draft }) => `/app/settings/drafts/${draft}`,
      () => ({}),
    ),
  ],
  'routes/app.settings.tags': [at('/app/settings/tags')],
  'routes/app.sync._index': [at('/app/sync')],
  'routes/app.sync.counting': [at('/app/sync/counting')],
  'routes/app.sync.data-requests.$id': [
    { path: ({ dataRequest }) => `/app/sync/data-requests/${dataRequest}` },
  ],
  'routes/app.sync.duplicates': [at('/app/sync/duplicates')],
  'routes/app.sync.import': [
    at('/app/sync/import'),
    ...fill(
      () => '/app/sync/import',
      ({ upload }) => ({ intent: 'accept', id: upload }),
      ({ upload }) => ({ intent: 'cancel', id: upload }),
    ),
  ],
};

/** Routes that are given no id and show nothing that is kept. */
const WITHOUT_DATA = ['routes/app', 'routes/app.sync.import_.file', 'routes/app.table-file'];

let web: RunningWeb;
let theirs: MarkedShop;
let ours: MarkedShop;

beforeAll(async () => {
  ensureBuilt();
  theirs = await aMarkedShop(ground.db, 71, KEY);
  ours = await aMarkedShop(ground.db, 82, KEY);
  const env = readWebEnv({
    NODE_ENV: 'test',
    DATABASE_URL: ground.databaseUrl,
    SHOPIFY_API_KEY: APP.apiKey,
    SHOPIFY_API_SECRET: APP.apiSecret,
    ENCRYPTION_KEY: KEY,
    SHOPIFY_APP_URL: 'http://127.0.0.1:1',
    PORT: '0',
  });
  web = await startWeb(env, createLogger('silent'));
}, 120_000);

afterAll(async () => {
  await web.stop();
});

/** Our merchant asks. */
async function ask({ path: place, json, form }: Question, ids: Ids) {
  const headers = {
    'user-agent': BROWSER,
    authorization: `Bearer ${await sessionTokenOf(ours)}`,
    ...(json && { 'content-type': 'application/json' }),
  };
  const body = json ? JSON.stringify(json(ids)) : form && new URLSearchParams(form(ids));
  const answer = await fetch(web.url + place(ids), {
    redirect: 'manual',
    headers,
    ...(body !== undefined && { method: 'POST', body }),
  });
  return { status: answer.status, text: await answer.text() };
}

describe('a merchant who names what belongs to another shop', () => {
  it('is asked about in every route that there is', async () => {
    const file = path.join(ROOT, 'build/server/index.js');
    const { routes } = (await import(pathToFileURL(file).href)) as ServerBuild;
    const withData = Object.values(routes).flatMap((route) =>
      (route.module.loader ?? route.module.action) ? [route.id] : [],
    );
    const known = [...Object.keys(QUESTIONS), ...WITHOUT_DATA];
    const inApp = withData.filter((id) => /^routes\/(app|api)/.test(id));
    expect(inApp.length).toBeGreaterThan(20);
    expect(inApp.filter((id) => !known.includes(id))).toEqual([]);
  });

  it.each(Object.keys(QUESTIONS))('sees and changes nothing of it: %s', async (route) => {
    const before = await rowsOf(theirs.shop);
    for (const question of QUESTIONS[route] ?? []) {
      const { status, text } = await ask(question, theirs.ids);
      expect(status, text.slice(0, 300)).toBeLessThan(500);
      expect(status).not.toBe(401);
      expect(text).not.toContain(theirs.word);
    }
    expect(await rowsOf(theirs.shop)).toEqual(before);
  });

  it('would see it if it were their own', async () => {
    const places = ['$id', 'segments._index', 'import', 'data-requests.$id'];
    const routes = Object.keys(QUESTIONS).filter((id) => places.some((end) => id.endsWith(end)));
    expect(routes.length).toBeGreaterThan(places.length);
    for (const route of routes.filter((id) => !id.includes('drafts'))) {
      const [question] = QUESTIONS[route] ?? [];
      if (question) expect((await ask(question, ours.ids)).text, route).toContain(ours.word);
    }
  });
});
