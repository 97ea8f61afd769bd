import { describe, expect, it } from 'vitest';
import { openReport, renewReport } from '#app/commands/reports.ts';
import { EVERY_NIGHT } from '#app/domain/prepared/catalog.ts';
import { repeat, type RepeatBody } from '#app/domain/prepared/repeat.ts';
import { paramsText } from '#app/domain/prepared/report.ts';
import { extraction } from '#app/domain/reports/extraction.ts';
import { lastDays } from '#app/domain/reports/day-range.ts';
import { tally } from '#app/domain/reports/tally.ts';
import { askForDueReports, askForReport, askedReports, readReport } from '#app/store/reports.ts';
import { addDays } from '#app/domain/day.ts';
import { buildReports } from '#workers/handlers/build-reports.ts';
import { useGround } from '../setup/ground.ts';
import { knownShop } from '../setup/known-shop.ts';
import { aReportShop, madeBody, TODAY } from '../setup/report-shop.ts';

const ground = useGround();
const QUESTION = repeat.params.parse({});
const NAME = { key: repeat.key, params: paramsText(QUESTION) };
const NOW = Date.parse(`${TODAY}T03:00:00Z`);

const noQueue = () => Promise.resolve();

describe('a prepared report', () => {
  it.each([1, 2, 3])(
    'says of stored customers what mathematics says of them (shop %i)',
    async (seed) => {
      const { shop, context, asOf, told } = await aReportShop(ground.db, seed);
      const body = (await madeBody(shop, context, repeat, NAME.params)) as RepeatBody;
      const histories = told.map(({ history }) => history);
      expect(body.buyers.now).toEqual(tally(extraction(lastDays(365, asOf)), histories));
    },
  );

  it('is asked for by looking, made by the job, and shown as it was made', async () => {
    const { shop, context } = await aReportShop(ground.db, 4);
    const open = () => openReport(shop, noQueue, repeat, QUESTION, NOW);
    expect(await open()).toEqual({ state: 'making', done: 0, all: null });
    await buildReports(shop, context);
    expect(await open()).toMatchObject({ state: 'ready', asOf: TODAY, renewing: false });
    await renewReport(shop, noQueue, repeat, QUESTION);
    expect(await open()).toMatchObject({ state: 'ready', renewing: true });
    await buildReports(shop, context);
    expect(await open()).toMatchObject({ state: 'ready', renewing: false });
  });

  it('is made anew on a new day, as long as somebody looks at it', async () => {
    const { shop, context, asOf } = await aReportShop(ground.db, 5);
    await askForDueReports(shop, asOf, EVERY_NIGHT);
    const other = { key: repeat.key, params: paramsText(repeat.params.parse({ period: '30d' })) };
    await askForReport(shop, other);
    await buildReports(shop, context);
    expect((await askedReports(shop)).names).toEqual([]);
    await askForDueReports(shop, asOf, EVERY_NIGHT);
    expect((await askedReports(shop)).names).toEqual([]);
    await shop.db.sql.query(
      `update report set seen_at = now() - interval '20 days' where shop_id = $1`,
      [shop.id],
    );
    await askForDueReports(shop, addDays(asOf, 1), EVERY_NIGHT);
    expect((await askedReports(shop)).names).toEqual(EVERY_NIGHT);
  });

  it('that an older version kept in another form is made anew, and not shown', async () => {
    const { shop, context, asOf } = await aReportShop(ground.db, 8);
    await askForDueReports(shop, asOf, EVERY_NIGHT);
    await buildReports(shop, context);
    await shop.db.sql.query('update report set form = form - 1 where shop_id = $1 and key = $2', [
      shop.id,
      NAME.key,
    ]);
    await askForDueReports(shop, asOf, EVERY_NIGHT);
    expect((await askedReports(shop)).names).toEqual([NAME]);
    const opened = await openReport(shop, noQueue, repeat, QUESTION, NOW);
    expect(opened).toEqual({ state: 'making', done: 0, all: null });
  });

  it('that cannot be made keeps what was made before, and is not tried again that day', async () => {
    const { shop, context, asOf } = await aReportShop(ground.db, 6);
    await madeBody(shop, context, repeat, NAME.params);
    await shop.db.sql.query(
      `update report set failure = 'broken', failed_on = $2, as_of = $3 where shop_id = $1`,
      [shop.id, '2026-07-01', TODAY],
    );
    await askForDueReports(shop, addDays(asOf, 1), []);
    expect((await askedReports(shop)).names).toEqual([]);
    expect((await readReport(shop, NAME))?.made).not.toBeNull();
    await askForDueReports(shop, addDays(asOf, 2), []);
    expect((await askedReports(shop)).names).toEqual([NAME]);
  });

  it('of a question that is not understood any more is forgotten', async () => {
    const { shop, context } = await aReportShop(ground.db, 7);
    await askForReport(shop, { key: 'gone', params: '{}' });
    await askForReport(shop, { key: repeat.key, params: '{"moon":1}' });
    await buildReports(shop, context);
    const rows = await shop.db.sql.query('select from report where shop_id = $1', [shop.id]);
    expect(rows).toEqual([]);
  });

  it('of a shop without customers says so with zeros', async () => {
    const { shop, context } = await knownShop(ground.db);
    const body = (await madeBody(shop, context, repeat, NAME.params)) as RepeatBody;
    expect(body.buyers.now.buyers).toBe(0);
  });
});
