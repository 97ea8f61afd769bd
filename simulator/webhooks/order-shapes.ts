import { bag, priceText, sum, times } from '../money.ts';
import { numberOf } from '../numbering.ts';
import type { LineItem, MoneyBag, Order, Refund } from '../records.ts';
import type { World } from '../world.ts';
import type { Json } from './json-text.ts';
import { fill, partOf, sampleOf, type Sample } from './samples.ts';
import { shopTime } from './shop-time.ts';

/** Writes orders and refunds of one shop as Shopify's REST shapes. */
export class OrderShapes {
  readonly #world: World;
  readonly #zero: MoneyBag;

  constructor(world: World) {
    this.#world = world;
    this.#zero = bag('0', world.shop.currencyCode);
  }

  order(order: Order, sample: Sample): Json {
    const { totalPriceSet: total, currentTotalPriceSet: current } = order;
    const { currencyCode } = this.#world.shop;
    const goods = bag(
      sum('0', ...order.lineItems.map((item) => times(this.#price(item), item.quantity))),
      currencyCode,
    );
    const outstanding = order.displayFinancialStatus === 'PENDING' ? current : this.#zero;
    return fill(sample, {
      ...this.#identity(order),
      ...this.#nothing(sample),
      name: order.name,
      created_at: this.#time(order.createdAt),
      processed_at: this.#time(order.processedAt),
      updated_at: this.#time(order.updatedAt),
      cancelled_at: order.cancelledAt && this.#time(order.cancelledAt),
      cancel_reason: order.cancelledAt && (order.cancelReason ?? 'OTHER').toLowerCase(),
      closed_at: order.closedAt && this.#time(order.closedAt),
      app_id: order.app && numberOf(order.app.id),
      location_id: order.retailLocation && numberOf(order.retailLocation.id),
      discount_codes: order.discountCodes.map((code) => ({ code })),
      confirmed: true,
      test: order.test,
      currency: currencyCode,
      presentment_currency: currencyCode,
      source_name: order.sourceName,
      financial_status: order.displayFinancialStatus?.toLowerCase() ?? null,
      tags: order.tags.join(', '),
      number: Number(order.name.replace(/\D/g, '')),
      order_number: Number(order.name.replace(/\D/g, '')),
      ...this.#amount('total_price', total),
      ...this.#amount('subtotal_price', order.subtotalPriceSet),
      ...this.#amount('total_discounts', order.totalDiscountsSet),
      total_shipping_price_set: set(order.totalShippingPriceSet),
      ...this.#amount('current_total_price', current),
      ...this.#amount('current_subtotal_price', current),
      ...this.#amount('total_line_items_price', goods),
      total_outstanding: priceText(outstanding.shopMoney),
      customer: this.#customer(order, sample),
      line_items: order.lineItems.map((item) => this.#line(item, partOf(sample, 'line_items'))),
      refunds: order.refunds.map((refund) => this.refund(refund, order)),
      shipping_lines: [],
      fulfillments: [],
    });
  }

  refund(refund: Refund, order: Order): Json {
    const sample = sampleOf('refunds/create');
    const returned = refund.returned ?? [];
    const at = this.#time(refund.createdAt);
    return fill(sample, {
      ...this.#identity(refund),
      order_id: numberOf(order.id),
      created_at: at,
      processed_at: at,
      user_id: null,
      restock: returned.length > 0,
      total_duties_set: set(this.#zero),
      refund_line_items: returned.flatMap(({ lineItemId, quantity }, index) => {
        const item = order.lineItems.find(({ id }) => id === lineItemId);
        const id = numberOf(refund.id) + 100n + BigInt(index);
        return item
          ? [this.#returned(item, quantity, id, partOf(sample, 'refund_line_items'))]
          : [];
      }),
      transactions: [this.#transaction(refund, order, partOf(sample, 'transactions'))],
    });
  }

  #transaction(refund: Refund, order: Order, sample: Sample): Json {
    const id = numberOf(refund.id) + 1n;
    const unsettled = { amount: '0.0', currency: this.#world.shop.currencyCode };
    return fill(sample, {
      id,
      admin_graphql_api_id: `gid://shopify/OrderTransaction/${id}`,
      order_id: numberOf(order.id),
      kind: 'refund',
      status: 'success',
      gateway: 'bogus',
      source_name: order.sourceName,
      test: order.test,
      created_at: this.#time(refund.createdAt),
      processed_at: this.#time(refund.createdAt),
      amount: priceText(refund.totalRefundedSet.shopMoney),
      currency: refund.totalRefundedSet.shopMoney.currencyCode,
      payment_id: `${order.name}.1`,
      receipt: {},
      total_unsettled_set: { presentment_money: unsettled, shop_money: unsettled },
    });
  }

  #returned(item: LineItem, quantity: number, id: bigint, sample: Sample): Json {
    const worth = bag(times(this.#price(item), quantity), this.#world.shop.currencyCode);
    return fill(sample, {
      id,
      line_item_id: numberOf(item.id),
      quantity,
      restock_type: 'return',
      subtotal: Number(priceText(worth.shopMoney)),
      subtotal_set: set(worth),
      total_tax_set: set(this.#zero),
      line_item: this.#line(item, partOf(sample, 'line_item')),
    });
  }

  #line(item: LineItem, sample: Sample): Json {
    const { title = '', sku = null, currentQuantity, quantity } = item as Partial<LineItem>;
    const left = currentQuantity ?? quantity ?? 0;
    const price = bag(this.#price(item), this.#world.shop.currencyCode);
    const current = 'current_quantity' in sample ? { current_quantity: left } : {};
    return fill(sample, {
      ...this.#identity(item),
      ...this.#nothing(sample),
      title,
      name: title,
      sku,
      quantity: quantity ?? 0,
      ...current,
      fulfillable_quantity: left,
      fulfillment_service: 'manual',
      requires_shipping: true,
      taxable: true,
      product_exists: item.product != null,
      product_id: item.product ? numberOf(item.product.id) : null,
      variant_id: item.variant ? numberOf(item.variant.id) : null,
      vendor: item.vendor,
      ...this.#amount('price', price),
    });
  }

  #customer({ customer }: Order, sample: Sample): Json {
    if (!customer) return null;
    const known = this.#world.customers.get(customer.id);
    return fill(partOf(sample, 'customer'), {
      ...this.#identity(customer),
      created_at: known ? this.#time(known.createdAt) : null,
      updated_at: known ? this.#time(known.updatedAt) : null,
      state: 'disabled',
      verified_email: true,
      currency: this.#world.shop.currencyCode,
    });
  }

  #identity({ id }: { id: string }): Sample {
    return { id: numberOf(id), admin_graphql_api_id: id };
  }

  #amount(name: string, money: MoneyBag): Sample {
    return { [name]: priceText(money.shopMoney), [`${name}_set`]: set(money) };
  }

  /** Every sum of money the sample has, at zero: what is modelled of them is said beside it. */
  #nothing(sample: Sample): Sample {
    const sums = Object.entries(sample).flatMap(([name, example]): [string, Json][] => {
      if (name.endsWith('_set') && example !== null) return [[name, set(this.#zero)]];
      const isPrice = typeof example === 'string' && /^\d+\.\d\d$/.test(example);
      return isPrice ? [[name, priceText(this.#zero.shopMoney)]] : [];
    });
    return Object.fromEntries(sums);
  }

  #price(item: Partial<LineItem>): string {
    return item.originalUnitPriceSet?.shopMoney.amount ?? '0';
  }

  #time(instant: string): string {
    return shopTime(instant, this.#world.shop.ianaTimezone);
  }
}

function set({ shopMoney }: MoneyBag): Json {
  const money = { amount: priceText(shopMoney), currency_code: shopMoney.currencyCode };
  return { shop_money: money, presentment_money: money };
}
