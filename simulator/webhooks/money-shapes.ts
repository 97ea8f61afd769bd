import { bag, priceText } from '../money.ts';
import type { MoneyBag } from '../records.ts';
import type { Json } from './json-text.ts';
import type { Sample } from './samples.ts';

/** A sum of money as Shopify's REST shapes write it twice, for the shop and for the buyer. */
export function setOf({ shopMoney }: MoneyBag): Json {
  const money = { amount: priceText(shopMoney), currency_code: shopMoney.currencyCode };
  return { shop_money: money, presentment_money: money };
}

/** A sum of money under its name, and in full beside it. */
export function amountOf(name: string, money: MoneyBag): Sample {
  return { [name]: priceText(money.shopMoney), [`${name}_set`]: setOf(money) };
}

/** Every sum of money a sample has, at zero: what is modelled of them is said beside it. */
export function noMoney(sample: Sample, currency: string): Sample {
  const zero = bag('0', currency);
  const sums = Object.entries(sample).flatMap(([name, example]): [string, Json][] => {
    if (name.endsWith('_set') && example !== null) return [[name, setOf(zero)]];
    const isPrice = typeof example === 'string' && /^\d+\.\d\d$/.test(example);
    return isPrice ? [[name, priceText(zero.shopMoney)]] : [];
  });
  return Object.fromEntries(sums);
}
