import { describe, expect, it } from 'vitest';
import { addDays, dayOf, isoOf, type Day } from '#app/domain/day.ts';
import { calendar, type CalendarBody } from '#app/domain/prepared/calendar.ts';
import { change, type ChangeBody } from '#app/domain/prepared/change.ts';
import { paramsText, type ReportCustomer, type ReportFrame } from '#app/domain/prepared/report.ts';
import { cpm } from '#app/domain/models/cpm.ts';
import { monthCalendar } from '#app/domain/reports/month-calendar.ts';
import { stockTally } from '#app/domain/reports/stock.ts';
import { tally } from '#app/domain/reports/tally.ts';
import {
  diagnosisAsked,
  diagnosisScreen,
  type DiagnosisShown,
} from '#app/presenters/diagnosis-screen.ts';
import { healthScreen } from '#app/presenters/health-screen.ts';
import type { Shop } from '#app/store/database.ts';
import { activeUrl, groupsUrl, joinedUrl, moveUrl, wayUrl } from '#app/ui/diagnosis/whom.ts';
import { healthFile } from '#app/ui/health/health-file.server.tsx';
import { JPY, trackedByCpm } from '../factories/structure.ts';
import { customersAt } from '../setup/behind.ts';
import { useGround } from '../setup/ground.ts';
import { knownShop } from '../setup/known-shop.ts';
import { buildAll } from '../setup/months.ts';
import { aReportShop, madeBody, PRODUCTS, TODAY } from '../setup/report-shop.ts';

const ground = useGround();
const NOW = Date.parse(`${TODAY}T03:00:00Z`);
const MAY = dayOf('2026-05-31');
const SEEDS = [11, 12, 13];

async function built(seed: number) {
  const made = await aReportShop(ground.db, seed);
  await buildAll(made.shop, made.context);
  const customers = made.told.map(({ id, history }) => ({
    ...trackedByCpm(history),
    id,
    classes: null,
  }));
  return { ...made, customers };
}

type Built = Awaited<ReturnType<typeof built>>;

const frameOn = (asOf: Day): ReportFrame => ({
  asOf,
  firstOrderDay: null,
  currency: 'JPY',
  settings: JPY as ReportFrame['settings'],
  cuts: null,
  products: new Map(
    PRODUCTS.map((id) => [String(id), { title: `Product ${id}`, type: 'care', tags: [] }]),
  ),
});

const bodies = {
  calendar: (customers: ReportCustomer[]): CalendarBody =>
    tally(calendar.collect({}, frameOn(dayOf(TODAY))), customers),
  change: (customers: ReportCustomer[], month = ''): ChangeBody =>
    tally(change.collect({ month }, frameOn(dayOf(TODAY))), customers),
};

const opened = <Body>(body: Body) =>
  Promise.resolve({ state: 'ready' as const, body, asOf: TODAY, madeAt: NOW, renewing: false });

async function shownOf<Part extends DiagnosisShown['part']>(
  { shop, customers }: Pick<Built, 'shop' | 'customers'>,
  query: string,
): Promise<Extract<DiagnosisShown, { part: Part }>> {
  const reports = {
    calendar: () => opened(bodies.calendar(customers)),
    change: (month: string) => opened(bodies.change(customers, month)),
  };
  const asked = diagnosisAsked(new URLSearchParams(query));
  const screen = await diagnosisScreen(shop, asked, reports, NOW);
  if (typeof screen === 'string') throw new Error(`the page is ${screen}`);
  return screen.shown as Extract<DiagnosisShown, { part: Part }>;
}

const behind = (shop: Shop, url: string) => customersAt(shop, url, NOW);
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

