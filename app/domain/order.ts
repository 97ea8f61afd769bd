import type { Counting } from './counting.ts';
import type { CustomerId, OrderId, ProductId } from './ids.ts';
import type { Minor } from './money.ts';

/** One product of an order as Shopify says. */
export interface OrderLineFacts {
  id: bigint;
  /** Null for a product that is gone, was never one, or is not ours to see. */
  productId: ProductId | null;
  variantId: bigint | null;
  title: string;
  quantity: number;
  /** What is left of the quantity after returns and edits. */
  currentQuantity: number;
  /** For the whole quantity, after all discounts. */
  sales: Minor;
  /** The selling plan of a subscription; null for a single purchase, or when it is not told. */
  plan: string | null;
}

/** Where the visit came from that led to an order. */
export interface Utm {
  source: string | null;
  medium: string | null;
  campaign: string | null;
}

/** Money given back of an order. */
export interface RefundFacts {
  /** Epoch milliseconds. */
  at: number;
  /** Above 0. */
  amount: Minor;
}

/** What Shopify says of an order, in shop money (minor units) and epoch milliseconds. */
export interface OrderFacts {
  id: OrderId;
  name: string | null;
  customerId: CustomerId | null;
  createdAt: number;
  processedAt: number;
  updatedAt: number;
  cancelledAt: number | null;
  test: boolean;
  /** totalPrice: before returns and edits, tax and shipping in. */
  total: Minor;
  /** currentTotalPrice: after returns and edits. */
  currentTotal: Minor;
  /** totalRefunded. */
  refunded: Minor;
  /** When it was given back, the oldest first; empty where only the sum is told. */
  refunds: readonly RefundFacts[];
  /** What discounts took off. */
  discount: Minor;
  discountCodes: readonly string[];
  tags: readonly string[];
  /** Handle of the sales channel, such as `web` or `pos`. */
  sourceName: string | null;
  /** Shopify's location, for an order of a retail shop. */
  locationId: bigint | null;
  /** A company has bought. */
  business: boolean;
  /** Null when it is not told, which takes nothing back of what was told before. */
  utm: Utm | null;
  lines: readonly OrderLineFacts[];
}

/** Refunds in the order of {@link OrderFacts}; one without money, such as of goods only, is none. */
export function refundsOf(told: readonly RefundFacts[]): RefundFacts[] {
  return told.filter(({ amount }) => amount > 0).sort((a, b) => a.at - b.at || a.amount - b.amount);
}

type Money = Pick<OrderFacts, 'total' | 'currentTotal' | 'refunded'>;

/**
 * What an order is worth today: min(currentTotalPrice, totalPrice − totalRefunded), whatever its
 * payment status. A refund or edit restates the order, past included.
 */
export function valueOf(order: Money): Minor {
  return Math.min(order.currentTotal, order.total - order.refunded) as Minor;
}

/** What decides whether an order counts. */
export type Countable = Money &
  Pick<OrderFacts, 'cancelledAt' | 'test' | 'sourceName' | 'tags' | 'business'>;

/**
 * Whether an order counts: not cancelled, not a test, worth more than nothing, and not of a kind
 * that the merchant leaves out.
 */
export function counts(order: Countable, counting: Counting): boolean {
  if (order.cancelledAt !== null || order.test) return false;
  const free = order.total === 0 && order.refunded === 0 && order.currentTotal === 0;
  if (valueOf(order) <= 0 && !(free && counting.countFreeOrders)) return false;
  if (order.business && counting.leaveOutBusiness) return false;
  if (counting.leaveOutChannels.includes(order.sourceName ?? '')) return false;
  return !sharesTag(order.tags, counting.leaveOutOrderTags);
}

/** Whether two lists of tags have one in common; Shopify does not tell cases apart. */
export function sharesTag(tags: readonly string[], others: readonly string[]): boolean {
  if (others.length === 0) return false;
  const lower = new Set(tags.map((tag) => tag.toLowerCase()));
  return others.some((tag) => lower.has(tag.toLowerCase()));
}
