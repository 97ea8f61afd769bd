import type { Day } from '../domain/day.ts';

/** What the text of a moment says by itself, before any time zone. */
export interface MomentText {
  /** The day it names, which is the shop's only if the offset is null. */
  day: Day;
  /** Milliseconds since midnight, finer parts cut off; null: no time. */
  time: number | null;
  /** Minutes east of UTC; null: none named. */
  offset: number | null;
}

const MS_PER_DAY = 86_400_000;

const DATE = String.raw`([1-9]\d{3})([-/])(\d{1,2})\2(\d{1,2})`;
const TIME = String.raw`(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d+))?)?`;
const OFFSET = String.raw`Z|UTC|[+-]\d{2}(?::?\d{2})?`;
const MOMENT = new RegExp(String.raw`^${DATE}(?:(?:T|\s+)${TIME}(?:\s*(${OFFSET}))?)?$`);
const USUAL_END = new RegExp(String.raw`^\s*(${OFFSET})$`);
const USUAL_LENGTH = '2024-01-05 09:03:00'.length;

/** Reads a text without blanks around it; null for what is no date. */
export function readMomentText(text: string): MomentText | null {
  return readUsual(text) ?? readAny(text);
}

/** The spelling that nearly every file has, without the cost of the expression; null for any other. */
function readUsual(text: string): MomentText | null {
  if (text.length < USUAL_LENGTH || !hasUsualMarks(text)) return null;
  const day = dayOf(pairAt(text, 0) * 100 + pairAt(text, 2), pairAt(text, 5), pairAt(text, 8));
  const time = timeOf(pairAt(text, 11), pairAt(text, 14), pairAt(text, 17), 0);
  if (day === null || time === null) return null;
  if (text.length === USUAL_LENGTH) return { day, time, offset: null };
  const offset = minutesOf(USUAL_END.exec(text.slice(USUAL_LENGTH))?.[1]);
  return offset === null ? null : { day, time, offset };
}

function readAny(text: string): MomentText | null {
  const parts = MOMENT.exec(text);
  if (!parts) return null;
  const [, year, , month, date, hour, minute, second, fraction, end] = parts;
  const day = dayOf(Number(year), Number(month), Number(date));
  if (day === null) return null;
  if (hour === undefined) return { day, time: null, offset: null };
  const milliseconds = Number((fraction ?? '').slice(0, 3).padEnd(3, '0'));
  const time = timeOf(Number(hour), Number(minute), Number(second ?? 0), milliseconds);
  const offset = minutesOf(end);
  if (time === null || (end !== undefined && offset === null)) return null;
  return { day, time, offset };
}

function hasUsualMarks(text: string): boolean {
  const mark = text[10];
  return (
    (mark === ' ' || mark === 'T') &&
    text[4] === '-' &&
    text[7] === '-' &&
    text[13] === ':' &&
    text[16] === ':'
  );
}

/** The number of two digits, NaN when they are none. */
function pairAt(text: string, index: number): number {
  const tens = text.charCodeAt(index) - 48;
  const ones = text.charCodeAt(index + 1) - 48;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : NaN;
}

function dayOf(year: number, month: number, day: number): Day | null {
  if (!(year >= 1000 && month >= 1 && month <= 12 && day >= 1)) return null;
  if (day > 28 && day > new Date(Date.UTC(year, month, 0)).getUTCDate()) return null;
  return (Date.UTC(year, month - 1, day) / MS_PER_DAY) as Day;
}

function timeOf(hour: number, minute: number, second: number, milliseconds: number): number | null {
  if (!(hour <= 23 && minute <= 59 && second <= 59)) return null;
  return ((hour * 60 + minute) * 60 + second) * 1000 + milliseconds;
}

function minutesOf(offset: string | undefined): number | null {
  if (offset === undefined) return null;
  if (offset === 'Z' || offset === 'UTC') return 0;
  const hours = Number(offset.slice(1, 3));
  const minutes = Number(offset.slice(3).replace(':', ''));
  if (hours > 23 || minutes > 59) return null;
  return (offset.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
}
