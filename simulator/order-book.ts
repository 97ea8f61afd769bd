import type { Order } from './records.ts';

/** The orders of a store, by id and by customer. */
export class OrderBook {
  readonly orders: ReadonlyMap<string, Order>;
  readonly #orders = new Map<string, Order>();
  readonly #byCustomer = new Map<string, Set<string>>();

  constructor(orders: readonly Order[]) {
    this.orders = this.#orders;
    for (const order of orders) this.put(order);
  }

  of(customerId: string): Order[] {
    const ids = this.#byCustomer.get(customerId) ?? [];
    return [...ids].flatMap((id) => this.#orders.get(id) ?? []);
  }

  put(order: Order): void {
    const before = this.#orders.get(order.id)?.customer?.id;
    const customer = order.customer?.id;
    this.#orders.set(order.id, order);
    if (before === customer) return;
    if (before !== undefined) this.#byCustomer.get(before)?.delete(order.id);
    if (customer !== undefined) this.#idsOf(customer).add(order.id);
  }

  remove(id: string): void {
    const customer = this.#orders.get(id)?.customer?.id;
    if (customer !== undefined) this.#byCustomer.get(customer)?.delete(id);
    this.#orders.delete(id);
  }

  /** Gives one customer's orders to another. */
  move(from: string, to: string): void {
    for (const order of this.of(from)) this.put({ ...order, customer: { id: to } });
  }

  /** Line items of a product that is gone lead nowhere. */
  forgetProduct(id: string): void {
    for (const order of this.#orders.values()) {
      if (!order.lineItems.some(({ product }) => product?.id === id)) continue;
      const lineItems = order.lineItems.map((item) =>
        item.product?.id === id ? { ...item, product: null, variant: null } : item,
      );
      this.#orders.set(order.id, { ...order, lineItems });
    }
  }

  #idsOf(customerId: string): Set<string> {
    const known = this.#byCustomer.get(customerId) ?? new Set();
    this.#byCustomer.set(customerId, known);
    return known;
  }
}
