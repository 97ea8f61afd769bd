import { dayOf, isoOf, type Day } from '../domain/day.ts';
import { digitsOf } from '../domain/money.ts';
import { daysOfPeriod } from '../domain/prepared/period.ts';
import type { RateKey, RepeatBody, RepeatQuestion } from '../domain/prepared/repeat.ts';
import { TIMING_DAYS, type SecondTiming } from '../domain/prepared/second-timing.ts';
import type { DayRange } from '../domain/reports/day-range.ts';
import type { BuyerCounts } from '../domain/reports/extraction.ts';
import type { Ratio } from '../domain/reports/tally.ts';
import type { Shop } from '../store/database.ts';
import { listChannels } from '../store/places.ts';
import type { KnownShop } from '../store/shops.ts';
import type { Counted } from './range-conditions.ts';
import { reportScreen, type Opened, type ReportScreen } from './report-screen.ts';
import {
  buyersWho,
  cameWithin,
  channelBuyersWho,
  DUE,
  movesUp,
  ordersOfYear,
  rateConditions,
  reached,
  ripeFirst,
  stoppedAt,
  timedWho,
  type BuyerKind,
} from './repeat-conditions.ts';
import { all } from './range-conditions.ts';

/** A share with the customers above and below its line. */
export interface CountedShare {
  part: Counted;
  whole: Counted;
  value: number | null;
}

/** Buyers of a period by what they were when it began. */
export type ShownBuyers = Record<BuyerKind, Counted>;

/** One of the channels of the period. */
export interface ShownChannel {
  name: string;
  inChannel: ShownBuyers;
  inShop: ShownBuyers;
}

/** When the second order day comes, with those who have had the time for it and those who came. */
export interface ShownTiming extends SecondTiming {
  ripe: Counted;
  came: Counted;
}

/** How the ladder goes on from n orders. */
export interface ShownRung {
  n: number;
  reached: Counted;
  next: Counted;
  toNext: number | null;
  left: Counted;
  leftShare: number | null;
  waiting: Counted;
}

/** So many orders a year; the last row is that number or more. */
export interface ShownYearOrders {
  n: number;
  orMore: boolean;
  customers: Counted;
  share: number | null;
  before: number | null;
  /** Not for the last row. */
  moveUp: Counted | null;
}

/** What to do first (seed 003 §11–13). */
export type DiagnosisLevel = 'very-low' | 'few' | 'fair' | 'open';

/** What the page of repeat purchases shows. */
export interface RepeatShown {
  /** ISO days, both in; null: from the very beginning. */
  days: { from: string | null; to: string };
  buyers: { now: ShownBuyers; before: BuyerCounts | null };
  channels: ShownChannel[];
  again: {
    days: number;
    rate: CountedShare;
    /** First bought in the period, but not so many days ago yet. */
    unripe: number;
    before: Ratio | null;
  };
  /** The value of an age is null while most who first bought in the period are not that old. */
  byAge: { days: number; now: CountedShare; before: Ratio | null }[];
  ladder: { rungs: ShownRung[]; leftAfterDays: number };
  timing: ShownTiming[];
  year: { buyers: number; once: number | null; repeatRate: number | null; rows: ShownYearOrders[] };
  rates: ({ key: RateKey } & CountedShare)[];
  bar: {
    repeat: number | null;
    /** Main units. */
    annualLtv: number | null;
    target: { repeatRate: number; annualLtv: number } | null;
    meets: boolean | null;
  };
  diagnosis: {
    level: DiagnosisLevel;
    f2: Ratio;
    ordersAYear: number | null;
    due: Counted;
  };
}
export type RepeatScreen = ReportScreen<RepeatShown, RepeatQuestion>;

/** Below these shares of a year's first buyers, repeaters are very few, and few: our own marks. */
const VERY_LOW = 0.1;
const FEW = 0.3;

/** The page of repeat purchases. */
export function repeatScreen(
  shop: Shop,
  open: () => Promise<Opened<RepeatBody>>,
  question: RepeatQuestion,
  now: number,
): Promise<RepeatScreen> {
  return reportScreen(shop, {
    question,
    now,
    open,
    show: async (body, { currency }: KnownShop, asOf) => {
      const channels = await listChannels(shop);
      return shownOf(body, {
        question,
        asOf: dayOf(asOf),
        period: daysOfPeriod(question.period, dayOf(asOf)),
        channelNames: new Map(channels.map(({ id, name }) => [id, name])),
        minorPerUnit: 10 ** digitsOf(currency),
      });
    },
  });
}

interface Showing {
  question: RepeatQuestion;
  asOf: Day;
  period: DayRange;
  channelNames: ReadonlyMap<string, string>;
  minorPerUnit: number;
}

function shownTiming(timing: SecondTiming, asOf: Day): ShownTiming {
  const { of, within } = timing;
  const ripe = timedWho(of, TIMING_DAYS, asOf);
  return {
    ...timing,
    ripe: { count: within.denominator, where: ripe },
    came: { count: within.numerator, where: all(ripe, cameWithin(TIMING_DAYS)) },
  };
}

