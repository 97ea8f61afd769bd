import Big from 'big.js';
import { code } from 'currency-codes';

/** An amount in the smallest unit of its currency (yen, cents). */
export type Minor = number & { readonly __brand: 'Minor' };

/** How many decimal digits a currency has (ISO 4217). @throws RangeError for a code it does not list. */
export function digitsOf(currency: string): number {
  const known = code(currency);
  if (!known) throw new RangeError(`"${currency}" is not a currency of ISO 4217`);
  return known.digits;
}

/** Most amounts are whole and far from any limit: they need no arbitrary precision. */
const WHOLE = /^(\d{1,10})(?:\.0+)?$/;

/** Turns decimal texts of one currency into minor units, rounding half up. */
export type MoneyReader = (decimal: string) => Minor;

/**
 * A reader of decimal amounts (`"1980.0"`, `"-12.30"`) in a currency.
 * The reader throws RangeError for a text that is no decimal or does not fit 2^53 minor units.
 */
export function moneyReader(currency: string): MoneyReader {
  const digits = digitsOf(currency);
  const unit = 10 ** digits;
  return (decimal) => {
    const whole = WHOLE.exec(decimal)?.[1];
    if (whole !== undefined) return (Number(whole) * unit) as Minor;
    let minor: number;
    try {
      minor = new Big(decimal).times(unit).round(0, Big.roundHalfUp).toNumber();
    } catch {
      throw new RangeError(`"${decimal}" is not an amount of money`);
    }
    if (!Number.isSafeInteger(minor)) throw new RangeError(`${decimal} ${currency} is too large`);
    return minor as Minor;
  };
}

/** A whole number divided by a positive one, exactly, rounded half up: 2.5 to 3, −2.5 to −2. */
export function divideHalfUp(dividend: number, divisor: number): number {
  const rest = dividend % divisor;
  const whole = (dividend - rest) / divisor;
  if (rest * 2 >= divisor) return whole + 1;
  return rest * 2 < -divisor ? whole - 1 : whole;
}

/** Minor units as the decimal that people write, with all digits of the currency (`1980`, `-12.30`). */
export function decimalText(minor: number | bigint, digits: number): string {
  const text = String(minor);
  if (digits === 0) return text;
  const sign = text.startsWith('-') ? '-' : '';
  const padded = text.slice(sign.length).padStart(digits + 1, '0');
  return `${sign}${padded.slice(0, -digits)}.${padded.slice(-digits)}`;
}
