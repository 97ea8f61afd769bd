import { describe, expect, it } from 'vitest';
import { openReport } from '#app/commands/reports.ts';
import { ads } from '#app/domain/prepared/ads.ts';
import { EVERY_NIGHT } from '#app/domain/prepared/catalog.ts';
import { cohorts } from '#app/domain/prepared/cohorts.ts';
import { products } from '#app/domain/prepared/products.ts';
import { ranks } from '#app/domain/prepared/ranks.ts';
import { repeat } from '#app/domain/prepared/repeat.ts';
import { BODY_FORM, paramsText, type PreparedReport } from '#app/domain/prepared/report.ts';
import { subscriptions } from '#app/domain/prepared/subscriptions.ts';
import { worth } from '#app/domain/prepared/worth.ts';
import { adsQuestionOf, adsScreen } from '#app/presenters/ads-screen.ts';
import { cohortsScreen } from '#app/presenters/cohorts-screen.ts';
import { diagnosisAsked, diagnosisScreen } from '#app/presenters/diagnosis-screen.ts';
import { healthScreen } from '#app/presenters/health-screen.ts';
import { productsScreen } from '#app/presenters/products-screen.ts';
import { ranksScreen } from '#app/presenters/ranks-screen.ts';
import { repeatScreen } from '#app/presenters/repeat-screen.ts';
import type { ReportScreen } from '#app/presenters/report-screen.ts';
import { reportsHub, type HubReport, type HubSays } from '#app/presenters/reports-hub.ts';
import { subscriptionsScreen } from '#app/presenters/subscriptions-screen.ts';
import { worthScreen } from '#app/presenters/worth-screen.ts';
import { saveAdCosts } from '#app/store/ad-costs.ts';
import type { Shop } from '#app/store/database.ts';
import { askForDueReports, askForReport } from '#app/store/reports.ts';
import { buildReports } from '#workers/handlers/build-reports.ts';
import { useGround } from '../setup/ground.ts';
import { knownShop } from '../setup/known-shop.ts';
import { buildAll } from '../setup/months.ts';
import { aReportShop, TODAY } from '../setup/report-shop.ts';

const ground = useGround();
const NOW = Date.parse(`${TODAY}T03:00:00Z`);
const noQueue = () => Promise.resolve();
const PREPARED = [repeat, subscriptions, products, worth, ads, cohorts, ranks];

/** A shop whose reports have been counted as they are every night. */
async function counted(seed: number) {
  const made = await aReportShop(ground.db, seed);
  await buildAll(made.shop, made.context);
  await askForDueReports(made.shop, made.asOf, EVERY_NIGHT);
  await buildReports(made.shop, made.context);
  return made;
}

async function toldOf(shop: Shop): Promise<HubSays> {
  const hub = await reportsHub(shop);
  if (!hub) throw new Error('the hub says nothing');
  const said = Object.entries(hub.told).map(([report, told]) => {
    if (told.state !== 'told') throw new Error(`${report} is ${told.state}`);
    return [report, told.says];
  });
  return Object.fromEntries(said) as HubSays;
}

async function statesOf(shop: Shop): Promise<Record<HubReport, string>> {
  const told = Object.entries((await reportsHub(shop))?.told ?? {});
  const states = told.map(([report, { state }]) => [report, state]);
  return Object.fromEntries(states) as Record<HubReport, string>;
}

/** What the page of a report shows when nothing is asked. */
async function page<Params, Body, Shown, Question>(
  report: PreparedReport<Params, Body>,
  shop: Shop,
  screen: (
    open: () => ReturnType<typeof openReport<Params, Body>>,
    question: Params,
  ) => Promise<ReportScreen<Shown, Question>>,
): Promise<Shown> {
  const question = report.params.parse({});
  const open = () => openReport(shop, noQueue, report, question, NOW);
  const made = await screen(open, question);
  if ('unready' in made || made.report.state !== 'ready') throw new Error('the page is not ready');
  return made.report.shown;
}

const rowsOf = (shop: Shop) =>
  shop.db.sql.query(
    'select key, params, asked_at, seen_at, made_at from report where shop_id = $1 order by 1, 2',
    [shop.id],
  );

const PAID = { source: 'google', month: '2026-03', cost: 120_000 };

