import Big from 'big.js';

/** An exact decimal of few digits: units / 10^digits, no trailing zero digits. */
export interface Decimal {
  /** A safe integer. */
  units: number;
  /** At most `MOST_DIGITS`. */
  digits: number;
}

/** An exact amount; a `Big` where a `Decimal` would not hold it. */
export type Amount = Decimal | Big;

/** No currency has more than four; files of programs that reckon in binary have seventeen. */
export const MOST_DIGITS = 6;

/** Longer texts are no amounts. */
const LONGEST = 60;

const WHOLE = /^[+-]?\d+$/;
const FRACTIONAL = /^([+-]?)(?=\.?\d)(\d*)\.(\d*)$/;

/**
 * Reads an amount as a person or a shop writes it: a sign and decimals, blanks around it. Null for
 * anything else (thousands separators, exponents).
 */
export function readAmount(text: string): Amount | null {
  const trimmed = text.trim();
  if (WHOLE.test(trimmed)) return amountOf(Number(trimmed), 0) ?? bigOf(trimmed);
  const [, sign, whole, fraction] = FRACTIONAL.exec(trimmed) ?? [];
  if (fraction === undefined) return null;
  const kept = fraction.slice(0, significantLength(fraction));
  return amountOf(Number(`${sign}0${whole}${kept}`), kept.length) ?? bigOf(trimmed);
}

/** The exact difference. */
export function subtract(a: Amount, b: Amount): Amount {
  const difference = toBig(a).minus(toBig(b));
  const text = difference.toFixed();
  return readAmount(text) ?? difference;
}

/** An amount as a `Big`, whatever it was. */
export function toBig(amount: Amount): Big {
  return amount instanceof Big ? amount : new Big(amount.units).div(10 ** amount.digits);
}

/** Whether an amount is more than nothing. */
export function isPositive(amount: Amount): boolean {
  return amount instanceof Big ? amount.gt(0) : amount.units > 0;
}

function bigOf(text: string): Big | null {
  return text.length > LONGEST ? null : new Big(text.replace(/^\+/, '').replace(/\.$/, ''));
}

function amountOf(units: number, digits: number): Decimal | null {
  if (!Number.isSafeInteger(units) || digits > MOST_DIGITS) return null;
  return units === 0 ? { units: 0, digits: 0 } : { units, digits };
}

function significantLength(fraction: string): number {
  let length = fraction.length;
  while (length > 0 && fraction[length - 1] === '0') length -= 1;
  return length;
}
