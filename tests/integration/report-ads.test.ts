import { describe, expect, it } from 'vitest';
import { enterAdCosts, previewAdCosts } from '#app/commands/ad-costs.ts';
import { openReport } from '#app/commands/reports.ts';
import type { Day } from '#app/domain/day.ts';
import { ads, adSources, type AdsBody } from '#app/domain/prepared/ads.ts';
import { paramsText } from '#app/domain/prepared/report.ts';
import { tally } from '#app/domain/reports/tally.ts';
import type { Condition } from '#app/domain/segments/condition.ts';
import { adsQuestionOf, adsScreen, type AdsShown } from '#app/presenters/ads-screen.ts';
import { listAdCosts } from '#app/store/ad-costs.ts';
import { countWhere } from '#app/store/condition-sql.ts';
import type { Shop } from '#app/store/database.ts';
import { useGround } from '../setup/ground.ts';
import { knownShop } from '../setup/known-shop.ts';
import { aReportShop, madeBody, TODAY } from '../setup/report-shop.ts';

const ground = useGround();
const QUESTION = ads.params.parse({});
const NOW = Date.parse(`${TODAY}T03:00:00Z`);
const NOBODY = { trial: new Set<string>(), main: new Set<string>() };
const noQueue = () => Promise.resolve();

async function shownOf(shop: Shop, address: string): Promise<AdsShown> {
  const open = () => openReport(shop, noQueue, ads, QUESTION, NOW);
  const asked = adsQuestionOf(new URLSearchParams(address));
  const screen = await adsScreen(shop, open, asked, NOW);
  if ('unready' in screen || screen.report.state !== 'ready') throw new Error('not ready');
  return screen.report.shown;
}

const listed = async (shop: Shop, who: Condition, asOf: Day) =>
  (await countWhere(shop, who, asOf))?.customers;

describe('the report on advertising', () => {
  it.each([1, 2, 3])(
    'says of stored customers what mathematics says of them (shop %i)',
    async (seed) => {
      const { shop, context, asOf, told } = await aReportShop(ground.db, seed);
      const body = (await madeBody(shop, context, ads, paramsText(QUESTION))) as AdsBody;
      expect(body).toEqual(tally(adSources(asOf, NOBODY), told));
    },
  );

  it.each([4, 5])('links every count of new customers to them (shop %i)', async (seed) => {
    const { shop, context, asOf } = await aReportShop(ground.db, seed);
    await madeBody(shop, context, ads, paramsText(QUESTION));
    const { sources, all } = await shownOf(shop, 'months=24');
    expect(sources.length).toBeGreaterThan(1);
    for (const { who, customers } of [...sources, all]) {
      expect(await listed(shop, who, asOf)).toBe(customers);
    }
    expect(sources.reduce((sum, { customers }) => sum + customers, 0)).toBe(all.customers);
  });

  it('shows costs at once, without counting anew', async () => {
    const { shop, context } = await aReportShop(ground.db, 6);
    await madeBody(shop, context, ads, paramsText(QUESTION));
    const before = await shownOf(shop, 'months=36');
    expect(before.paid).toEqual({ customers: 0, cost: 0, cpa: null });
    await enterAdCosts(
      shop,
      [
        { source: 'google', month: '2026-06', cost: 50_000 },
        { source: 'google', month: '2025-12', cost: 10_000 },
        { source: 'flyer', month: '2026-06', cost: 9_000 },
        { source: 'line', month: '2020-01', cost: 1 },
      ],
      null,
    );
    const { sources, paid, all } = await shownOf(shop, 'months=36&margin=50');
    const google = sources.find(({ source }) => source === 'google');
    expect(google?.cost).toBe(60_000);
    expect(google?.cpa).toBe(60_000 / google!.customers);
    expect(google?.rate).toBe(0.5);
    expect(sources.find(({ source }) => source === 'flyer')).toMatchObject({
      customers: 0,
      cost: 9_000,
      cpa: null,
      judgement: 'nobody',
    });
    expect(sources.find(({ source }) => source === 'line')?.cost).toBeNull();
    expect(paid).toEqual({
      customers: google!.customers,
      cost: 69_000,
      cpa: 69_000 / google!.customers,
    });
    expect(all.cost).toBe(69_000);
  });
});

describe('costs of ads', () => {
  const file = (text: string) => ({
    name: 'c.csv',
    bytes: new TextEncoder().encode(text),
    by: '1',
  });

  it('are kept, changed and emptied cell by cell, of one shop only', async () => {
    const { shop } = await knownShop(ground.db);
    const cell = { source: 'line', month: '2026-05' };
    await enterAdCosts(
      shop,
      [
        { ...cell, cost: 1 },
        { ...cell, cost: 2 },
        { source: 'a "b" \\', month: '2026-04', cost: 0 },
      ],
      '7',
    );
    const odd = { source: 'a "b" \\', month: '2026-04', cost: 0 };
    expect(await listAdCosts(shop)).toEqual([odd, { ...cell, cost: 2 }]);
    await enterAdCosts(shop, [{ ...cell, cost: null }], '7');
    expect(await listAdCosts(shop)).toEqual([odd]);
    await enterAdCosts(shop, [], '7');
    expect(await listAdCosts({ ...shop, id: shop.id + 1 } as Shop)).toEqual([]);
  });

  it('of a file are looked at, and told what they would replace; nothing is written', async () => {
    const { shop } = await knownShop(ground.db);
    await enterAdCosts(shop, [{ source: 'line', month: '2026-05', cost: 1 }], null);
    const preview = await previewAdCosts(
      shop,
      file('source,month,cost\nline,2026/5,"¥2,000"\ngoogle,2026-05,3000'),
    );
    expect(preview).toEqual({
      cells: [
        { source: 'line', month: '2026-05', cost: 2_000 },
        { source: 'google', month: '2026-05', cost: 3_000 },
      ],
      replaced: 1,
    });
    expect(await listAdCosts(shop)).toHaveLength(1);
  });

  it.each([
    ['with bad rows', 'source,month,cost\nline,x,1\nline,2026-05,', 2],
    ['without rows', 'source,month,cost\n', 0],
    ['of other columns', 'a,b\n1,2', 0],
  ])('of a file %s are refused', async (_, text, badRows) => {
    const { shop } = await knownShop(ground.db);
    expect(await previewAdCosts(shop, file(text))).toMatchObject({ badRows });
    expect(await listAdCosts(shop)).toEqual([]);
  });
});
