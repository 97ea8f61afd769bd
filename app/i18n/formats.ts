const SECONDS_PER_MINUTE = 60;
const MINUTES_PER_HOUR = 60;

/** How a shop's numbers, money and days are written in the merchant's language. */
export interface Format {
  number: (value: number) => string;
  /** With its sign, also a plus. */
  signed: (value: number) => string;
  /** A measured share, always to a tenth, so that a column of them lines up. */
  percent: (value: number) => string;
  /** A share that somebody has set, such as a target, and the marks of an axis: as short as it is. */
  roundPercent: (value: number) => string;
  /** An amount in the currency's main unit. */
  money: (value: number) => string;
  /** An ISO day. */
  day: (iso: string) => string;
  /** An ISO month, `2026-10`. */
  month: (iso: string) => string;
  /** An instant, epoch milliseconds. */
  moment: (at: number) => string;
  /** The day of an instant in the shop's calendar, epoch milliseconds. */
  date: (at: number) => string;
  /** Minutes; less than one is told in seconds. */
  duration: (minutes: number) => string;
}

/** What money and moments depend on. */
export interface Place {
  currency: string;
  timezone: string;
}

/** The formats of one language. */
export function formatsIn(language: string, { currency, timezone: timeZone }: Place): Format {
  const number = new Intl.NumberFormat(language);
  const signed = new Intl.NumberFormat(language, { signDisplay: 'exceptZero' });
  const percent = new Intl.NumberFormat(language, {
    style: 'percent',
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  });
  const roundPercent = new Intl.NumberFormat(language, {
    style: 'percent',
    maximumFractionDigits: 1,
  });
  const money = new Intl.NumberFormat(language, { style: 'currency', currency });
  const day = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' });
  const month = new Intl.DateTimeFormat(language, {
    year: 'numeric',
    month: 'short',
    timeZone: 'UTC',
  });
  const moment = new Intl.DateTimeFormat(language, {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone,
  });
  const date = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone });
  return {
    number: (value) => number.format(value),
    signed: (value) => signed.format(value),
    percent: (value) => percent.format(value),
    roundPercent: (value) => roundPercent.format(value),
    money: (value) => money.format(value),
    day: (iso) => day.format(new Date(`${iso}T00:00:00Z`)),
    month: (iso) => month.format(new Date(`${iso}-01T00:00:00Z`)),
    moment: (at) => plainSpaces(moment.format(at)),
    date: (at) => date.format(at),
    duration: (minutes) => durationIn(language, minutes),
  };
}

function durationIn(language: string, minutes: number): string {
  if (minutes < 1) {
    return unit(language, 'second').format(Math.max(1, Math.round(minutes * SECONDS_PER_MINUTE)));
  }
  return minutes < 2 * MINUTES_PER_HOUR
    ? unit(language, 'minute').format(Math.ceil(minutes))
    : unit(language, 'hour').format(Math.round(minutes / MINUTES_PER_HOUR));
}

function unit(language: string, name: 'second' | 'minute' | 'hour'): Intl.NumberFormat {
  return new Intl.NumberFormat(language, { style: 'unit', unit: name, unitDisplay: 'long' });
}

/** Servers and browsers disagree about narrow spaces; the two texts have to be the same. */
function plainSpaces(text: string): string {
  return text.replaceAll('\u202f', ' ');
}
