import type { Customer, Order, Refund, StoreData } from '../records.ts';
import { DAY_MS, END, HOUR_MS, iso, JST_MS, monthOf, MOVED, START } from './calendar.ts';
import { productsOf } from './catalogue.ts';
import { diceOf, type Dice } from './dice.ts';
import { fateOf } from './fates.ts';
import { HABITS, type Basket } from './habits.ts';
import { FREE_SHIPPING_FROM, SHIPPING, yen } from './prices.ts';
import { personOf } from './people.ts';
import { Tellings } from './tellings.ts';

const CUSTOMER_ID = 7_100_000_000_000;
const ORDER_ID = 5_400_000_000_000;
const ID_STEP = 32_768;
/** Facts that came later throw their own dice, so that the older ones stay as they were. */
const LATER = 7_919;

const CHANCE = { merchantTag: 0.12, guest: 0.03, pointOfSale: 0.04 } as const;
const TEST_ORDERS = 6;
/** After so many days an order that is paid is done with. */
const OPEN_DAYS = 4;
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
  const later = diceOf(seed + LATER);
  const customers = Array.from({ length: count }, (_, index) => someCustomer(dice, later, index));
  const drafts = customers.flatMap((customer) => purchasesOf(dice, customer));
  const guests = Math.round(count * CHANCE.guest);
  for (let guest = 0; guest < guests; guest += 1)
    drafts.push(...purchasesOf(dice, null).slice(0, 1));
  drafts.sort((a, b) => a.at - b.at);
  const tests = new Set(
    Array.from({ length: TEST_ORDERS }, () => dice.whole(0, drafts.length - 1)),
  );
  const tellings = new Tellings(later);
  const orders = drafts.map((draft, index) =>
    orderOf(dice, tellings, draft, index, tests.has(index)),
  );
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

function someCustomer(dice: Dice, later: Dice, index: number): Customer {
  const at = firstVisit(dice);
  const createdAt = iso(at);
  const id = CUSTOMER_ID + index * ID_STEP;
  const named = {
    id: `gid://shopify/Customer/${id}`,
    createdAt,
    updatedAt: createdAt,
    firstName: dice.firstName(),
    lastName: dice.lastName(),
    locale: dice.chance(0.97) ? 'ja' : 'en',
    tags: dice.chance(CHANCE.merchantTag) ? [dice.pick(MERCHANT_TAGS)] : [],
  };
  return { ...named, ...personOf(later, index, { id, at, ja: named.locale === 'ja' }) };
}

/** More come every year, and more in the months of campaigns. */
function firstVisit(dice: Dice): number {
  for (;;) {
    const share = Math.sqrt(dice.between(0.04, 1));
    const at = START + share * (END - START - DAY_MS);
    const campaign = [3, 6, 11, 12].includes(monthOf(at));
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

function orderOf(
  dice: Dice,
  tellings: Tellings,
  draft: Draft,
  index: number,
  test: boolean,
): Order {
  const id = ORDER_ID + index * ID_STEP;
  const goods = draft.lines.reduce((sum, { item, quantity }) => sum + item.price * quantity, 0);
  const net = Math.round(goods * (1 - draft.discount));
  const total = net + (net >= FREE_SHIPPING_FROM ? 0 : SHIPPING);
  const createdAt = Math.max(draft.at, MOVED);
  const fate = fateOf(dice, draft.at, total, net);
  const changedAt = Math.min(END, Math.max(createdAt, draft.at + fate.days * DAY_MS));
  const source = createdAt > draft.at ? 'import' : dice.chance(CHANCE.pointOfSale) ? 'pos' : 'web';
  const at = iso(changedAt);
  return {
    id: `gid://shopify/Order/${id}`,
    name: `#${1001 + index}`,
    createdAt: iso(createdAt),
    processedAt: iso(draft.at),
    updatedAt: at,
    cancelledAt: fate.cancelled ? at : null,
    cancelReason: fate.cancelled ? 'CUSTOMER' : null,
    closedAt: fate.status !== 'PENDING' && END - draft.at > OPEN_DAYS * DAY_MS ? at : null,
    test,
    edited: false,
    displayFinancialStatus: fate.status,
    customer: draft.customer && { id: draft.customer.id },
    totalPriceSet: yen(total),
    currentTotalPriceSet: yen(fate.current),
    totalRefundedSet: yen(fate.refunded),
    refunds: refundsOf(fate.refunded, id, at),
    ...tellings.of({ ...draft, id, source, goods, net, returned: fate.current < total }),
  };
}

function refundsOf(amount: number, order: number, createdAt: string): Refund[] {
  if (amount === 0) return [];
  return [{ id: `gid://shopify/Refund/${order + 1}`, createdAt, totalRefundedSet: yen(amount) }];
}
