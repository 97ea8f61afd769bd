import { bag, priceText, times } from '../money.ts';
import { numberOf } from '../numbering.ts';
import type { LineItem, Order } from '../records.ts';
import { DiscountShapes, ownDiscount } from './discount-shapes.ts';
import type { Json } from './json-text.ts';
import { amountOf, noMoney, setOf } from './money-shapes.ts';
import { fill, partOf, type Sample } from './samples.ts';

/** Writes the lines of one order as Shopify's REST shapes. */
export class LineShapes {
  readonly #currency: string;
  readonly #discounts: DiscountShapes;

  constructor(order: Order, currency: string) {
    this.#currency = currency;
    this.#discounts = new DiscountShapes(order, currency);
  }

  line(item: LineItem, sample: Sample): Json {
    const { id, title, quantity, currentQuantity, product, variant } = item;
    const price = bag(item.originalUnitPriceSet.shopMoney.amount, this.#currency);
    const current = 'current_quantity' in sample ? { current_quantity: currentQuantity } : {};
    return fill(sample, {
      id: numberOf(id),
      admin_graphql_api_id: id,
      ...noMoney(sample, this.#currency),
      title,
      name: title,
      sku: item.sku,
      variant_title: item.variantTitle,
      quantity,
      ...current,
      fulfillable_quantity: currentQuantity,
      fulfillment_service: 'manual',
      requires_shipping: true,
      taxable: true,
      product_exists: product != null,
      product_id: product ? numberOf(product.id) : null,
      variant_id: variant ? numberOf(variant.id) : null,
      vendor: item.vendor,
      ...amountOf('price', price),
      // What stands at the line; what codes take off stands in the allocations only.
      ...amountOf('total_discount', bag(ownDiscount(item), this.#currency)),
      discount_allocations: this.#discounts.allocations(item),
    });
  }

  /** Goods of a line that came back with a refund. */
  returned(item: LineItem, quantity: number, id: bigint, sample: Sample): Json {
    const worth = bag(times(item.originalUnitPriceSet.shopMoney.amount, quantity), this.#currency);
    return fill(sample, {
      id,
      line_item_id: numberOf(item.id),
      quantity,
      restock_type: 'return',
      subtotal: Number(priceText(worth.shopMoney)),
      subtotal_set: setOf(worth),
      total_tax_set: setOf(bag('0', this.#currency)),
      line_item: this.line(item, partOf(sample, 'line_item')),
    });
  }
}
