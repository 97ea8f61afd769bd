import { calendarOf, type Calendar } from '#app/domain/day.ts';
import { factsAt, type CountedOrder } from '#app/domain/history.ts';
import { LIVE_MODELS } from '#app/domain/models/index.ts';
import { moneyReader, type MoneyReader } from '#app/domain/money.ts';
import { COUNT_ALL } from '#app/domain/counting.ts';
import { counts, valueOf, type Countable } from '#app/domain/order.ts';
import { defaultSettings } from '#app/domain/settings.ts';
import { wantedTags } from '#app/domain/tags.ts';
import type { RawOrder, StoreApi } from './store-api.ts';

/** How the tags in the store compare with what its own orders say they should be. */
export interface Verdict {
  customers: number;
  tagged: number;
  tags: number;
  /** `customer: has … wants …`, for every customer whose tags differ. */
  wrong: string[];
}

/**
 * Reads the store's raw orders and checks every customer's tags against the domain's `classify` on
 * the store's today: neither timelines nor the app's database have a part in it.
 *
 * @param excepted ids of customers whose tags Shopify does not take, by a recorded reason.
 */
export async function verifyTags(
  store: StoreApi,
  prefix: string,
  excepted: ReadonlySet<string> = new Set(),
): Promise<Verdict> {
  const shop = await store.shop();
  const dayIn = calendarOf(shop.ianaTimezone);
  const today = dayIn(await store.now());
  const { byCustomer, totals } = await readCounted(store, moneyReader(shop.currencyCode), dayIn);
  const settings = defaultSettings(shop.currencyCode, totals);
  const verdict: Verdict = { customers: 0, tagged: 0, tags: 0, wrong: [] };
  for await (const customer of store.customers()) {
    const facts = factsAt({ orders: byCustomer.get(customer.id) ?? [] }, today);
    const states = Object.fromEntries(
      LIVE_MODELS.map((model) => [model.key, facts && model.classify(facts, settings)]),
    );
    const wanted = wantedTags(states, prefix);
    const has = customer.tags.filter((tag) => tag.startsWith(prefix)).sort();
    verdict.customers += 1;
    verdict.tagged += Number(has.length > 0);
    verdict.tags += has.length;
    if (has.join() !== wanted.join() && !excepted.has(customer.id)) {
      verdict.wrong.push(`${customer.id}: has [${has.join(' ')}] wants [${wanted.join(' ')}]`);
    }
  }
  return verdict;
}

async function readCounted(store: StoreApi, read: MoneyReader, dayIn: Calendar) {
  const byCustomer = new Map<string, CountedOrder[]>();
  let sum = 0n;
  let orders = 0n;
  for await (const raw of store.orders()) {
    const order = factsOf(raw, read);
    if (!counts(order, COUNT_ALL)) continue;
    sum += BigInt(valueOf(order));
    orders += 1n;
    if (!raw.customer) continue;
    const list = byCustomer.get(raw.customer.id) ?? [];
    list.push({ day: dayIn(order.processedAt), value: valueOf(order) });
    byCustomer.set(raw.customer.id, list);
  }
  return { byCustomer, totals: { sum, orders } };
}

function factsOf(raw: RawOrder, read: MoneyReader): Countable & { processedAt: number } {
  return {
    processedAt: Date.parse(raw.processedAt),
    cancelledAt: raw.cancelledAt === null ? null : Date.parse(raw.cancelledAt),
    test: raw.test,
    total: read(raw.totalPriceSet.shopMoney.amount),
    currentTotal: read(raw.currentTotalPriceSet.shopMoney.amount),
    refunded: read(raw.totalRefundedSet.shopMoney.amount),
    sourceName: null,
    tags: [],
    business: false,
  };
}
