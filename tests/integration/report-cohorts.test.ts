import { describe, expect, it } from 'vitest';
import { cohorts, type CohortsBody, type CohortsQuestion } from '#app/domain/prepared/cohorts.ts';
import { paramsText } from '#app/domain/prepared/report.ts';
import { cohorts as cohortTally } from '#app/domain/reports/cohorts.ts';
import { firstChannelOf, firstProductOf, firstSourceOf } from '#app/domain/reports/groupings.ts';
import { grossProfitOf } from '#app/domain/reports/order-products.ts';
import { tally } from '#app/domain/reports/tally.ts';
import { cohortsScreen, type CohortsShown } from '#app/presenters/cohorts-screen.ts';
import type { CustomersFilter } from '#app/presenters/customers-filter.ts';
import { customersCount } from '#app/presenters/customers-screen.ts';
import type { Shop } from '#app/store/database.ts';
import { cellCustomers, cohortCustomers, yearBefore } from '#app/ui/cohorts/views.ts';
import { customersUrl } from '#app/ui/customers-url.ts';
import { useGround } from '../setup/ground.ts';
import { aReportShop, madeBody, TODAY, type ToldCustomer } from '../setup/report-shop.ts';

const ground = useGround();
const NOW = Date.parse(`${TODAY}T03:00:00Z`);
const SEEDS = [21, 22, 23];

function questionOf(asked: Partial<CohortsQuestion> = {}): CohortsQuestion {
  return cohorts.params.parse(asked);
}

async function countOf(shop: Shop, filter: CustomersFilter | null) {
  const query = new URL(customersUrl(filter ?? {}), 'http://shop').searchParams;
  return (await customersCount(shop, query, NOW))?.customers;
}

async function shownOf(shop: Shop, body: CohortsBody): Promise<CohortsShown> {
  const open = () =>
    Promise.resolve({ state: 'ready' as const, body, asOf: TODAY, madeAt: NOW, renewing: false });
  const screen = await cohortsScreen(shop, open, questionOf({ months: 24 }), NOW);
  if ('unready' in screen || screen.report.state !== 'ready') throw new Error('nothing is shown');
  return screen.report.shown;
}

describe.each(SEEDS)('the report of cohorts (shop %i)', (seed) => {
  it('says of stored customers what mathematics says of them', async () => {
    const { shop, context, asOf, told } = await aReportShop(ground.db, seed);
    const [first] = told;
    const filters: [Partial<CohortsQuestion>, (customer: ToldCustomer) => boolean][] = [
      [{ months: 36 }, () => true],
      [{ months: 36, channel: 'web' }, ({ history }) => firstChannelOf(history) === 'web'],
      [{ months: 36, source: '-' }, ({ history }) => firstSourceOf(history) === null],
      [
        { months: 36, product: (first && firstProductOf(first.history)) ?? '-' },
        ({ history }) => firstProductOf(history) === (first && firstProductOf(first.history)),
      ],
    ];
    for (const [asked, isIn] of filters) {
      const params = paramsText(questionOf(asked));
      const { rows } = (await madeBody(shop, context, cohorts, params)) as CohortsBody;
      const options = { asOf, months: 36, refunds: 'by-order' } as const;
      const histories = told.filter(isIn).map(({ history }) => history);
      const sales = tally(cohortTally(options), histories);
      const byDate = tally(cohortTally({ ...options, refunds: 'by-date' }), histories);
      const profit = tally(cohortTally({ ...options, measure: grossProfitOf }), histories);
      expect(rows).toEqual(
        sales.map(({ month, customers, cells }, index) => ({
          month,
          customers,
          withoutCost: profit[index]?.unmeasured,
          cells: cells.map(
            (cell, k) =>
              cell && {
                active: cell.retention.numerator,
                repeated: cell.repeated.numerator,
                sales: Number(cell.cumulative),
                salesByDate: Number(byDate[index]?.cells[k]?.cumulative),
                profit: Number(profit[index]?.cells[k]?.cumulative),
              },
          ),
        })),
      );
    }
  });

  it('holds every customer once, all of whom bought in their first month', async () => {
    const { shop, context, told } = await aReportShop(ground.db, seed);
    const params = paramsText(questionOf({ months: 36 }));
    const { rows, choices } = (await madeBody(shop, context, cohorts, params)) as CohortsBody;
    expect(rows.reduce((sum, { customers }) => sum + customers, 0)).toBe(told.length);
    for (const { customers, cells } of rows) {
      const over = cells.filter((cell) => cell !== null);
      for (const [k, cell] of over.entries()) {
        if (k === 0) expect(cell.active).toBe(customers);
        expect(cell.repeated).toBeGreaterThanOrEqual(over[k - 1]?.repeated ?? 0);
      }
    }
    for (const all of [choices.channels, choices.sources]) {
      expect(all.reduce((sum, { customers }) => sum + customers, 0)).toBe(told.length);
    }
  });

  it('leads to as many customers as it says', { timeout: 60_000 }, async () => {
    const { shop, context } = await aReportShop(ground.db, seed);
    const params = paramsText(questionOf({ months: 24 }));
    const shown = await shownOf(
      shop,
      (await madeBody(shop, context, cohorts, params)) as CohortsBody,
    );
    expect(shown.rows.length).toBeGreaterThan(3);
    for (const row of shown.rows) {
      expect(await countOf(shop, cohortCustomers(shown, row.month))).toBe(row.customers);
      for (const [k, cell] of row.cells.entries()) {
        if (!cell || k % 3 > 1) continue;
        expect(await countOf(shop, cellCustomers(shown, 'retention', row, k))).toBe(cell.active);
        expect(await countOf(shop, cellCustomers(shown, 'repeated', row, k))).toBe(cell.repeated);
      }
    }
  });

  it('shows the newest first, each with that of a year before', async () => {
    const { shop, context } = await aReportShop(ground.db, seed);
    const params = paramsText(questionOf({ months: 12 }));
    const shown = await shownOf(
      shop,
      (await madeBody(shop, context, cohorts, params)) as CohortsBody,
    );
    const months = shown.rows.map(({ month }) => month);
    expect(months).toEqual(months.toSorted().toReversed());
    for (const row of shown.rows) {
      const before = yearBefore(shown, row);
      if (!before) continue;
      expect(Number(row.month.slice(0, 4)) - Number(before.month.slice(0, 4))).toBe(1);
      expect(before.month.slice(4)).toBe(row.month.slice(4));
    }
  });
});

describe('the question of cohorts', () => {
  it.each([
    ['months=24', 24],
    ['months=13', 12],
    ['', 12],
  ])('%s asks for %i months', (text, months) => {
    const asked = Object.fromEntries(new URLSearchParams(text));
    const read = cohorts.params.safeParse(asked);
    expect(read.success ? read.data.months : cohorts.params.parse({}).months).toBe(months);
  });
});
