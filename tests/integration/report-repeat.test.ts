import { describe, expect, it } from 'vitest';
import { addDays, dayOf, type Day } from '#app/domain/day.ts';
import type { History } from '#app/domain/history.ts';
import { paramsText } from '#app/domain/prepared/report.ts';
import { repeat, type RepeatBody } from '#app/domain/prepared/repeat.ts';
import { annualOrders } from '#app/domain/reports/annual-orders.ts';
import { isIn, lastDays, type DayRange } from '#app/domain/reports/day-range.ts';
import { channelExtraction, extraction } from '#app/domain/reports/extraction.ts';
import { ladder } from '#app/domain/reports/ladder.ts';
import { daysToSecond, orderDaysOf } from '#app/domain/reports/order-days.ts';
import { rateTally } from '#app/domain/reports/rate.ts';
import {
  f2Within,
  nextOrder,
  notOnceIn,
  repeatingIn,
  repeatStock,
  returning,
  secondOfNew,
} from '#app/domain/reports/repeat-rates.ts';
import { secondPurchase } from '#app/domain/reports/second-purchase.ts';
import { tally } from '#app/domain/reports/tally.ts';
import type { Counted } from '#app/presenters/range-conditions.ts';
import { repeatScreen } from '#app/presenters/repeat-screen.ts';
import { customersWho } from '../setup/behind.ts';
import { useGround } from '../setup/ground.ts';
import { aReportShop, CHANNELS, madeBody, TODAY } from '../setup/report-shop.ts';

const ground = useGround();
const NOW = Date.parse(`${TODAY}T03:00:00Z`);
const APRIL: DayRange = { from: dayOf('2026-03-01'), to: dayOf('2026-05-01') };
const QUESTION = repeat.params.parse({ period: '2026-03-01..2026-04-30', days: '60' });

async function made(seed: number, question = QUESTION) {
  const shop = await aReportShop(ground.db, seed);
  const body = await madeBody(shop.shop, shop.context, repeat, paramsText(question));
  const histories = shop.told.map(({ history }) => history);
  return { ...shop, histories, body: body as RepeatBody };
}

function came(histories: readonly History[], cohort: DayRange, days: number, asOf: Day) {
  const gaps = histories.flatMap((history) => {
    const orderDays = orderDaysOf(history, asOf);
    const [first] = orderDays;
    if (first === undefined || !isIn(cohort, first) || asOf - first < days) return [];
    return [daysToSecond(orderDays) ?? Infinity];
  });
  return { numerator: gaps.filter((gap) => gap <= days).length, denominator: gaps.length };
}

describe('the report on repeat purchases', () => {
  it.each([11, 12, 13])(
    'says of stored customers what mathematics says (shop %i)',
    async (seed) => {
      const { asOf, histories, body } = await made(seed);
      const buyers = histories.map((history) => ({ orderDays: orderDaysOf(history, asOf) }));
      expect(body.buyers.now).toEqual(tally(extraction(APRIL), histories));
      const yearAgo = { from: dayOf('2025-03-01'), to: dayOf('2025-05-01') };
      expect(body.buyers.before).toEqual(tally(extraction(yearAgo), histories));
      for (const { channel, ...counts } of body.channels) {
        expect(counts).toEqual(tally(channelExtraction(APRIL, channel), histories));
      }
      expect(CHANNELS).toEqual(expect.arrayContaining(body.channels.map(({ channel }) => channel)));
      expect(body.again.now).toMatchObject(came(histories, APRIL, 60, asOf));
      expect(body.again.before).toMatchObject(came(histories, yearAgo, 60, asOf));
      for (const { days, numerator, denominator } of body.byAge.now) {
        expect({ numerator, denominator }).toEqual(came(histories, APRIL, days, asOf));
      }
      expect(body.ladder).toEqual(
        tally(ladder({ asOf, leftAfterDays: body.leftAfterDays, top: 10 }), buyers),
      );
      const [everybody] = body.timing;
      expect(everybody).toEqual({ of: 'all', ...tally(secondPurchase(180, asOf), buyers) });
      const year = lastDays(365, asOf);
      expect(body.year.now).toEqual(tally(annualOrders(year, 6), buyers));
      const lastYear = lastDays(365, addDays(asOf, -365));
      expect(body.year.before).toEqual(tally(annualOrders(lastYear, 6), buyers));
      const rules = [
        repeatStock,
        returning(APRIL),
        repeatingIn(APRIL),
        notOnceIn(year),
        f2Within(60, asOf),
        secondOfNew(365, asOf),
        nextOrder(2),
        nextOrder(3),
      ];
      const counts = tally(rateTally(rules), buyers);
      expect(
        body.rates
          .slice(0, rules.length)
          .map(({ numerator, denominator }) => [numerator, denominator]),
      ).toEqual(counts.map(({ numerator, denominator }) => [numerator, denominator]));
    },
  );

  it.each([14, 15])('adds up (shop %i)', async (seed) => {
    const { body, told } = await made(seed);
    const { newcomers, repeaters, buyers } = body.buyers.now;
    expect(newcomers.numerator + repeaters.numerator).toBe(buyers);
    for (const { reached, toNext, left, waiting } of body.ladder) {
      expect(reached).toBe(toNext.numerator + left.numerator + waiting);
    }
    expect(body.ladder[0]?.reached).toBe(told.length);
    const { exactly, more } = body.year.now;
    const all = exactly.reduce((sum, { share }) => sum + share.numerator, more.numerator);
    expect(all).toBe(body.year.now.buyers);
    const rate = (wanted: string) => body.rates.find(({ key }) => key === wanted);
    expect((rate('cpmNew')?.numerator ?? 0) + (rate('cpmRepeat')?.numerator ?? 0)).toBe(
      told.length,
    );
    const ranked = body.timing.filter(({ of }) => of !== 'all');
    expect(ranked.reduce((sum, { within }) => sum + within.denominator, 0)).toBeLessThanOrEqual(
      body.timing[0]?.within.denominator ?? 0,
    );
  });

  it.each([
    [16, { period: '2026-03-01..2026-04-30', days: '60' }],
    [17, {}],
    [18, { period: 'all', days: '30' }],
  ])('leads from every number to as many customers (shop %i, %j)', async (seed, asked) => {
    const question = repeat.params.parse(asked);
    const { shop, body } = await made(seed, question);
    const open = () =>
      Promise.resolve({ state: 'ready', body, asOf: TODAY, madeAt: NOW, renewing: false } as const);
    const screen = await repeatScreen(shop, open, question, NOW);
    const numbers = countedIn(screen);
    expect(numbers.length).toBeGreaterThan(80);
    for (const [path, { count, where }] of numbers) {
      expect(await customersWho(shop, { where }, NOW), `${path} ${JSON.stringify(where)}`).toBe(
        count,
      );
    }
  });
});

/** Every number with customers behind it, by where it stands on the page. */
function countedIn(part: unknown, path = ''): [string, Counted][] {
  if (typeof part !== 'object' || part === null) return [];
  if ('where' in part && 'count' in part) return [[path, part as Counted]];
  return Object.entries(part).flatMap(([name, value]) => countedIn(value, `${path}/${name}`));
}
