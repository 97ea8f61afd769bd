import { z } from 'zod';
import { addDays, type Day } from '../day.ts';
import type { CpmState } from '../models/cpm.ts';
import { annualLtv } from '../reports/annual-ltv.ts';
import { annualOrders, type AnnualOrders } from '../reports/annual-orders.ts';
import { channelBuyers, type ChannelBuyers } from '../reports/channel-buyers.ts';
import { lastDays, type DayRange } from '../reports/day-range.ts';
import { extraction, type BuyerCounts } from '../reports/extraction.ts';
import { ladder, type LadderRung } from '../reports/ladder.ts';
import { YEAR_DAYS } from '../reports/life.ts';
import { moveUp, type MoveUp } from '../reports/move-up.ts';
import { meetsNishimuraBar, nishimuraBarOf, type NishimuraBar } from '../reports/nishimura-bar.ts';
import { orderDaysOf, type Buyer } from '../reports/order-days.ts';
import { placeReader } from '../reports/place.ts';
import { rateTally, type RateRule } from '../reports/rate.ts';
import { repeatOfRipe, type RepeatAtAge } from '../reports/repeat-by-age.ts';
import {
  cpmNewShare,
  cpmRepeatShare,
  f2Within,
  nextOrder,
  notOnceIn,
  repeatingIn,
  repeatStock,
  returning,
  secondOfNew,
} from '../reports/repeat-rates.ts';
import { ratioOf, type Ratio, type Tally } from '../reports/tally.ts';
import { repeatDiagnosis, type RepeatDiagnosis } from './repeat-diagnosis.ts';
import { secondTiming, type SecondTiming } from './second-timing.ts';
import { daysOfPeriod, isWhole, PeriodText, wholeYearBefore } from './period.ts';
import { preparedReport, type ReportCustomer, type ReportFrame } from './report.ts';

const MOST_DAYS = 730;
const Question = z.object({
  period: PeriodText.default('365d'),
  /** Within how many days the second purchase counts. */
  days: z.coerce.number().int().min(1).max(MOST_DAYS).default(90),
});
/** What the report can be asked. */
export type RepeatQuestion = z.infer<typeof Question>;

const LADDER_TOP = 10;
/** The last number of orders a year that is shown alone. */
const YEAR_TOP = 6;

/** Repeat rates as they are defined elsewhere, side by side (domain.md A4.1). */
export const RATES = [
  'stock',
  'returning',
  'inPeriod',
  'notOnce',
  'f2',
  'secondOfNew',
  'f2ToF3',
  'f3ToF4',
  'cpmNew',
  'cpmRepeat',
] as const;
export type RateKey = (typeof RATES)[number];

/** What the report says; the year before is that of {@link wholeYearBefore}. */
export interface RepeatBody {
  buyers: { now: BuyerCounts; before: BuyerCounts | null };
  channels: ChannelBuyers[];
  /** Who first bought in the period and came again within the days asked, of those who had as many. */
  again: { now: Ratio; before: Ratio | null };
  byAge: { now: RepeatAtAge[]; before: RepeatAtAge[] | null };
  ladder: LadderRung[];
  /** 離脱基準日数 that the ladder and the lists of the year were counted with. */
  leftAfterDays: number;
  timing: SecondTiming[];
  /** Orders of the last 365 days, and of the 365 before them. */
  year: { now: AnnualOrders; before: AnnualOrders | null; moveUp: MoveUp[] };
  rates: ({ key: RateKey } & Ratio)[];
  /** 西村式; the bar is null where there is none for the currency. */
  bar: {
    repeat: Ratio;
    /** Minor units. */
    annualLtv: number | null;
    target: NishimuraBar | null;
    meets: boolean | null;
  };
  diagnosis: RepeatDiagnosis;
}

/** リピート: who came for the first time in a period, who came again, and when. */
export const repeat = preparedReport<RepeatQuestion, RepeatBody>({
  key: 'repeat',
  params: Question,
  collect(question, frame) {
    const parts = partsOf(question, frame);
    const { asOf } = frame;
    return {
      add(customer) {
        const row = { customer, orderDays: orderDaysOf(customer.history, asOf) };
        for (const part of parts.all) part.add(row);
      },
      result: parts.result,
    };
  },
});

interface Row extends Buyer {
  customer: ReportCustomer;
}

