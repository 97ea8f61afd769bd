import type { Customer, LineItem, Order } from '../records.ts';
import { productId, variantId, VENDOR } from './catalogue.ts';
import { placeOf, type Placed } from './channels.ts';
import type { Dice } from './dice.ts';
import type { Basket } from './habits.ts';
import { campaignOf, journeyOf } from './journeys.ts';
import { FREE_SHIPPING_FROM, SHIPPING, yen } from './prices.ts';

/** The code of those who buy by subscription. */
const SUBSCRIPTION_CODE = 'TEIKI10';
const SUBSCRIPTION_PLAN = {
  name: '定期お届け便',
  sellingPlanId: 'gid://shopify/SellingPlan/1',
};
const CHANCE = { shippingCode: 0.09, wrapped: 0.3 } as const;

/** An order as far as it is settled. */
interface Settled extends Basket {
  id: number;
  customer: Customer | null;
  source: 'import' | 'pos' | 'web';
  /** Yen, before and after discounts. */
  goods: number;
  net: number;
  /** Whether goods came back. */
  returned: boolean;
}

type Told = Placed &
  Pick<
    Order,
    | 'tags'
    | 'customerJourneySummary'
    | 'shippingAddress'
    | 'discountCodes'
    | 'subtotalPriceSet'
    | 'totalDiscountsSet'
    | 'totalShippingPriceSet'
    | 'lineItems'
  >;

/** What an order tells beside its total: channel, campaign, codes, goods. */
export class Tellings {
  readonly #dice: Dice;
  readonly #bought = new Map<string, number>();

  constructor(dice: Dice) {
    this.#dice = dice;
  }

  /** Orders are asked for in the order of their days. */
  of(order: Settled): Told {
    const { customer, goods, net, source } = order;
    const index = this.#indexOf(customer);
    const placed = placeOf(this.#dice, source, piecesOf(order));
    const isOnline = source === 'web' && placed.sourceName !== 'shopify_draft_order';
    const code = this.#shippingCode(order, isOnline);
    const shipped = source !== 'pos';
    const paidShipping = net < FREE_SHIPPING_FROM;
    return {
      ...placed,
      tags: this.#tagsOf(order, placed),
      customerJourneySummary: isOnline ? journeyOf(this.#dice, { ...order, index }) : null,
      shippingAddress: shipped ? (customer?.defaultAddress ?? null) : null,
      discountCodes: net < goods ? [SUBSCRIPTION_CODE] : code ? [code] : [],
      subtotalPriceSet: yen(net),
      totalDiscountsSet: yen(goods - net + (code ? SHIPPING : 0)),
      totalShippingPriceSet: yen(paidShipping || code ? SHIPPING : 0),
      lineItems: linesOf(order),
    };
  }

  #indexOf(customer: Customer | null): number | null {
    if (!customer) return null;
    const index = (this.#bought.get(customer.id) ?? 0) + 1;
    this.#bought.set(customer.id, index);
    return index;
  }

  #tagsOf({ lines, discount }: Settled, { purchasingCompany }: Placed): string[] {
    const isGift = lines.some(({ item }) => item.key === 'gift');
    return [
      ...(isGift && this.#dice.chance(CHANCE.wrapped) ? ['のし'] : []),
      ...(discount > 0 ? ['定期'] : []),
      ...(purchasingCompany ? ['法人'] : []),
    ].sort();
  }

  /** A campaign's code makes the shipping of a large order free, as it is anyway. */
  #shippingCode({ at, goods, net }: Settled, isOnline: boolean): string | null {
    if (!isOnline || net < goods || net < FREE_SHIPPING_FROM) return null;
    return this.#dice.chance(CHANCE.shippingCode) ? campaignOf(at).toUpperCase() : null;
  }
}

function piecesOf({ lines }: Basket): number {
  return lines.reduce((sum, { quantity }) => sum + quantity, 0);
}

function linesOf({ lines, id, goods, net, returned }: Settled): LineItem[] {
  return lines.map(({ item, quantity }, line) => ({
    id: `gid://shopify/LineItem/${id + 100 + line}`,
    title: item.title,
    quantity,
    currentQuantity: returned && line === 0 ? 0 : quantity,
    sku: item.key.toUpperCase(),
    variantTitle: null,
    vendor: VENDOR,
    originalUnitPriceSet: yen(item.price),
    discountedTotalSet: yen(item.price * quantity),
    codeDiscountSet: yen(line === 0 ? goods - net : 0),
    product: { id: productId(item) },
    variant: { id: variantId(item) },
    sellingPlan: line === 0 && net < goods ? SUBSCRIPTION_PLAN : null,
  }));
}
