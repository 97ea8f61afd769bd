/** Where days stand on a picture, in percent of its width. */
export interface Axis {
  /** Where a day begins. */
  at: (iso: string) => number;
  /** Where a day has ended. */
  after: (iso: string) => number;
  /** Where today has ended. */
  now: number;
}

const DAY_MS = 86_400_000;
const MOST_TICKS = 6;
/** Months between two ticks. */
const STEPS = [1, 2, 3, 6, 12, 24, 60];
/** A tick further right would leave the picture with its label. */
const LAST_TICK = 0.78;

/** The axis from the first day to the last one, both in; ISO days. */
export function axisOf(first: string, last: string, today: string): Axis {
  const start = dayOf(first);
  const days = dayOf(last) + 1 - start;
  const place = (day: number) => Math.min(100, Math.max(0, (100 * (day - start)) / days));
  return {
    at: (iso) => place(dayOf(iso)),
    after: (iso) => place(dayOf(iso) + 1),
    now: place(dayOf(today) + 1),
  };
}

/** The months whose beginnings are written below, `2026-10`: few enough to stand side by side. */
export function ticksOf(first: string, last: string): string[] {
  const { at } = axisOf(first, last, last);
  const months = monthsBetween(first, last).filter((month) => at(`${month}-01`) < 100 * LAST_TICK);
  const step = STEPS.find((each) => months.length / each <= MOST_TICKS) ?? 120;
  return months.filter((month) => numberOf(month) % step === 0);
}

function monthsBetween(first: string, last: string): string[] {
  const months: string[] = [];
  for (let number = numberOf(first) + 1; number <= numberOf(last); number += 1) {
    const month = String((number % 12) + 1).padStart(2, '0');
    months.push(`${Math.floor(number / 12)}-${month}`);
  }
  return months;
}

function numberOf(iso: string): number {
  return Number(iso.slice(0, 4)) * 12 + Number(iso.slice(5, 7)) - 1;
}

function dayOf(iso: string): number {
  return Date.parse(iso) / DAY_MS;
}
