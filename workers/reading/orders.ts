import { z } from 'zod';
import type { OrderId } from '#app/domain/ids.ts';
import type { OrderFacts, OrderLineFacts } from '#app/domain/order.ts';
import { orderIdOf } from '#app/shopify/gid.ts';
import {
  lineFactsOf,
  lineFields,
  LineNode,
  orderFactsOf,
  orderFields,
  OrderNode,
  placesOf,
  type PlaceName,
} from '#app/shopify/order-fields.ts';
import { dropLateLines, keepLateLines, placeLateLines } from '#app/store/late-lines.ts';
import type { LineOfOrder } from '#app/store/order-lines.ts';
import { deleteOrders, saveOrders } from '#app/store/orders.ts';
import { savePlaces } from '#app/store/places.ts';
import { dropSeen, noteSeen, unseen } from '#app/store/seen.ts';
import { askAndSave } from '../asking.ts';
import { changedSince, type ReadingContext, type ReadingKind, type Sink } from './sink.ts';

/** Without the scope for all orders Shopify shows those of so many days. */
const WINDOW_MS = 60 * 24 * 60 * 60_000;
/** An order at the edge of the window may leave it while the result is written. */
const EDGE_MS = 24 * 60 * 60_000;

const Child = LineNode.extend({ __parentId: z.string() });

/** Every order with its lines. */
export const ordersKind: ReadingKind = {
  query: ({ reading, scopes }) => `{ orders${changedSince(reading)} { edges { node {
    ${orderFields(scopes)}
    lineItems { edges { node { ${lineFields(scopes)} } } }
  } } } }`,
  forget: async ({ shop, reading }) => {
    await dropLateLines(shop, reading.id);
    await dropSeen(shop, reading.id);
  },
  sink: (context) => new OrderSink(context),
};

/** An order whose lines may still come. */
type Taken = OrderFacts & { lines: OrderLineFacts[] };

class OrderSink implements Sink {
  readonly #context: ReadingContext;
  #taken = new Map<string, Taken>();
  #late: LineOfOrder[] = [];
  #places: PlaceName[] = [];
  #last: string | null = null;

  constructor(context: ReadingContext) {
    this.#context = context;
  }

  get size(): number {
    return this.#taken.size;
  }

  take(line: string): boolean {
    const value = JSON.parse(line) as { __parentId?: unknown };
    if (value.__parentId === undefined) {
      const order = OrderNode.parse(value);
      const lines: OrderLineFacts[] = [];
      this.#taken.set(order.id, { ...orderFactsOf(order, lines, this.#context.money), lines });
      this.#places.push(...placesOf(order));
      this.#last = order.id;
      return true;
    }
    const { __parentId: parent, ...node } = Child.parse(value);
    const facts = lineFactsOf(node, this.#context.money);
    const order = this.#taken.get(parent);
    if (order) order.lines.push(facts);
    else this.#late.push({ ...facts, orderId: orderIdOf(parent) });
    return false;
  }

  /** The last order waits for lines that may follow it. */
  async save(last: boolean): Promise<{ mended: number }> {
    const { shop, reading } = this.#context;
    const held = last || this.#last === null ? undefined : this.#taken.get(this.#last);
    const orders = [...this.#taken.values()].filter((order) => order !== held);
    const [late, places] = [this.#late, this.#places];
    this.#taken = new Map(held && this.#last !== null ? [[this.#last, held]] : []);
    this.#late = [];
    this.#places = [];
    const because = reading.purpose === 'backfill' ? 'backfill' : 'order';
    const saved = await saveOrders(shop, orders, { because, reading: reading.id });
    const asked = await askAndSave(this.#context, saved.contradicted);
    await keepLateLines(shop, reading.id, late);
    await savePlaces(shop, places);
    if (reading.purpose === 'comparison') {
      await noteSeen(
        shop,
        reading.id,
        orders.map(({ id }) => id),
      );
    }
    return { mended: saved.changed + asked.changed };
  }

  async finish() {
    const { shop, reading } = this.#context;
    await placeLateLines(shop, reading.id);
    const removed = reading.purpose === 'comparison' ? await this.#removeUnseen() : 0;
    return { mended: 0, removed };
  }

  /** What Shopify would have shown and did not is no longer there. */
  async #removeUnseen(): Promise<number> {
    const { shop, reading, scopes } = this.#context;
    const began = (reading.beganAt ?? reading.askedAt).getTime();
    const since = scopes.has('read_all_orders') ? 0 : began - WINDOW_MS + EDGE_MS;
    const ids = await unseen(shop, reading.id, 'orders', {
      since: new Date(since),
      before: new Date(began - EDGE_MS),
    });
    const { missing } = await askAndSave(this.#context, ids as OrderId[]);
    await deleteOrders(shop, missing);
    await dropSeen(shop, reading.id);
    return missing.length;
  }
}