describe.each(SEEDS)('list diagnosis of shop %i', (seed) => {
  it('says of stored customers what mathematics says of them', async () => {
    const { shop, context, customers } = await built(seed);
    const madeOf = (report: Parameters<typeof madeBody>[2], params: unknown) =>
      madeBody(shop, context, report, paramsText(params));
    expect(await madeOf(calendar, {})).toEqual(bodies.calendar(customers));
    for (const month of ['', '2025-12']) {
      expect(await madeOf(change, { month })).toEqual(bodies.change(customers, month));
    }
  });

  it('lists the ten groups as they stood, and whoever is behind each', async () => {
    const made = await built(seed);
    const { table } = await shownOf<'list'>(made, 'part=list&month=2026-05');
    const days = [dayOf('2025-05-31'), dayOf('2026-04-30'), MAY];
    const stocks = tally(stockTally(cpm.states, days), made.customers);
    const on = (day: string, state: string) =>
      stocks.find((each) => each.day === dayOf(day) && each.state === state)!;
    for (const line of table.groups) {
      const now = on('2026-05-31', line.group);
      expect(line).toMatchObject({
        customers: now.customers,
        active: now.active,
        sales: Number(now.yearSales),
        sinceMonth: now.customers - on('2026-04-30', line.group).customers,
        sinceYear: now.customers - on('2025-05-31', line.group).customers,
      });
      expect(await behind(made.shop, groupsUrl([line.group], '2026-05-31'))).toBe(line.customers);
    }
    expect(sum(table.groups.map(({ customers }) => customers))).toBe(table.total.customers);
    expect(sum(table.groups.map(({ share }) => share ?? 0))).toBeCloseTo(1, 12);
    expect(sum(table.groups.map(({ sales }) => sales))).toBe(table.total.sales);
    expect(table.prospects.customers).toBe(0);
  });

  it('tells the months as the calendar does, and its links who they are', async () => {
    const made = await built(seed);
    const { rows } = await shownOf<'calendar'>(made, 'part=calendar');
    expect(rows.at(-1)?.day).toBe('2026-05-31');
    const pure = new Map(
      tally(monthCalendar(MAY, 36), made.customers).map((month) => [isoOf(month.lastDay), month]),
    );
    for (const row of rows) {
      const month = pure.get(row.day)!;
      expect(row).toMatchObject({
        start: month.start,
        new: month.new,
        revived: month.revived,
        lapsed: month.lapsed,
        end: month.end,
        retention: month.retention,
        secondOrder: month.secondOrder,
        sales: Number(month.sales),
        annualLtv: month.annualLtv.value,
        groups: month.groups,
      });
      expect(row.start + row.new + row.revived - row.lapsed).toBe(row.end);
    }
    for (const [index, row] of rows.entries()) {
      if (index > 0) expect(row.start).toBe(rows[index - 1]?.end);
    }
    for (const row of rows.slice(-6)) {
      expect(await behind(made.shop, activeUrl(row.after)), row.month).toBe(row.start);
      expect(await behind(made.shop, activeUrl(row.day)), row.month).toBe(row.end);
      for (const kind of ['new', 'revived', 'lapsed'] as const) {
        const url = moveUrl(kind, row.after, row.day);
        expect(await behind(made.shop, url), `${kind} ${row.month}`).toBe(row[kind]);
      }
    }
  });

  it('draws where customers went: rows, columns and arrows add up, and open who they are', async () => {
    const made = await built(seed);
    for (const span of [1, 6, 12]) {
      const { cycle } = await shownOf<'cycle'>(made, `part=cycle&span=${span}`);
      const states = cpm.states;
      const customersOn = (day: string) => {
        const [row] = [tally(stockTally(states, [dayOf(day)]), made.customers)];
        return states.map((state) => row.find((each) => each.state === state)?.customers ?? 0);
      };
      const [, ...rows] = cycle.matrix;
      expect(cycle.matrix.map(({ customers }) => sum(customers))).toEqual(
        cycle.matrix.map(({ total }) => total),
      );
      expect(rows.map(({ total }) => total)).toEqual(customersOn(cycle.then));
      expect(cycle.totals).toEqual(customersOn(cycle.now));
      expect(cycle.joined).toBe(sum(cycle.totals) - sum(rows.map(({ total }) => total)));
      expect(await behind(made.shop, joinedUrl(states, cycle))).toBe(cycle.joined);
      for (const flow of cycle.flows) {
        const row = rows[states.indexOf(`${flow.stage}-active`)]!;
        expect(flow.then).toBe(row.total);
        const lapsed = states.filter((state) => state.endsWith('-lapsed'));
        expect(flow.lapsed).toBe(sum(lapsed.map((to) => row.customers[states.indexOf(to)] ?? 0)));
        const url = wayUrl([`${flow.stage}-active`], lapsed, cycle);
        expect(await behind(made.shop, url)).toBe(flow.lapsed);
        expect(flow.target === null).toBe(span !== 6 || flow.advanced === null);
      }
    }
  });

  it('explains the change without remainder, and opens whom it names', async () => {
    const made = await built(seed);
    for (const since of [1, 12]) {
      const { screen } = await shownOf<'change'>(made, `part=change&since=${since}`);
      if (!('report' in screen) || screen.report.state !== 'ready') throw new Error('not ready');
      const { total, then, now, by, sales } = screen.report.shown;
      expect(now).toBe('2026-05-31');
      expect(await behind(made.shop, activeUrl(then))).toBe(total.start);
      expect(await behind(made.shop, activeUrl(now))).toBe(total.end);
      for (const kind of ['new', 'revived', 'lapsed'] as const) {
        expect(await behind(made.shop, moveUrl(kind, then, now))).toBe(total[kind]);
        for (const { key, change: moved } of by.cpm) {
          expect(await behind(made.shop, moveUrl(kind, then, now, [key!]))).toBe(moved[kind]);
        }
      }
      expect(sales!.byCount + sales!.byLtv).toBe(sales!.change);
      expect(sales!.now - sales!.then).toBe(sales!.change);
    }
  });

  it('tells the limit that the rates of the year lead to', async () => {
    const made = await built(seed);
    const { ceiling, rows } = await shownOf<'ceiling'>(made, 'part=ceiling');
    const row = rows.at(-1)!;
    const { retention } = row;
    if (retention.value === null || !ceiling) throw new Error('no retention');
    expect(ceiling).toMatchObject({ active: row.end, retention: retention.value });
    const limit = Math.round(ceiling.newPerYear / (1 - retention.value));
    expect(ceiling.limits.byNew.customers).toBe(retention.value === 1 ? null : limit);
    expect(ceiling.limits.byNew.path[0]).toBe(row.end);
    expect(ceiling.limits.byNew.path[1]).toBe(
      Math.round(row.end * retention.value + ceiling.newPerYear),
    );
    expect(ceiling.newPerYear + ceiling.revivedPerYear + retention.numerator).toBe(row.end);
  });
});