describe.each([31, 32])('the hub of all reports (shop %i)', (seed) => {
  it('says the main number that each report itself says', async () => {
    const { shop } = await counted(seed);
    const says = await toldOf(shop);
    const [repeats, subscribed, sold, value, spent, cohort, ranked] = await Promise.all([
      page(repeat, shop, (open, question) => repeatScreen(shop, open, question, NOW)),
      page(subscriptions, shop, (open, question) => subscriptionsScreen(shop, open, question, NOW)),
      page(products, shop, async (open, question) => {
        return (await productsScreen(shop, open, question, NOW)).screen;
      }),
      page(worth, shop, (open, question) => worthScreen(shop, open, question, NOW)),
      page(ads, shop, (open) => adsScreen(shop, open, adsQuestionOf(new URLSearchParams()), NOW)),
      page(cohorts, shop, (open, question) => cohortsScreen(shop, open, question, NOW)),
      page(ranks, shop, (open, question) => ranksScreen(shop, open, question, NOW)),
    ]);
    expect(says.repeat.again.rate.whole.count).toBeGreaterThan(0);
    expect(repeats.again).toMatchObject(says.repeat.again);
    expect(says.repeat.period).toBe(repeat.params.parse({}).period);
    expect(says.subscriptions?.customers.count).toBeGreaterThan(0);
    expect(subscribed).toMatchObject(says.subscriptions ?? {});
    const [most] = sold.products;
    expect(says.products).toEqual({
      title: most?.title,
      reached: most?.reached.slice(0, 2).map(({ count }) => ({ count })),
      rates: most?.rates.slice(0, 1),
      before: null,
    });
    expect(says.worth.total.annual.customers).toBeGreaterThan(0);
    expect(value).toMatchObject(says.worth);
    expect(says.ads.all.customers).toBeGreaterThan(0);
    expect(spent).toMatchObject({ ...says.ads, sources: expect.any(Array) as unknown });
    expect(spent.sources.find(({ source }) => source === null)).toMatchObject(
      says.ads.sources[0] ?? {},
    );
    expect(cohort).toMatchObject(says.cohorts);
    expect(cohort.rows.length).toBeGreaterThan(0);
    expect(ranked.profiles[0]).toMatchObject(says.ranks ?? {});
    expect(says.ranks).not.toBeNull();
  });

  it('says of the newest month what health and diagnosis say', async () => {
    const { shop } = await counted(seed);
    const says = await toldOf(shop);
    const making = () => Promise.resolve({ state: 'making' as const, done: 0, all: null });
    const health = await healthScreen(shop, null, making);
    const asked = diagnosisAsked(new URLSearchParams());
    const reports = { calendar: making, change: making };
    const diagnosis = await diagnosisScreen(shop, asked, reports, NOW);
    if (typeof health === 'string' || typeof diagnosis === 'string') throw new Error('not ready');
    const { end, rows } = health.sheet;
    expect(rows.at(-1)).toMatchObject(says.health);
    expect(says.health.sales).toBeGreaterThan(0);
    if (diagnosis.shown.part !== 'list') throw new Error('the list comes first');
    const { groups, total } = diagnosis.shown.table;
    const active = groups.filter(({ group }) => group.endsWith('-active'));
    expect(says.diagnosis).toEqual({
      day: end,
      customers: total.customers,
      active: active.reduce((sum, { customers }) => sum + customers, 0),
    });
  });
});

describe('the hub of all reports', () => {
  it('tells the costs of ads as they are entered, without counting anything anew', async () => {
    const { shop } = await counted(33);
    expect((await toldOf(shop)).ads.paid.cost).toBe(0);
    await saveAdCosts(shop, [PAID], null);
    expect((await toldOf(shop)).ads.paid.cost).toBe(PAID.cost);
  });

  it('asks for nothing, and notes no look', async () => {
    const { shop } = await aReportShop(ground.db, 34);
    expect(await statesOf(shop)).toMatchObject({
      repeat: 'unasked',
      worth: 'unasked',
      ranks: 'unasked',
      health: 'no-month',
      diagnosis: 'no-month',
    });
    expect(await rowsOf(shop)).toEqual([]);
    await askForReport(shop, { key: repeat.key, params: repeat.unasked });
    const before = await rowsOf(shop);
    expect(await statesOf(shop)).toMatchObject({ repeat: 'making', worth: 'unasked' });
    expect(await rowsOf(shop)).toEqual(before);
  });

  it('says nothing of a body in another form, or of another question', async () => {
    const { shop, context, asOf } = await counted(35);
    for (const report of PREPARED)
      expect((await statesOf(shop))[report.key as 'repeat']).toBe('told');
    await shop.db.sql.query('update report set form = $2 where shop_id = $1', [
      shop.id,
      BODY_FORM + 1,
    ]);
    for (const report of PREPARED)
      expect((await statesOf(shop))[report.key as 'repeat']).toBe('unasked');
    await shop.db.sql.query('delete from report where shop_id = $1', [shop.id]);
    const month = paramsText(repeat.params.parse({ period: '30d' }));
    await askForReport(shop, { key: repeat.key, params: month });
    await buildReports(shop, context);
    expect((await statesOf(shop)).repeat).toBe('unasked');
    await askForDueReports(shop, asOf, EVERY_NIGHT);
    await buildReports(shop, context);
    expect((await statesOf(shop)).repeat).toBe('told');
  });

  it('shows of each report as of when it was counted', async () => {
    const { shop } = await counted(36);
    await shop.db.sql.query(
      `update report set as_of = '2026-06-20' where shop_id = $1 and key = 'worth'`,
      [shop.id],
    );
    expect((await reportsHub(shop))?.told).toMatchObject({
      worth: { asOf: '2026-06-20' },
      repeat: { asOf: TODAY },
    });
  });

  it('of a shop without buyers says nothing', async () => {
    const { shop } = await knownShop(ground.db);
    expect(await reportsHub(shop)).toBeNull();
  });
});
