import type { Customer, FinancialStatus, MoneyBag, Order, Refund, StoreData } from '../records.ts';
import { productId, productsOf } from './catalogue.ts';
import { diceOf, type Dice } from './dice.ts';
import { HABITS, type Basket } from './habits.ts';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const JST_MS = 9 * HOUR_MS;
const END = Date.parse('2026-10-31T10:00:00+09:00');
const START = END - 3 * 365 * DAY_MS;
/** The shop moved to Shopify a year and a half ago: older orders were imported on that day. */
const MOVED = END - 548 * DAY_MS;
const CUSTOMER_ID = 7_100_000_000_000;
const ORDER_ID = 5_400_000_000_000;
const ID_STEP = 32_768;
const SHIPPING = 550;
const FREE_SHIPPING_FROM = 5_500;

const CHANCE = {
  merchantTag: 0.12,
  guest: 0.03,
  cancelled: 0.025,
  refundedWhole: 0.012,
  itemsReturned: 0.012,
  goodwill: 0.01,
  bankTransfer: 0.06,
  pointOfSale: 0.04,
} as const;
const TEST_ORDERS = 6;
const MERCHANT_TAGS = ['LINE友だち', '卸', 'アンケート2025', '敏感肌', 'vip?', '要電話'];

export interface GeneratorOptions {
  customers: number;
  seed: number;
}

/**
 * A Japanese D2C skin-care shop over three years: most buy once, a few for ever. The same seed and
 * size make the same store, to the byte.
 */
export function generateStore({ customers: count, seed }: GeneratorOptions): StoreData {
  const dice = diceOf(seed);
  const customers = Array.from({ length: count }, (_, index) => someCustomer(dice, index));
  const drafts = customers.flatMap((customer) => purchasesOf(dice, customer));
  const guests = Math.round(count * CHANCE.guest);
  for (let guest = 0; guest < guests; guest += 1)
    drafts.push(...purchasesOf(dice, null).slice(0, 1));
  drafts.sort((a, b) => a.at - b.at);
  const tests = new Set(
    Array.from({ length: TEST_ORDERS }, () => dice.whole(0, drafts.length - 1)),
  );
  const orders = drafts.map((draft, index) => orderOf(dice, draft, index, tests.has(index)));
  return {
    shop: {
      id: 'gid://shopify/Shop/64000000001',
      name: 'しずく堂(シミュレーション)',
      myshopifyDomain: 'shizukudo-simulated.myshopify.com',
      ianaTimezone: 'Asia/Tokyo',
      currencyCode: 'JPY',
    },
    customers,
    orders,
    products: productsOf(iso(START)),
    now: iso(END),
  };
}

interface Draft extends Basket {
  customer: Customer | null;
}

function someCustomer(dice: Dice, index: number): Customer {
  const createdAt = iso(firstVisit(dice));
  return {
    id: `gid://shopify/Customer/${CUSTOMER_ID + index * ID_STEP}`,
    createdAt,
    updatedAt: createdAt,
    firstName: dice.firstName(),
    lastName: dice.lastName(),
    locale: dice.chance(0.97) ? 'ja' : 'en',
    tags: dice.chance(CHANCE.merchantTag) ? [dice.pick(MERCHANT_TAGS)] : [],
  };
}

/** More come every year, and more in the months of campaigns. */
function firstVisit(dice: Dice): number {
  for (;;) {
    const share = Math.sqrt(dice.between(0.04, 1));
    const at = START + share * (END - START - DAY_MS);
    const month = new Date(at + JST_MS).getUTCMonth() + 1;
    const campaign = [3, 6, 11, 12].includes(month);
    if (campaign || dice.chance(0.7)) return at;
  }
}

function purchasesOf(dice: Dice, customer: Customer | null): Draft[] {
  const first = customer ? Date.parse(customer.createdAt) : firstVisit(dice);
  const habit = dice.weighted(HABITS);
  return habit(dice, first, END)
    .map((basket) => ({ ...basket, at: atShoppingHour(dice, basket.at), customer }))
    .filter(({ at }) => at < END);
}

