import type { Day } from '../day.ts';
import { countUp } from './counts.ts';
import { isRipe } from './day-range.ts';
import { daysToSecond, type Buyer } from './order-days.ts';
import { ratioOf, type Ratio, type Tally } from './tally.ts';

/** When the second order day comes; days and weeks are counted from the first order. */
export interface SecondPurchase {
  /** Who came a second time within the horizon ÷ customers whose first order is at least that old. */
  within: Ratio;
  /** Customers by days to the second order day, ascending; days on which nobody came are left out. */
  days: { day: number; customers: number }[];
  /** The same by full weeks: week 1 is days 7 to 13, one week after. Every week of the horizon. */
  weeks: { week: number; customers: number }[];
  /** Days until half of those who came had come (the mean of the two middle ones); null for nobody. */
  medianDays: number | null;
  /** The fullest week, the earliest of equals; null for nobody. */
  peakWeek: number | null;
  /** The day before the peak week begins, the first order's own day at the earliest. */
  actOnDay: number | null;
}

/**
 * 2回目購買のタイミング (seed 000 §16), of customers who have had `withinDays` days to come again:
 * younger ones would make early days look fuller than they are.
 */
export function secondPurchase(withinDays: number, asOf: Day): Tally<Buyer, SecondPurchase> {
  const byDay = new Map<number, number>();
  let ripe = 0;
  return {
    add({ orderDays }) {
      const first = orderDays[0];
      if (first === undefined || !isRipe(first, withinDays, asOf)) return;
      ripe += 1;
      const gap = daysToSecond(orderDays);
      if (gap !== null && gap <= withinDays) countUp(byDay, gap);
    },
    result: () => timingOf(byDay, ripe, withinDays),
  };
}

function timingOf(
  byDay: ReadonlyMap<number, number>,
  ripe: number,
  withinDays: number,
): SecondPurchase {
  const days = [...byDay].sort(([a], [b]) => a - b).map(([day, customers]) => ({ day, customers }));
  const came = days.reduce((sum, { customers }) => sum + customers, 0);
  const weeks = weeksOf(days, withinDays);
  const peakWeek = came === 0 ? null : peakOf(weeks);
  return {
    within: ratioOf(came, ripe),
    days,
    weeks,
    medianDays: came === 0 ? null : (dayOfNth(days, came / 2) + dayOfNth(days, came / 2 + 0.5)) / 2,
    peakWeek,
    actOnDay: peakWeek === null ? null : Math.max(0, peakWeek * 7 - 1),
  };
}

function weeksOf(days: SecondPurchase['days'], withinDays: number): SecondPurchase['weeks'] {
  const weeks = Array.from({ length: Math.floor(withinDays / 7) + 1 }, (_, week) => ({
    week,
    customers: 0,
  }));
  for (const { day, customers } of days) {
    const week = weeks[Math.floor(day / 7)];
    if (week) week.customers += customers;
  }
  return weeks;
}

function peakOf(weeks: SecondPurchase['weeks']): number {
  return weeks.reduce((peak, week) => (week.customers > peak.customers ? week : peak)).week;
}

/** The day on which the nth customer came, n rounded up. */
function dayOfNth(days: SecondPurchase['days'], n: number): number {
  let came = 0;
  return days.find(({ customers }) => (came += customers) >= n)?.day ?? 0;
}
