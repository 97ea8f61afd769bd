import type { MoneyBag } from './records.ts';

/** An exact amount: `units` of 10^-`digits`. */
interface Exact {
  units: bigint;
  digits: number;
}

/** The exact sum of decimal texts, in Shopify's form: at least one decimal, no zeros behind it. */
export function sum(...amounts: readonly string[]): string {
  const parts = amounts.map(parse);
  const digits = Math.max(1, ...parts.map((part) => part.digits));
  const units = parts.reduce((total, part) => total + scaled(part, digits), 0n);
  return text({ units, digits });
}

export function times(amount: string, count: number): string {
  const { units, digits } = parse(amount);
  return sum(text({ units: units * BigInt(count), digits }));
}

export function minus(amount: string): string {
  return amount.startsWith('-') ? amount.slice(1) : `-${amount}`;
}

/** Below 0, 0 or above 0, as `left` is less than, equal to or more than `right`. */
export function compare(left: string, right: string): number {
  const { units } = parse(sum(left, minus(right)));
  return units === 0n ? 0 : units < 0n ? -1 : 1;
}

export function bag(amount: string, currencyCode: string): MoneyBag {
  return { shopMoney: { amount: sum(amount), currencyCode } };
}

/** The amount with its currency's decimals, as Shopify's REST shapes write it: 6800, 388.00. */
export function priceText({ amount, currencyCode }: MoneyBag['shopMoney']): string {
  const wanted = decimalsOf(currencyCode);
  const [whole = '0', fraction = ''] = sum(amount).split('.');
  const kept = fraction.replace(/0+$/, '').padEnd(wanted, '0');
  return kept === '' ? whole : `${whole}.${kept}`;
}

const decimals = new Map<string, number>();

function decimalsOf(currency: string): number {
  const known = decimals.get(currency);
  if (known !== undefined) return known;
  const format = new Intl.NumberFormat('en', { style: 'currency', currency });
  const found = format.resolvedOptions().maximumFractionDigits ?? 2;
  decimals.set(currency, found);
  return found;
}

function parse(amount: string): Exact {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(amount);
  if (!match) throw new Error(`${amount} is not an amount`);
  const [, sign = '', whole = '0', fraction = ''] = match;
  return { units: BigInt(`${sign}${whole}${fraction}`), digits: fraction.length };
}

function scaled({ units, digits }: Exact, wanted: number): bigint {
  return units * 10n ** BigInt(wanted - digits);
}

function text({ units, digits }: Exact): string {
  const sign = units < 0n ? '-' : '';
  const all = (units < 0n ? -units : units).toString().padStart(digits + 1, '0');
  const whole = all.slice(0, all.length - digits);
  const fraction = all.slice(all.length - digits).replace(/0+$/, '');
  return `${sign}${whole}.${fraction || '0'}`;
}