/** Seven in the morning to midnight, mostly evenings, in Japan. */
function atShoppingHour(dice: Dice, at: number): number {
  const midnight = Math.floor((at + JST_MS) / DAY_MS) * DAY_MS - JST_MS;
  const hour = dice.chance(0.6) ? dice.between(19, 24) : dice.between(7, 19);
  return midnight + Math.floor((hour * HOUR_MS) / 1000) * 1000;
}

function orderOf(dice: Dice, draft: Draft, index: number, test: boolean): Order {
  const id = ORDER_ID + index * ID_STEP;
  const goods = draft.lines.reduce((sum, { item, quantity }) => sum + item.price * quantity, 0);
  const net = Math.round(goods * (1 - draft.discount));
  const total = net + (net >= FREE_SHIPPING_FROM ? 0 : SHIPPING);
  const createdAt = Math.max(draft.at, MOVED);
  const fate = fateOf(dice, draft.at, total, net);
  const changedAt = Math.min(END, Math.max(createdAt, draft.at + fate.days * DAY_MS));
  const refunds: Refund[] =
    fate.refunded === 0
      ? []
      : [
          {
            id: `gid://shopify/Refund/${id + 1}`,
            createdAt: iso(changedAt),
            totalRefundedSet: yen(fate.refunded),
          },
        ];
  return {
    id: `gid://shopify/Order/${id}`,
    name: `#${1001 + index}`,
    createdAt: iso(createdAt),
    processedAt: iso(draft.at),
    updatedAt: iso(changedAt),
    cancelledAt: fate.cancelled ? iso(changedAt) : null,
    test,
    sourceName: createdAt > draft.at ? 'import' : dice.chance(CHANCE.pointOfSale) ? 'pos' : 'web',
    displayFinancialStatus: fate.status,
    customer: draft.customer && { id: draft.customer.id },
    totalPriceSet: yen(total),
    currentTotalPriceSet: yen(fate.current),
    totalRefundedSet: yen(fate.refunded),
    lineItems: draft.lines.map(({ item, quantity }, line) => ({
      id: `gid://shopify/LineItem/${id + 100 + line}`,
      title: item.title,
      quantity,
      currentQuantity: fate.current < total && line === 0 ? 0 : quantity,
      sku: item.key.toUpperCase(),
      originalUnitPriceSet: yen(item.price),
      product: { id: productId(item) },
    })),
    refunds,
  };
}

interface Fate {
  status: FinancialStatus;
  cancelled: boolean;
  refunded: number;
  current: number;
  /** Until it happened. */
  days: number;
}

/** What became of an order: nearly always nothing. */
function fateOf(dice: Dice, at: number, total: number, goods: number): Fate {
  const paid: Fate = {
    status: 'PAID',
    cancelled: false,
    refunded: 0,
    current: total,
    days: dice.whole(0, 3),
  };
  if (dice.chance(CHANCE.cancelled)) {
    return { ...paid, status: 'VOIDED', cancelled: true, current: 0 };
  }
  if (dice.chance(CHANCE.refundedWhole)) {
    return { ...paid, status: 'REFUNDED', refunded: total, current: 0, days: dice.whole(3, 20) };
  }
  if (dice.chance(CHANCE.itemsReturned)) {
    const returned = Math.round(goods / 2);
    return {
      ...paid,
      status: 'PARTIALLY_REFUNDED',
      refunded: returned,
      current: total - returned,
      days: dice.whole(3, 20),
    };
  }
  if (dice.chance(CHANCE.goodwill)) {
    return {
      ...paid,
      status: 'PARTIALLY_REFUNDED',
      refunded: Math.round(total / 10),
      days: dice.whole(2, 30),
    };
  }
  if (dice.chance(CHANCE.bankTransfer)) {
    const open = END - at < 10 * DAY_MS;
    return open ? { ...paid, status: 'PENDING' } : paid;
  }
  return paid;
}

function yen(amount: number): MoneyBag {
  return { shopMoney: { amount: `${amount}.0`, currencyCode: 'JPY' } };
}

function iso(at: number): string {
  return new Date(Math.floor(at / 1000) * 1000).toISOString().replace('.000Z', 'Z');
}
