import { storeClock, type StoreClock } from './clock.ts';
import { noJournal, type Entry, type Journal } from './journal.ts';
import { numberOf, Numbering } from './numbering.ts';
import type { Customer, Order, Product, ShopRecord, StoreData, StoreEvent } from './records.ts';

type Listener = (event: StoreEvent) => void;
type OrderEvent = Omit<Extract<StoreEvent, { order: Order }>, 'order'>;

/** A live store: its records by id, its clock, and what it remembers of itself. */
export class World {
  readonly shop: ShopRecord;
  readonly customers: Map<string, Customer>;
  readonly orders: Map<string, Order>;
  readonly products: Map<string, Product>;
  readonly clock: StoreClock;
  readonly journal: Journal;
  readonly #numbering: Numbering;
  readonly #listeners: Listener[] = [];

  constructor(data: StoreData, journal: Journal = noJournal) {
    this.shop = data.shop;
    this.customers = byId(data.customers);
    this.orders = byId(data.orders);
    this.products = byId(data.products);
    this.clock = storeClock(data.now);
    this.journal = journal;
    this.#numbering = new Numbering(this.customers, this.orders);
    let latest = data.now;
    for (const entry of journal.read()) {
      this.#replay(entry);
      if (entry.kind === 'clock' || entry.at > latest) latest = entry.at;
    }
    this.clock.set(latest);
  }

  /** Calls the listener after every change that apps may hear of. */
  listen(listener: Listener): void {
    this.#listeners.push(listener);
  }

  tell(event: StoreEvent): void {
    for (const listener of this.#listeners) listener(event);
  }

  /** A number that no record of this store has or had. */
  freshNumber(): string {
    return this.#numbering.next();
  }

  freshOrderName(): string {
    return this.#numbering.nextOrderName();
  }

  /** Stores a customer as changed now. */
  saveCustomer(customer: Customer): Customer {
    const at = this.clock.now();
    const saved = { ...customer, updatedAt: at };
    this.customers.set(saved.id, saved);
    this.journal.append([{ kind: 'customer', at, customer: saved }]);
    return saved;
  }

  /** Stores an order as changed now and tells of it. */
  saveOrder(order: Order, event: OrderEvent): Order {
    const at = this.clock.now();
    const saved = { ...order, updatedAt: at };
    this.orders.set(saved.id, saved);
    this.journal.append([{ kind: 'order', at, order: saved }]);
    this.tell({ ...event, order: saved });
    return saved;
  }

  deleteOrder(id: string): void {
    this.#numbering.note(numberOf(id));
    this.orders.delete(id);
    this.journal.append([{ kind: 'order-deleted', at: this.clock.now(), id }]);
    this.tell({ topics: ['orders/delete'], orderId: id });
  }

  /** Moves the store's present. */
  setClock(instant: string): void {
    this.clock.set(instant);
    this.journal.append([{ kind: 'clock', at: instant }]);
  }

  #replay(entry: Entry): void {
    if (entry.kind === 'customer') this.customers.set(entry.customer.id, entry.customer);
    if (entry.kind === 'order') this.orders.set(entry.order.id, entry.order);
    if (entry.kind === 'order-deleted') {
      this.#numbering.note(numberOf(entry.id));
      this.orders.delete(entry.id);
    }
  }
}

function byId<Item extends { id: string }>(items: readonly Item[]): Map<string, Item> {
  return new Map(items.map((item) => [item.id, item]));
}
