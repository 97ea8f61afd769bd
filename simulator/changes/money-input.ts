import { bag } from '../money.ts';
import type { MoneyBag } from '../records.ts';
import type { World } from '../world.ts';
import { Refusal } from './refusal.ts';

export interface MoneyInput {
  shopMoney: { amount: string; currencyCode?: string | undefined };
}

/** An amount in the shop's money. @throws Refusal when another currency is named. */
export function moneyOf(world: World, { shopMoney }: MoneyInput): MoneyBag {
  const { currencyCode } = world.shop;
  if (shopMoney.currencyCode !== undefined && shopMoney.currencyCode !== currencyCode)
    throw new Refusal(400, `the shop's money is ${currencyCode}, not ${shopMoney.currencyCode}`);
  return bag(shopMoney.amount, currencyCode);
}
