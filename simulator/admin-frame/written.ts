import { priceText } from '../money.ts';
import type { Customer, MoneyBag, Order } from '../records.ts';
import type { World } from '../world.ts';
import type { View } from './view.ts';

/** The day of an instant where the shop is. */
export function dayOf({ shop }: World, instant: string): string {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone: shop.ianaTimezone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  return format.format(Date.parse(instant));
}

/** The number that stands for a record in addresses. */
export function numberIn(gid: string): string {
  return gid.slice(gid.lastIndexOf('/') + 1);
}

/** Family name first where that is the custom. */
export function nameOf({ locale, texts }: View, customer: Customer): string {
  const { firstName, lastName } = customer;
  const parts = locale === 'ja' ? [lastName, firstName] : [firstName, lastName];
  return parts.filter((part) => part !== null && part !== '').join(' ') || texts.noName;
}

/** As a price is written in the page's language. */
export function moneyText({ locale }: View, { shopMoney }: MoneyBag): string {
  const format = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency: shopMoney.currencyCode,
  });
  return format.format(priceText(shopMoney) as Intl.StringNumericLiteral);
}

export function statusText({ texts }: View, order: Order): string {
  const { cancelledAt, displayFinancialStatus, test } = order;
  const payment = displayFinancialStatus && texts.payment[displayFinancialStatus];
  return [cancelledAt ? texts.cancelled : payment, test && texts.test].filter(Boolean).join(' · ');
}
