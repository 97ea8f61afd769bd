import { describe, expect, it } from 'vitest';
import type { Day } from '#app/domain/day.ts';
import type { CpmState } from '#app/domain/models/cpm.ts';
import { cpm } from '#app/domain/models/cpm.ts';
import { paramsText } from '#app/domain/prepared/report.ts';
import { worth, type WorthBody } from '#app/domain/prepared/worth.ts';
import { customerAbcValues } from '#app/domain/reports/abc-measures.ts';
import { decileTable } from '#app/domain/reports/decile-table.ts';
import { firstProductOf } from '#app/domain/reports/groupings.ts';
import { tally } from '#app/domain/reports/tally.ts';
import { worthTally } from '#app/domain/reports/worth.ts';
import { worthRowOf } from '#app/domain/reports/worth-row.ts';
import { timelineOf } from '#app/domain/timeline.ts';
import type { CustomersFilter } from '#app/presenters/customers-filter.ts';
import { customersCount } from '#app/presenters/customers-screen.ts';
import { formCustomers, groupCustomers, spreadCustomers } from '#app/presenters/worth-customers.ts';
import type { Shop } from '#app/store/database.ts';
import { currentSettings } from '#app/store/settings.ts';
import { customersUrl } from '#app/ui/customers-url.ts';
import { RANKS } from '#app/domain/relative/rfm.ts';
import { useGround } from '../setup/ground.ts';
import { aReportShop, madeBody, TODAY, type ToldCustomer } from '../setup/report-shop.ts';

const ground = useGround();
const NOW = Date.parse(`${TODAY}T03:00:00Z`);
const QUESTION = paramsText(worth.params.parse({}));
const SEEDS = [11, 12, 13];

async function made(seed: number) {
  const { shop, context, asOf, told } = await aReportShop(ground.db, seed);
  const body = (await madeBody(shop, context, worth, QUESTION)) as WorthBody;
  return { shop, asOf, told, body };
}

async function counted(shop: Shop, filter: CustomersFilter): Promise<number | undefined> {
  const query = new URL(customersUrl(filter), 'http://shop').searchParams;
  return (await customersCount(shop, query, NOW))?.customers;
}

async function cpmOf(shop: Shop, asOf: Day) {
  const settings = (await currentSettings(shop))?.settings;
  if (!settings) throw new Error('the shop has no settings');
  return ({ history }: ToldCustomer): CpmState | null =>
    timelineOf(cpm, history, settings).findLast(({ from }) => from <= asOf)?.state ?? null;
}

describe.each(SEEDS)("the report of customers' worth (shop %i)", (seed) => {
  it('says of stored customers what mathematics says of them', async () => {
    const { shop, asOf, told, body } = await made(seed);
    const stateOf = await cpmOf(shop, asOf);
    const rowOf = (customer: ToldCustomer) => {
      const row = worthRowOf(customer.history, stateOf(customer), asOf);
      return row ? [row] : [];
    };
    expect(body.total).toEqual(tally(worthTally(), told.flatMap(rowOf)));
    for (const { group, worth: of } of body.by.product.groups) {
      const own = told.filter(({ history }) => (firstProductOf(history) ?? '') === group);
      expect(of).toEqual(tally(worthTally(), own.flatMap(rowOf)));
    }
  });

  it('has every customer once in each grouping, spread and class', async () => {
    const { told, body } = await made(seed);
    for (const { groups, others } of Object.values(body.by)) {
      const inGroups = groups.reduce((sum, each) => sum + each.worth.customers, 0);
      expect(inGroups + others.customers).toBe(told.length);
    }
    const inRanks = Object.values(body.spread).map(({ bins, customers }) => {
      expect(bins.reduce((sum, bin) => sum + bin.customers, 0)).toBe(customers);
      return customers;
    });
    expect(inRanks.reduce((sum, each) => sum + each, 0)).toBe(told.length);
    for (const { deciles, abc, customers } of Object.values(body.concentration)) {
      expect(customers).toBe(told.length);
      expect(deciles.at(-1)?.cumulativeShare).toBeCloseTo(1, 9);
      expect(abc.reduce((sum, row) => sum + row.customers, 0)).toBe(told.length);
    }
  });

  it('cuts exact tenths by every measure', async () => {
    const { asOf, told, body } = await made(seed);
    const values = told.map(({ history }) => customerAbcValues(history, asOf));
    for (const measure of ['sales', 'profit', 'units', 'orders'] as const) {
      const sorted = values.map((each) => each[measure]).sort((a, b) => b - a);
      const tenths = tally(decileTable(sorted.length), sorted);
      expect(body.concentration[measure].deciles.map(({ value }) => value)).toEqual(
        tenths.map(({ amount }) => Number(amount)),
      );
    }
    const flagged = body.concentration.profit.abc.reduce((sum, row) => sum + row.flagged, 0);
    expect(flagged).toBe(values.filter(({ costMissing }) => costMissing).length);
  });

  it('leads to as many customers as it says', { timeout: 60_000 }, async () => {
    const { shop, asOf, body } = await made(seed);
    const { total } = body;
    const forms = formCustomers(asOf);
    const says = {
      cumulative: total.customers,
      annual: total.annual.customers,
      factors: total.factors.customers,
      churn: total.churn.annualChurn.denominator,
      continuing: total.continuing.customers,
      retained: total.retained.customers,
      revived: total.revived.customers,
      new: total.new.customers,
      ...Object.fromEntries(total.byAge.map((age) => [`age${age.days}`, age.customers])),
    };
    for (const [form, filter] of Object.entries(forms)) {
      expect([form, await counted(shop, filter)]).toEqual([form, says[form as keyof typeof says]]);
    }
    for (const by of ['rank', 'layer', 'cpm', 'year'] as const) {
      for (const { group, worth: of } of body.by[by].groups) {
        const filter = groupCustomers(by, group);
        expect([group, filter && (await counted(shop, filter))]).toEqual([group, of.customers]);
      }
    }
    for (const rank of RANKS) {
      const filters = spreadCustomers(rank, body.spread[rank]);
      for (const [index, { customers }] of body.spread[rank].bins.entries()) {
        if (customers === 0) continue;
        expect(await counted(shop, filters[index] ?? {})).toBe(customers);
      }
    }
    for (const row of body.concentration.sales.deciles) {
      const filter = { states: [{ model: 'decile', states: [String(row.group)] }] } as const;
      expect(await counted(shop, filter)).toBe(row.customers);
    }
  });
});
