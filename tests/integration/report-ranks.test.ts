import { describe, expect, it } from 'vitest';
import { openReport } from '#app/commands/reports.ts';
import type { Day } from '#app/domain/day.ts';
import type { CustomerId } from '#app/domain/ids.ts';
import { cpm } from '#app/domain/models/cpm.ts';
import { ranks, type ProfiledBy, type RanksBody } from '#app/domain/prepared/ranks.ts';
import { paramsText } from '#app/domain/prepared/report.ts';
import { RANKS, rankOf, rfmScores } from '#app/domain/relative/rfm.ts';
import { daysToExcellent } from '#app/domain/reports/days-to-excellent.ts';
import { rankProfiles } from '#app/domain/reports/rank-profile.ts';
import { tally } from '#app/domain/reports/tally.ts';
import { timelineOf } from '#app/domain/timeline.ts';
import { ranksScreen, type RanksShown } from '#app/presenters/ranks-screen.ts';
import { sampleWhere } from '#app/store/condition-sql.ts';
import { currentCutoffs } from '#app/store/cutoffs.ts';
import type { Shop } from '#app/store/database.ts';
import { currentSettings } from '#app/store/settings.ts';
import { customersWho } from '../setup/behind.ts';
import { useGround } from '../setup/ground.ts';
import { aReportShop, madeBody, TODAY, type ToldCustomer } from '../setup/report-shop.ts';

const ground = useGround();
const NOW = Date.parse(`${TODAY}T03:00:00Z`);
const noQueue = () => Promise.resolve();
const BY: readonly ProfiledBy[] = ['rank', 'layer', 'cpm', 'stage'];

async function shownOf(shop: Shop, by: ProfiledBy): Promise<RanksShown> {
  const question = { by };
  const open = () => openReport(shop, noQueue, ranks, question, NOW);
  const screen = await ranksScreen(shop, open, question, NOW);
  if ('unready' in screen || screen.report.state !== 'ready') throw new Error('not ready');
  return screen.report.shown;
}

describe('the report on ranks', () => {
  it.each([1, 2, 3])(
    'says of stored customers what mathematics says of them (shop %i)',
    async (seed) => {
      const { shop, context, asOf, told } = await aReportShop(ground.db, seed);
      const { settings } = (await currentSettings(shop))!;
      const question = { by: 'cpm' as const };
      const body = (await madeBody(shop, context, ranks, paramsText(question))) as RanksBody;
      const tracked = told.map(({ history }) => ({
        history,
        timeline: timelineOf(cpm, history, settings),
      }));
      expect(body.toExcellent).toEqual(tally(daysToExcellent(asOf), tracked));
      const rows = told.map(({ history }) => ({
        group: timelineOf(cpm, history, settings).findLast(({ from }) => from <= asOf)!.state!,
        history,
      }));
      const expected = tally(rankProfiles(asOf, 5), rows);
      for (const profile of body.profiles) {
        const { sales, products, regions, ...own } = expected.find(
          ({ group }) => group === profile.group,
        )!;
        expect(profile).toMatchObject(JSON.parse(JSON.stringify(own)) as object);
        expect(profile.sales).toBe(Number(sales));
        expect(profile.products.map(({ share }) => share)).toEqual(
          products.map(({ share }) => share),
        );
        expect(regions.every(({ region }) => region === null)).toBe(true);
      }
      expect(body.profiles).toHaveLength(expected.length);
    },
  );

  it.each([4, 5])('puts every customer into one group, and lists them (shop %i)', async (seed) => {
    const { shop, context, told } = await aReportShop(ground.db, seed);
    for (const by of BY) {
      await madeBody(shop, context, ranks, paramsText({ by }));
      const { profiles, ungrouped } = await shownOf(shop, by);
      const customers = profiles.reduce((sum, profile) => sum + profile.customers, 0);
      expect(ungrouped).toBe(0);
      expect(customers).toBe(told.length);
      const share = profiles.reduce((sum, profile) => sum + (profile.share.value ?? 0), 0);
      const sales = profiles.reduce((sum, { salesShare }) => sum + (salesShare.value ?? 0), 0);
      expect(share).toBeCloseTo(1, 9);
      expect(sales).toBeCloseTo(1, 9);
      for (const profile of profiles) {
        const customers = await customersWho(shop, profile.customersOf, NOW);
        expect(customers, `${by} ${profile.group}`).toBe(profile.customers);
      }
    }
  });

  it.each([6, 7, 8])('names whom their next order lifts (shop %i)', async (seed) => {
    const { shop, context, asOf, told } = await aReportShop(ground.db, seed);
    await madeBody(shop, context, ranks, paramsText({ by: 'rank' }));
    const { lifted } = await shownOf(shop, 'rank');
    const { settings } = (await currentSettings(shop))!;
    const cuts = (await currentCutoffs(shop))!.cutoffs!.rfm;
    const byId = new Map(told.map((customer) => [customer.id, customer]));
    let tried = 0;
    for (const { rank, where, customers } of lifted) {
      const ids = (await sampleWhere(shop, where, asOf, 1_000)) ?? [];
      expect(ids).toHaveLength(customers);
      for (const id of ids) {
        const after = rankOf(rfmScores(oneMore(byId, id, asOf), cuts), settings);
        expect(RANKS.indexOf(after)).toBeLessThan(RANKS.indexOf(rank));
        tried += 1;
      }
    }
    expect(tried).toBeGreaterThan(0);
  });
});

/** What RFM sees of a customer after an order of the least value today. */
function oneMore(told: ReadonlyMap<CustomerId, ToldCustomer>, id: CustomerId, asOf: Day) {
  const orders = told.get(id)!.history.orders.filter(({ day }) => day <= asOf);
  const amount = orders.reduce((sum, { value }) => sum + value, 0);
  return { departure: 0, orders: orders.length + 1, amount: amount + 1 };
}