describe('the monthly health report', () => {
  it('says on one sheet what the other pages say', async () => {
    const made = await built(SEEDS[0]!);
    const body = bodies.calendar(made.customers);
    const screen = await healthScreen(made.shop, '2026-05', () => opened(body));
    if (typeof screen === 'string') throw new Error(`the page is ${screen}`);
    const { sheet } = screen;
    const { rows } = await shownOf<'calendar'>(made, 'part=calendar&month=2026-05');
    const { table } = await shownOf<'list'>(made, 'part=list&month=2026-05');
    expect(sheet.rows).toEqual(rows.slice(-13));
    expect(sheet.list.total).toEqual(table.total);
    const monthOf = ({ history: { orders } }: Built['told'][number]) =>
      isoOf(orders[0]!.day).slice(0, 'yyyy-mm'.length);
    // The last of February is 92 days before the last of May.
    const newest = made.told
      .map(monthOf)
      .filter((month) => month <= '2026-02')
      .sort()
      .at(-1);
    expect(sheet.cohort?.month).toBe(newest);
    const joined = made.told.filter((customer) => monthOf(customer) === newest);
    const again = joined.filter(({ history: { orders } }) => {
      const first = orders[0]!.day;
      return orders.some(({ day }) => day > first && day <= addDays(first, 90));
    });
    expect(sheet.cohort?.within90).toMatchObject({
      numerator: again.length,
      denominator: joined.length,
    });
  });

  it('is a file in both languages that needs nothing else', async () => {
    const made = await built(SEEDS[1]!);
    const body = bodies.calendar(made.customers);
    const screen = await healthScreen(made.shop, null, () => opened(body));
    if (typeof screen === 'string') throw new Error(`the page is ${screen}`);
    const [ja, en] = [healthFile(screen.sheet, 'ja'), healthFile(screen.sheet, 'en')];
    expect(ja).toContain('<html lang="ja">');
    expect(ja).toContain('月次健康診断書');
    expect(en).toContain('Monthly health report');
    for (const file of [ja, en]) {
      expect(file.startsWith('<!doctype html>')).toBe(true);
      expect(file).not.toMatch(/<script|<link|src=|url\(|@import|https?:/);
      expect(file).not.toMatch(/\{\{|reportHealth\./);
    }
  });

  it('is headed by the name of the shop, or by its address while that is not known', async () => {
    const { shop } = await built(SEEDS[1]!);
    const file = async () => {
      const screen = await healthScreen(shop, null, () => opened({ months: [] }));
      if (typeof screen === 'string') throw new Error(`the page is ${screen}`);
      const html = healthFile(screen.sheet, 'ja');
      return { domain: screen.sheet.domain, header: /<header>.*<\/header>/s.exec(html)?.[0], html };
    };
    const named = await file();
    expect(named.header).toContain(`しずく堂</p><p class="quiet">${named.domain}</p>`);
    expect(named.html).toContain('<title>しずく堂 ');
    await shop.db.sql.query('update shop set name = null where id = $1', [shop.id]);
    const nameless = await file();
    expect(nameless.header).toContain(`${named.domain}</p></div>`);
    expect(nameless.html).toContain(`<title>${named.domain} `);
  });

  it('of a shop without buyers waits for them', async () => {
    const { shop } = await knownShop(ground.db);
    expect(await healthScreen(shop, null, () => opened({ months: [] }))).toBe('empty');
  });

  it('of unprepared second orders says that they are being counted', async () => {
    const { shop } = await built(SEEDS[2]!);
    const making = () => Promise.resolve({ state: 'making' as const, done: 0, all: null });
    const screen = await healthScreen(shop, null, making);
    expect(screen).toMatchObject({ sheet: { preparing: true, cohort: null } });
  });
});
