import { classesOn, type Basis } from '#app/domain/customer.ts';
import { calendarOf, type Calendar, type Day } from '#app/domain/day.ts';
import {
  factsAt,
  type CountedOrder,
  type CustomerEvent,
  type History,
} from '#app/domain/history.ts';
import type { CustomerId } from '#app/domain/ids.ts';
import { CALENDAR_MODELS } from '#app/domain/models/index.ts';
import { moneyReader, type MoneyReader } from '#app/domain/money.ts';
import { counts, valueOf, type Countable } from '#app/domain/order.ts';
import type { Classes } from '#app/domain/relative/classes.ts';
import { evaluate } from '#app/domain/segments/evaluate.ts';
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

/** What the app knows and the store does not: settings, cutoffs and events. */
export interface Beside {
  basis: Basis;
  /** By the customer's id in Shopify. */
  events?: ReadonlyMap<string, readonly Omit<CustomerEvent, 'day'>[]>;
  /** Customers whose tags are another matter, by a recorded reason. */
  excepted?: ReadonlySet<string>;
}

/**
 * Reads the store's raw orders and checks every customer's tags against the domain's `classify` on
 * the store's today: neither timelines nor the app's copy of the orders have a part in it.
 */
export async function verifyTags(
  store: StoreApi,
  { basis, events, excepted = new Set() }: Beside,
): Promise<Verdict> {
  const shop = await store.shop();
  const dayIn = calendarOf(shop.ianaTimezone);
  const today = dayIn(await store.now());
  const orders = await readCounted(store, moneyReader(shop.currencyCode), dayIn, basis);
  const { prefix } = basis.settings.tagging;
  const verdict: Verdict = { customers: 0, tagged: 0, tags: 0, wrong: [] };
  for await (const customer of store.customers()) {
    const history: History = {
      orders: orders.get(customer.id) ?? [],
      events: events?.get(customer.id)?.map((event) => ({ ...event, day: dayIn(event.at) })) ?? [],
      topAmounts: basis.topAmounts,
    };
    const wanted = wantedOf(BigInt(/\d+$/.exec(customer.id)?.[0] ?? 0), history, basis, today);
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

function wantedOf(id: bigint, history: History, basis: Basis, today: Day): string[] {
  const { settings, current } = basis;
  const facts = factsAt(history, today);
  const classes = facts && classesOn(id as CustomerId, facts, current, settings);
  const states: Record<string, string | null> = {
    ...Object.fromEntries(
      CALENDAR_MODELS.map((model) => [model.key, facts && model.classify(facts, settings)]),
    ),
    rfm: classes?.segment ?? null,
    rank: classes?.rank ?? null,
    layer: classes?.layer ?? null,
  };
  const past = basis.months.flatMap((month) => {
    const then = factsAt(history, month.day);
    return (then && classesOn(id as CustomerId, then, month, settings)) ?? [];
  });
  const stored = (read: (classes: Classes) => string | null) => ({
    now: classes && read(classes),
    past: new Set(past.flatMap((each) => read(each) ?? [])),
  });
  const relative = {
    rfm: stored(({ segment }) => segment),
    rank: stored(({ rank }) => rank),
    layer: stored(({ layer }) => layer),
    decile: stored(({ decile }) => String(decile)),
    abc: stored(({ abc }) => abc),
  };
  const slugs = settings.segments
    .filter(
      ({ tag, rule }) => tag && evaluate(rule.condition, { history, settings, relative }, today).in,
    )
    .map(({ slug }) => slug);
  const shown = settings.tagging.models.map((model) => [model, states[model] ?? null]);
  return wantedTags(
    Object.fromEntries(shown) as Record<string, string | null>,
    settings.tagging.segments ? slugs : [],
    settings.tagging.prefix,
  );
}

async function readCounted(
  store: StoreApi,
  read: MoneyReader,
  dayIn: Calendar,
  { settings }: Basis,
) {
  const byCustomer = new Map<string, CountedOrder[]>();
  for await (const raw of store.orders()) {
    const order = factsOf(raw, read);
    if (!counts(order, settings.counting) || !raw.customer) continue;
    const list = byCustomer.get(raw.customer.id) ?? [];
    list.push({ day: dayIn(order.processedAt), value: valueOf(order) });
    byCustomer.set(raw.customer.id, list);
  }
  return byCustomer;
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
