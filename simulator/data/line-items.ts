import { z } from 'zod';
import { bag, sum, times } from '../money.ts';
import type { LineItem, Order } from '../records.ts';
import { id, money, parse, reference } from './parts.ts';

const Item = z.looseObject({
  id: id('LineItem'),
  title: z.string().default(''),
  quantity: z.number().int().min(0).default(1),
  currentQuantity: z.number().int().min(0).optional(),
  sku: z.string().nullable().default(null),
  variantTitle: z.string().nullable().default(null),
  vendor: z.string().nullable().default(null),
  product: reference('Product').nullable().default(null),
  variant: reference('ProductVariant').nullable().default(null),
  sellingPlan: z
    .object({ name: z.string(), sellingPlanId: id('SellingPlan').nullable().default(null) })
    .nullable()
    .default(null),
  originalUnitPriceSet: money.optional(),
  originalTotalSet: money.optional(),
  discountedTotalSet: money.optional(),
});
const LineItemLine = Item.extend({ __parentId: id('Order') });

/** Puts a line item to its order; other children are not kept. */
export function addLineItem(
  orders: ReadonlyMap<string, Order>,
  line: Record<string, unknown>,
  where: string,
): void {
  if (typeof line.id !== 'string' || !line.id.includes('/LineItem/')) return;
  const { __parentId: parent, ...item } = parse(LineItemLine, line, where);
  const order = orders.get(parent);
  if (!order) throw new Error(`${where}: its order ${parent} does not stand before it`);
  order.lineItems.push(lineItemOf(item, order));
}

/** What a line leaves out of its prices follows from those it tells; without any it is free. */
function lineItemOf(line: z.infer<typeof Item>, order: Order): LineItem {
  const { quantity, originalTotalSet, discountedTotalSet } = line;
  const { currencyCode } = order.totalPriceSet.shopMoney;
  const told = originalTotalSet ?? discountedTotalSet;
  const unit =
    line.originalUnitPriceSet ?? bag(share(told?.shopMoney.amount ?? '0', quantity), currencyCode);
  const total = originalTotalSet ?? bag(times(unit.shopMoney.amount, quantity), currencyCode);
  return {
    ...line,
    currentQuantity: line.currentQuantity ?? quantity,
    originalUnitPriceSet: unit,
    discountedTotalSet: discountedTotalSet ?? total,
    codeDiscountSet: bag('0', currencyCode),
  };
}

/** A piece's part of a whole amount, rounded up at two decimals: no line costs more than its pieces. */
function share(amount: string, pieces: number): string {
  return pieces < 2 ? sum(amount) : (Math.ceil((Number(amount) * 100) / pieces) / 100).toFixed(2);
}
