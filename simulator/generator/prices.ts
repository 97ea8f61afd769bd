import type { MoneyBag } from '../records.ts';

export const SHIPPING = 550;
export const FREE_SHIPPING_FROM = 5_500;

export function yen(amount: number): MoneyBag {
  return { shopMoney: { amount: `${amount}.0`, currencyCode: 'JPY' } };
}
