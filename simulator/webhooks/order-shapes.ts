import { bag, priceText, sum, times } from '../money.ts';
import { numberOf } from '../numbering.ts';
import type { MoneyBag, Order, Refund } from '../records.ts';
import type { World } from '../world.ts';
import { DiscountShapes } from './discount-shapes.ts';
import type { Json } from './json-text.ts';
import { LineShapes } from './line-shapes.ts';
import { amountOf, noMoney, setOf } from './money-shapes.ts';
import { companyOf, landingSiteOf } from './origin-shapes.ts';
import { fill, partOf, sampleOf, type Sample } from './samples.ts';
import { shopTime } from './shop-time.ts';

/** Writes orders and refunds of one shop as Shopify's REST shapes. */
export class OrderShapes {
  readonly #world: World;
  readonly #currency: string;
  readonly #zero: MoneyBag;

  constructor(world: World) {
    this.#world = world;
    this.#currency = world.shop.currencyCode;
    this.#zero = bag('0', this.#currency);
  }

  order(order: Order, sample: Sample): Json {
    const lines = new LineShapes(order, this.#currency);
    // Real payloads have the key, Shopify's samples do not.
    return fill(
      { ...sample, company: null },
      {
        ...this.#identity(order),
        ...this.#life(order),
        ...this.#origin(order),
        ...noMoney(sample, this.#currency),
        ...this.#sums(order),
        name: order.name,
        number: Number(order.name.replace(/\D/g, '')),
        order_number: Number(order.name.replace(/\D/g, '')),
        tags: order.tags.join(', '),
        customer: this.#customer(order, sample),
        line_items: order.lineItems.map((item) => lines.line(item, partOf(sample, 'line_items'))),
        refunds: order.refunds.map((refund) => this.refund(refund, order)),
        shipping_lines: [],
        fulfillments: [],
      },
    );
  }

  refund(refund: Refund, order: Order): Json {
    const sample = sampleOf('refunds/create');
    const lines = new LineShapes(order, this.#currency);
    const returned = refund.returned ?? [];
    const at = this.#time(refund.createdAt);
    return fill(sample, {
      ...this.#identity(refund),
      order_id: numberOf(order.id),
      created_at: at,
      processed_at: at,
      user_id: null,
      restock: returned.length > 0,
      total_duties_set: setOf(this.#zero),
      refund_line_items: returned.flatMap(({ lineItemId, quantity }, index) => {
        const item = order.lineItems.find(({ id }) => id === lineItemId);
        const id = numberOf(refund.id) + 100n + BigInt(index);
        return item
          ? [lines.returned(item, quantity, id, partOf(sample, 'refund_line_items'))]
          : [];
      }),
      transactions: [this.#transaction(refund, order, partOf(sample, 'transactions'))],
    });
  }

  #life(order: Order): Sample {
    return {
      created_at: this.#time(order.createdAt),
      processed_at: this.#time(order.processedAt),
      updated_at: this.#time(order.updatedAt),
      cancelled_at: order.cancelledAt && this.#time(order.cancelledAt),
      cancel_reason: order.cancelledAt && (order.cancelReason ?? 'OTHER').toLowerCase(),
      closed_at: order.closedAt && this.#time(order.closedAt),
      confirmed: true,
      test: order.test,
      financial_status: order.displayFinancialStatus?.toLowerCase() ?? null,
    };
  }

  #origin(order: Order): Sample {
    return {
      app_id: order.app && numberOf(order.app.id),
      location_id: order.retailLocation && numberOf(order.retailLocation.id),
      source_name: order.sourceName,
      company: companyOf(order),
      landing_site: landingSiteOf(order),
    };
  }

  #sums(order: Order): Sample {
    const { totalPriceSet: total, currentTotalPriceSet: current, lineItems } = order;
    const discounts = new DiscountShapes(order, this.#currency);
    const prices = lineItems.map(({ originalUnitPriceSet, quantity }) =>
      times(originalUnitPriceSet.shopMoney.amount, quantity),
    );
    const outstanding = order.displayFinancialStatus === 'PENDING' ? current : this.#zero;
    return {
      currency: this.#currency,
      presentment_currency: this.#currency,
      ...amountOf('total_price', total),
      ...amountOf('subtotal_price', order.subtotalPriceSet),
      ...amountOf('total_discounts', order.totalDiscountsSet),
      total_shipping_price_set: setOf(order.totalShippingPriceSet),
      ...amountOf('current_total_price', current),
      ...amountOf('current_subtotal_price', current),
      ...amountOf('total_line_items_price', bag(sum('0', ...prices), this.#currency)),
      total_outstanding: priceText(outstanding.shopMoney),
      discount_applications: discounts.applications(),
      discount_codes: discounts.codes(),
    };
  }

  #transaction(refund: Refund, order: Order, sample: Sample): Json {
    const id = numberOf(refund.id) + 1n;
    const unsettled = { amount: '0.0', currency: this.#currency };
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

  #customer({ customer }: Order, sample: Sample): Json {
    if (!customer) return null;
    const known = this.#world.customers.get(customer.id);
    return fill(partOf(sample, 'customer'), {
      ...this.#identity(customer),
      created_at: known ? this.#time(known.createdAt) : null,
      updated_at: known ? this.#time(known.updatedAt) : null,
      state: known?.state.toLowerCase() ?? 'disabled',
      verified_email: true,
      currency: this.#currency,
    });
  }

  #identity({ id }: { id: string }): Sample {
    return { id: numberOf(id), admin_graphql_api_id: id };
  }

  #time(instant: string): string {
    return shopTime(instant, this.#world.shop.ianaTimezone);
  }
}
