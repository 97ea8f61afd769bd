import { bag, compare, minus, priceText, sum, times } from '../money.ts';
import type { LineItem, Order } from '../records.ts';
import type { Json } from './json-text.ts';
import { amountOf } from './money-shapes.ts';

const GOODS = { target_type: 'line_item', target_selection: 'all', allocation_method: 'across' };
const SHIPPING = {
  target_type: 'shipping_line',
  target_selection: 'all',
  allocation_method: 'each',
};

interface Application {
  key: 'own' | 'code' | 'shipping';
  amount: string;
  code: string | undefined;
}

/**
 * What was taken off an order, as Shopify's REST shapes tell it: each discount once for the order,
 * and its parts at the lines. What a line costs is its price times its quantity less those parts.
 */
export class DiscountShapes {
  readonly #currency: string;
  readonly #codes: readonly string[];
  readonly #applications: readonly Application[];

  constructor(order: Order, currency: string) {
    this.#currency = currency;
    this.#codes = order.discountCodes;
    this.#applications = applicationsOf(order);
  }

  /** The order's `discount_applications`. */
  applications(): Json {
    return this.#applications.map(({ key, amount, code }) => ({
      ...(key === 'shipping' ? SHIPPING : GOODS),
      type: key === 'own' ? 'automatic' : code === undefined ? 'manual' : 'discount_code',
      value: this.#text(amount),
      value_type: 'fixed_amount',
      ...(code === undefined ? { title: '' } : { code }),
    }));
  }

  /** The order's `discount_codes`, each with what it took off. */
  codes(): Json {
    return this.#codes.map((code) => {
      const found = this.#applications.find((application) => application.code === code);
      const type = found?.key === 'shipping' ? 'shipping' : 'fixed_amount';
      return { code, amount: this.#text(found?.amount ?? '0'), type };
    });
  }

  /** A line's `discount_allocations`. */
  allocations(item: LineItem): Json {
    const parts = { own: ownDiscount(item), code: codeDiscount(item), shipping: '0' };
    return this.#applications.flatMap(({ key }, index) => {
      if (compare(parts[key], '0') <= 0) return [];
      const amount = bag(parts[key], this.#currency);
      return [{ ...amountOf('amount', amount), discount_application_index: index }];
    });
  }

  #text(amount: string): string {
    return priceText({ amount, currencyCode: this.#currency });
  }
}

/** What a line's own discounts take off it, before codes; never below 0. */
export function ownDiscount(item: LineItem): string {
  const full = times(item.originalUnitPriceSet.shopMoney.amount, item.quantity);
  const off = sum(full, minus(item.discountedTotalSet.shopMoney.amount));
  return compare(off, '0') < 0 ? '0' : off;
}

function codeDiscount(item: LineItem): string {
  return item.codeDiscountSet.shopMoney.amount;
}

/** Discounts of lines, of a code on goods, and what is left of the total for the shipping. */
function applicationsOf(order: Order): Application[] {
  const own = sum('0', ...order.lineItems.map(ownDiscount));
  const byCode = sum('0', ...order.lineItems.map(codeDiscount));
  const total = order.totalDiscountsSet.shopMoney.amount;
  const onShipping = sum(total, minus(own), minus(byCode));
  const hasGoodsCode = compare(byCode, '0') > 0;
  const [first, second] = order.discountCodes;
  const all: Application[] = [
    { key: 'own', amount: own, code: undefined },
    { key: 'code', amount: byCode, code: first },
    { key: 'shipping', amount: onShipping, code: hasGoodsCode ? second : first },
  ];
  return all.filter(({ amount }) => compare(amount, '0') > 0);
}
