import { expect } from 'vitest';
import { askedList, type CustomersFilter } from '#app/presenters/customers-filter.ts';
import { listedOf } from '#app/presenters/customers-list.ts';
import { countListed } from '#app/store/customer-list.ts';
import type { Shop } from '#app/store/database.ts';
import { readKnownShop } from '#app/store/shops.ts';

/** How many customers the list shows behind a number: so many at most are counted. */
const MOST = 1_000;

/** How many customers a filter of the list has. @param now epoch milliseconds. */
export async function customersWho(
  shop: Shop,
  filter: CustomersFilter,
  now: number,
): Promise<number | null> {
  const known = await readKnownShop(shop);
  if (!known) throw new Error('the shop is not known');
  return countListed(shop, await listedOf(shop, known, filter, now), MOST);
}

/** How many customers the list shows at an address. @param now epoch milliseconds. */
export function customersAt(shop: Shop, url: string, now: number): Promise<number | null> {
  const { filter, unread } = askedList(new URL(url, 'http://app').searchParams);
  expect(unread).toEqual([]);
  return customersWho(shop, filter, now);
}
