/** An exact decimal: units / 10^digits, units a safe integer, no trailing zero digits. */
export interface Decimal {
  units: number;
  digits: number;
}

const WHOLE = /^[+-]?\d+$/;
const FRACTIONAL = /^([+-]?)(?=\.?\d)(\d*)\.(\d*)$/;

/**
 * Reads an amount as a person or a shop writes it: a sign and decimals, blanks around it. Null for
 * anything else (thousands separators, exponents) and for what does not fit a safe integer of units.
 */
export function readDecimal(text: string): Decimal | null {
  const trimmed = text.trim();
  if (WHOLE.test(trimmed)) return decimal(Number(trimmed), 0);
  const [, sign, whole, fraction] = FRACTIONAL.exec(trimmed) ?? [];
  if (fraction === undefined) return null;
  const kept = fraction.slice(0, significantLength(fraction));
  return decimal(Number(`${sign}0${whole}${kept}`), kept.length);
}

/** The exact difference. @throws RangeError when its units are no safe integer. */
export function subtract(a: Decimal, b: Decimal): Decimal {
  let digits = Math.max(a.digits, b.digits);
  let units = unitsAt(a, digits) - unitsAt(b, digits);
  while (digits > 0 && units % 10 === 0) {
    units /= 10;
    digits -= 1;
  }
  const difference = decimal(units, digits);
  if (!difference) throw new RangeError('the difference has too many digits');
  return difference;
}

function decimal(units: number, digits: number): Decimal | null {
  if (!Number.isSafeInteger(units)) return null;
  return units === 0 ? { units: 0, digits: 0 } : { units, digits };
}

function unitsAt({ units, digits }: Decimal, wanted: number): number {
  const scaled = units * 10 ** (wanted - digits);
  return Number.isSafeInteger(scaled) ? scaled : NaN;
}

function significantLength(fraction: string): number {
  let length = fraction.length;
  while (length > 0 && fraction[length - 1] === '0') length -= 1;
  return length;
}
