import { storeClock, type StoreClock } from './clock.ts';
import { noJournal, type Entry, type Journal } from './journal.ts';
import type { Customer, Order, Product, ShopRecord, StoreData } from './records.ts';

/** A live store: its records by id, its clock, and what it remembers of itself. */
export class World {
  readonly shop: ShopRecord;
  readonly customers: Map<string, Customer>;
  readonly orders: Map<string, Order>;
  readonly products: Map<string, Product>;
  readonly clock: StoreClock;
  readonly journal: Journal;

  constructor(data: StoreData, journal: Journal = noJournal) {
    this.shop = data.shop;
    this.customers = byId(data.customers);
    this.orders = byId(data.orders);
    this.products = byId(data.products);
    this.clock = storeClock(data.now);
    this.journal = journal;
    let latest = data.now;
    for (const entry of journal.read()) {
      this.#replay(entry);
      if (entry.kind === 'clock' || entry.at > latest) latest = entry.at;
    }
    this.clock.set(latest);
  }

  /** Stores a customer as changed now. */
  saveCustomer(customer: Customer): void {
    const at = this.clock.now();
    const saved = { ...customer, updatedAt: at };
    this.customers.set(saved.id, saved);
    this.journal.append([{ kind: 'customer', at, customer: saved }]);
  }

  /** Moves the store's present. */
  setClock(instant: string): void {
    this.clock.set(instant);
    this.journal.append([{ kind: 'clock', at: instant }]);
  }

  #replay(entry: Entry): void {
    if (entry.kind === 'customer') this.customers.set(entry.customer.id, entry.customer);
  }
}

function byId<Item extends { id: string }>(items: readonly Item[]): Map<string, Item> {
  return new Map(items.map((item) => [item.id, item]));
}
