import { bag, minus, sum, times } from '../money.ts';
import type { LineItem, MoneyBag, Product } from '../records.ts';
import type { World } from '../world.ts';
import type { LineInput } from './inputs/orders.ts';
import { moneyOf } from './money-input.ts';
import { Refusal } from './refusal.ts';

/** The lines of an order, numbered after it. @throws Refusal */
export function linesOf(world: World, lines: readonly LineInput[], number: string): LineItem[] {
  return lines.map((line, index) =>
    lineOf(world, line, `gid://shopify/LineItem/${BigInt(number) + 100n + BigInt(index)}`),
  );
}

/** What the lines cost together, discounts taken off. */
export function totalOf(world: World, lines: readonly LineItem[]): MoneyBag {
  const prices = lines.flatMap(({ discountedTotalSet, codeDiscountSet }) => [
    discountedTotalSet.shopMoney.amount,
    minus(codeDiscountSet.shopMoney.amount),
  ]);
  return bag(sum('0', ...prices), world.shop.currencyCode);
}

/** What was taken off the lines together. */
export function discountsOf(world: World, lines: readonly LineItem[]): MoneyBag {
  const full = lines.map(({ originalUnitPriceSet, quantity }) =>
    times(originalUnitPriceSet.shopMoney.amount, quantity),
  );
  const paid = totalOf(world, lines).shopMoney.amount;
  return bag(sum('0', ...full, minus(paid)), world.shop.currencyCode);
}

function lineOf(world: World, line: LineInput, id: string): LineItem {
  const product = line.product && world.products.get(line.product.id);
  if (product === undefined)
    throw new Refusal(404, `${line.product?.id} is not a product of this store`);
  const last = product && lastSale(world, product.id);
  const original = priceOf(world, line, product, last);
  const full = bag(times(original.shopMoney.amount, line.quantity), world.shop.currencyCode);
  const { discountedTotalSet: discounted, codeDiscountSet: byCode } = line;
  const variant = line.variant ?? last?.variant ?? product?.variants[0] ?? null;
  return {
    id: line.id ?? id,
    title: line.title ?? product?.title ?? '',
    quantity: line.quantity,
    currentQuantity: line.currentQuantity ?? line.quantity,
    sku: line.sku ?? last?.sku ?? null,
    variantTitle: line.variantTitle ?? null,
    vendor: line.vendor ?? product?.vendor ?? null,
    originalUnitPriceSet: original,
    discountedTotalSet: discounted ? moneyOf(world, discounted) : full,
    codeDiscountSet: byCode ? moneyOf(world, byCode) : bag('0', world.shop.currencyCode),
    product: product && { id: product.id },
    variant: variant && { id: variant.id },
    sellingPlan: line.sellingPlan ?? null,
  };
}

/** What was given, else paid last, else what the product's first variant costs. */
function priceOf(
  world: World,
  line: LineInput,
  product: Partial<Product> | null,
  last: Partial<LineItem> | null | undefined,
): MoneyBag {
  if (line.originalUnitPriceSet) return moneyOf(world, line.originalUnitPriceSet);
  if (last?.originalUnitPriceSet) return last.originalUnitPriceSet;
  const price = product?.variants?.[0]?.price;
  if (price === undefined)
    throw new Refusal(400, `${product?.id} was never sold: give its originalUnitPriceSet`);
  return bag(price, world.shop.currencyCode);
}

function lastSale(world: World, product: string): Partial<LineItem> | undefined {
  let found: Partial<LineItem> | undefined;
  for (const order of world.orders.values()) {
    for (const item of order.lineItems as Partial<LineItem>[])
      if (item.product?.id === product && item.originalUnitPriceSet) found = item;
  }
  return found;
}
