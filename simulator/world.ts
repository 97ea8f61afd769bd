import { storeClock, type StoreClock } from './clock.ts';
import { noJournal, type Entry, type Journal } from './journal.ts';
import { numberOf, Numbering } from './numbering.ts';
import { OrderBook } from './order-book.ts';
import type {
  Customer,
  CustomerEvent,
  Merge,
  MetafieldDefinition,
  Order,
  OrderEvent,
  Product,
  SavedSegment,
  ShopRecord,
  StoreData,
  StoreEvent,
} from './records.ts';

type Listener = (event: StoreEvent) => void;

/** A live store: its records by id, its clock, and what it remembers of itself. */
export class World {
  readonly shop: ShopRecord;
  readonly customers: Map<string, Customer>;
  readonly products: Map<string, Product>;
  /** By id, in the order they were made. */
  readonly segments = new Map<string, SavedSegment>();
  /** Definitions of customers' metafields, by id. */
  readonly definitions = new Map<string, MetafieldDefinition>();
  readonly clock: StoreClock;
  readonly journal: Journal;
  readonly #book: OrderBook;
  readonly #numbering: Numbering;
  readonly #listeners: Listener[] = [];

  constructor(data: StoreData, journal: Journal = noJournal) {
    this.shop = data.shop;
    this.customers = byId(data.customers);
    this.products = byId(data.products);
    this.#book = new OrderBook(data.orders);
    this.clock = storeClock(data.now);
    this.journal = journal;
    this.#numbering = new Numbering(this.customers, this.orders, this.products);
    let latest = data.now;
    for (const entry of journal.read()) {
      this.#replay(entry);
      if (entry.kind === 'clock' || entry.at > latest) latest = entry.at;
    }
    this.clock.set(latest);
  }

  get orders(): ReadonlyMap<string, Order> {
    return this.#book.orders;
  }

  /** A customer's orders, in the order they were made. */
  ordersOf(customerId: string): Order[] {
    return this.#book.of(customerId);
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

  /** Stores a customer as changed now and tells of it. */
  saveCustomer(customer: Customer): Customer {
    const at = this.clock.now();
    const saved = { ...customer, updatedAt: at };
    const before = this.customers.get(saved.id);
    this.#record({ kind: 'customer', at, customer: saved });
    this.tell(customerEvent(before, saved));
    return saved;
  }

  deleteCustomer(id: string): void {
    this.#record({ kind: 'customer-deleted', at: this.clock.now(), id });
    this.tell({ topics: ['customers/delete'], customerId: id });
  }

  /** Makes two customers one: the orders are the kept one's then, unchanged otherwise. */
  mergeCustomers(kept: Customer, merge: Merge): Customer {
    const { keptId, deletedId } = merge;
    this.#record({ kind: 'merged', at: this.clock.now(), keptId, deletedId });
    const saved = this.saveCustomer(kept);
    this.tell({ topics: ['customers/merge'], merge });
    return saved;
  }

  /** Stores an order as changed now and tells of it. */
  saveOrder(order: Order, event: Omit<OrderEvent, 'order'>): Order {
    const at = this.clock.now();
    const saved = { ...order, updatedAt: at };
    this.#record({ kind: 'order', at, order: saved });
    this.tell({ ...event, order: saved });
    return saved;
  }

  deleteOrder(id: string): void {
    this.#record({ kind: 'order-deleted', at: this.clock.now(), id });
    this.tell({ topics: ['orders/delete'], orderId: id });
  }

  /** Stores a product as changed now and tells of it. */
  saveProduct(product: Product): Product {
    const at = this.clock.now();
    const saved = { ...product, updatedAt: at };
    const topic = this.products.has(saved.id) ? 'products/update' : 'products/create';
    this.#record({ kind: 'product', at, product: saved });
    this.tell({ topics: [topic], product: saved });
    return saved;
  }

  /** Orders keep what they say of a product that goes, but not the product. */
  deleteProduct(id: string): void {
    this.#record({ kind: 'product-deleted', at: this.clock.now(), id });
    this.tell({ topics: ['products/delete'], productId: id });
  }

  /** Stores a segment as edited now. */
  saveSegment(segment: SavedSegment): SavedSegment {
    const at = this.clock.now();
    const saved = { ...segment, lastEditDate: at };
    this.#record({ kind: 'segment', at, segment: saved });
    return saved;
  }

  saveDefinition(definition: MetafieldDefinition): MetafieldDefinition {
    this.#record({ kind: 'definition', at: this.clock.now(), definition });
    return definition;
  }

  deleteSegment(id: string): void {
    this.#record({ kind: 'segment-deleted', at: this.clock.now(), id });
  }

  /** Moves the store's present. */
  setClock(instant: string): void {
    this.clock.set(instant);
    this.journal.append([{ kind: 'clock', at: instant }]);
  }

  #record(entry: Entry): void {
    this.#replay(entry);
    this.journal.append([entry]);
  }

  #replay(entry: Entry): void {
    if (entry.kind === 'customer') this.customers.set(entry.customer.id, entry.customer);
    if (entry.kind === 'customer-deleted') this.#dropCustomer(entry.id);
    if (entry.kind === 'merged') {
      this.#book.move(entry.deletedId, entry.keptId);
      this.#dropCustomer(entry.deletedId);
    }
    if (entry.kind === 'order') this.#book.put(entry.order);
    if (entry.kind === 'order-deleted') {
      this.#numbering.note(numberOf(entry.id));
      this.#book.remove(entry.id);
    }
    if (entry.kind === 'definition') {
      this.#numbering.note(numberOf(entry.definition.id));
      this.definitions.set(entry.definition.id, entry.definition);
    }
    if (entry.kind === 'segment') {
      this.#numbering.note(numberOf(entry.segment.id));
      this.segments.set(entry.segment.id, entry.segment);
    }
    if (entry.kind === 'segment-deleted') this.segments.delete(entry.id);
    if (entry.kind === 'product') this.products.set(entry.product.id, entry.product);
    if (entry.kind === 'product-deleted') {
      this.#numbering.note(numberOf(entry.id));
      this.products.delete(entry.id);
      this.#book.forgetProduct(entry.id);
    }
  }

  #dropCustomer(id: string): void {
    this.#numbering.note(numberOf(id));
    this.customers.delete(id);
  }
}

function customerEvent(before: Customer | undefined, customer: Customer): CustomerEvent {
  if (!before) return { topics: ['customers/create'], customer };
  const tagsAdded = customer.tags.filter((tag) => !before.tags.includes(tag));
  const tagsRemoved = before.tags.filter((tag) => !customer.tags.includes(tag));
  return {
    topics: [
      'customers/update',
      ...(tagsAdded.length > 0 ? ['customer.tags_added' as const] : []),
      ...(tagsRemoved.length > 0 ? ['customer.tags_removed' as const] : []),
    ],
    customer,
    tagsAdded,
    tagsRemoved,
  };
}

function byId<Item extends { id: string }>(items: readonly Item[]): Map<string, Item> {
  return new Map(items.map((item) => [item.id, item]));
}