function partsOf({ period, days }: RepeatQuestion, frame: ReportFrame) {
  const { asOf, firstOrderDay, currency, settings } = frame;
  const now = daysOfPeriod(period, asOf);
  const before = wholeYearBefore(period, frame);
  const year = lastDays(YEAR_DAYS, asOf);
  const lastYear = lastDays(YEAR_DAYS, addDays(asOf, -YEAR_DAYS));
  const leftAfterDays = settings.cpm.lapsedDays;
  const all: Pick<Tally<Row, unknown>, 'add'>[] = [];
  const of = <Result>(part: Tally<Row, Result>) => (all.push(part), part);
  const buyers = of(ofHistory(extraction(now)));
  const buyersBefore = before && of(ofHistory(extraction(before)));
  const channels = of(ofHistory(channelBuyers(now)));
  const again = of(repeatOfRipe(now, asOf, [days]));
  const againBefore = before && of(repeatOfRipe(sameRipe(before, days, asOf), asOf, [days]));
  const byAge = of(repeatOfRipe(now, asOf));
  const byAgeBefore = before && of(repeatOfRipe(before, asOf));
  const rungs = of(ladder({ asOf, leftAfterDays, top: LADDER_TOP }));
  const timing = of(secondTiming(asOf));
  const orders = of(annualOrders(year, YEAR_TOP));
  const ordersBefore = isWhole(lastYear, firstOrderDay)
    ? of(annualOrders(lastYear, YEAR_TOP))
    : null;
  const movers = of(moveUp(year, { asOf, leftAfterDays, top: YEAR_TOP }));
  const rates = of(ratesOf(now, days, asOf));
  const ltv = of(ofHistory(annualLtv(asOf)));
  const diagnosis = of(repeatDiagnosis(asOf));
  const result = (): RepeatBody => {
    const counted = rates.result();
    const stock = counted.find(({ key }) => key === 'stock') ?? ratioOf(0, 0);
    const { perCustomer } = ltv.result();
    const target = nishimuraBarOf(currency);
    return {
      buyers: { now: buyers.result(), before: buyersBefore?.result() ?? null },
      channels: channels.result(),
      again: { now: only(again.result()), before: againBefore && only(againBefore.result()) },
      byAge: { now: byAge.result(), before: byAgeBefore?.result() ?? null },
      ladder: rungs.result(),
      leftAfterDays,
      timing: timing.result(),
      year: {
        now: orders.result(),
        before: ordersBefore?.result() ?? null,
        moveUp: movers.result(),
      },
      rates: counted,
      bar: {
        repeat: ratioOf(stock.numerator, stock.denominator),
        annualLtv: perCustomer,
        target,
        meets: meetsNishimuraBar(stock, perCustomer, target),
      },
      diagnosis: diagnosis.result(),
    };
  };
  return { all, result };
}

function ofHistory<Result>(part: Tally<ReportCustomer['history'], Result>): Tally<Row, Result> {
  return {
    add: ({ customer }) => {
      part.add(customer.history);
    },
    result: () => part.result(),
  };
}

function only([first]: readonly RepeatAtAge[]): Ratio {
  const { numerator, denominator } = first ?? ratioOf(0, 0);
  return ratioOf(numerator, denominator);
}

/** The days a year before that are as far from their as-of day as those that are old enough now. */
function sameRipe({ from, to }: DayRange, days: number, asOf: Day): DayRange {
  const end = addDays(asOf, 1 - days - YEAR_DAYS);
  return { from, to: Math.max(from, Math.min(to, end)) as Day };
}

/** Every definition of domain.md A4.1, the period's and those of fixed years. */
function ratesOf(period: DayRange, days: number, asOf: Day): Tally<Row, RepeatBody['rates']> {
  const rules: Record<RateKey, RateRule<Buyer & { cpm: CpmState }>> = {
    stock: repeatStock,
    returning: returning(period),
    inPeriod: repeatingIn(period),
    notOnce: notOnceIn(lastDays(YEAR_DAYS, asOf)),
    f2: f2Within(days, asOf),
    secondOfNew: secondOfNew(YEAR_DAYS, asOf),
    f2ToF3: nextOrder(2),
    f3ToF4: nextOrder(3),
    cpmNew: cpmNewShare,
    cpmRepeat: cpmRepeatShare,
  };
  const rates = rateTally(RATES.map((key) => ({ ...rules[key], key })));
  return {
    add({ orderDays, customer }) {
      rates.add({ orderDays, cpm: placeReader(customer.timeline)(asOf) as CpmState });
    },
    result: () =>
      rates.result().map(({ key, numerator, denominator, value }) => ({
        ...{ key: key as RateKey, numerator, denominator, value },
      })),
  };
}