function shownOf(body: RepeatBody, showing: Showing): RepeatShown {
  const { question, asOf, period } = showing;
  return {
    days: {
      from: question.period === 'all' ? null : isoOf(period.from),
      to: isoOf(Math.min(asOf, period.to - 1) as Day),
    },
    buyers: {
      now: shownBuyers(body.buyers.now, (kind) => buyersWho(kind, period)),
      before: body.buyers.before,
    },
    channels: shownChannels(body, showing),
    again: {
      days: question.days,
      rate: ripeShare(body.again.now, question.days, showing),
      unripe: unripeOf(body),
      before: body.again.before,
    },
    byAge: shownAges(body, showing),
    ladder: shownLadder(body),
    timing: body.timing.map((timing) => shownTiming(timing, asOf)),
    year: shownYear(body, showing),
    rates: body.rates.map(({ key, ...ratio }) => {
      const { numerator, denominator } = rateConditions(key, question, period, asOf);
      return { key, ...shareOf(ratio, numerator, denominator) };
    }),
    bar: shownBar(body, showing.minorPerUnit),
    diagnosis: {
      level: levelOf(body.diagnosis.f2),
      f2: body.diagnosis.f2,
      ordersAYear: body.diagnosis.ordersAYear.value,
      due: { count: body.diagnosis.due, where: DUE },
    },
  };
}

/** Those who first bought in the period, but not so many days ago yet. */
export function unripeOf({ buyers, again }: Pick<RepeatBody, 'buyers' | 'again'>): number {
  return buyers.now.newcomers.numerator - again.now.denominator;
}

type Where = Counted['where'];

function shareOf(
  { numerator, denominator, value }: Ratio,
  part: Where,
  whole: Where,
): CountedShare {
  return {
    part: { count: numerator, where: part },
    whole: { count: denominator, where: whole },
    value,
  };
}

function ripeShare(ratio: Ratio, days: number, { period, asOf }: Showing): CountedShare {
  const ripe = ripeFirst(period, days, asOf);
  return shareOf(ratio, all(ripe, cameWithin(days)), ripe);
}

/** The few who are old enough already say little of a period that is still young. */
function shownAges({ byAge, buyers }: RepeatBody, showing: Showing): RepeatShown['byAge'] {
  return byAge.now.map((now, index) => {
    const before = byAge.before?.[index];
    const share = ripeShare(now, now.days, showing);
    return {
      days: now.days,
      now: { ...share, value: saidOf(now, buyers.now) },
      before: before ? { ...before, value: saidOf(before, buyers.before) } : null,
    };
  });
}

function saidOf({ denominator, value }: Ratio, buyers: BuyerCounts | null): number | null {
  const half = (buyers?.newcomers.numerator ?? 0) / 2;
  return denominator >= half ? value : null;
}

function shownBuyers(counts: BuyerCounts, where: (kind: BuyerKind) => Where): ShownBuyers {
  const counted = (kind: BuyerKind) => ({
    count: kind === 'buyers' ? counts.buyers : counts[kind].numerator,
    where: where(kind),
  });
  return {
    buyers: counted('buyers'),
    newcomers: counted('newcomers'),
    repeaters: counted('repeaters'),
    secondPurchases: counted('secondPurchases'),
  };
}

function shownChannels({ channels }: RepeatBody, { period, channelNames }: Showing) {
  return channels.map(({ channel, inChannel, inShop }) => ({
    name: channelNames.get(channel) ?? channel,
    inChannel: shownBuyers(inChannel, (kind) => channelBuyersWho(kind, period, channel, 'channel')),
    inShop: shownBuyers(inShop, (kind) => channelBuyersWho(kind, period, channel, 'shop')),
  }));
}

function shownLadder({ ladder, leftAfterDays }: RepeatBody): RepeatShown['ladder'] {
  return {
    leftAfterDays,
    rungs: ladder.map(({ n, reached: count, toNext, left, waiting }) => ({
      n,
      reached: { count, where: reached(n) },
      next: { count: toNext.numerator, where: reached(n + 1) },
      toNext: toNext.value,
      left: { count: left.numerator, where: stoppedAt(n, leftAfterDays, true) },
      leftShare: left.value,
      waiting: { count: waiting, where: stoppedAt(n, leftAfterDays, false) },
    })),
  };
}

function shownYear({ year, leftAfterDays }: RepeatBody, { asOf }: Showing): RepeatShown['year'] {
  const { now, before, moveUp } = year;
  const rows = now.exactly.map(({ n, share }, index): ShownYearOrders => {
    const where = ordersOfYear({ is: '=', value: n }, asOf);
    return {
      n,
      orMore: false,
      customers: { count: share.numerator, where },
      share: share.value,
      before: before?.exactly[index]?.share.value ?? null,
      moveUp: {
        count: moveUp[index]?.active ?? 0,
        where: movesUp(n, leftAfterDays, asOf),
      },
    };
  });
  const top = now.exactly.length + 1;
  const more: ShownYearOrders = {
    n: top,
    orMore: true,
    customers: {
      count: now.more.numerator,
      where: ordersOfYear({ is: '>=', value: top }, asOf),
    },
    share: now.more.value,
    before: before?.more.value ?? null,
    moveUp: null,
  };
  return {
    buyers: now.buyers,
    once: now.exactly[0]?.share.value ?? null,
    repeatRate: now.repeatRate.value,
    rows: [...rows, more],
  };
}

function shownBar({ bar }: RepeatBody, minorPerUnit: number): RepeatShown['bar'] {
  const { repeat, annualLtv, target, meets } = bar;
  return {
    repeat: repeat.value,
    annualLtv: annualLtv === null ? null : annualLtv / minorPerUnit,
    target: target && { ...target, annualLtv: target.annualLtv / minorPerUnit },
    meets,
  };
}

function levelOf({ value }: Ratio): DiagnosisLevel {
  if (value === null) return 'open';
  if (value < VERY_LOW) return 'very-low';
  return value < FEW ? 'few' : 'fair';
}
