import type { Day } from '../domain/day.ts';
import type { CountedOrder, History, Return } from '../domain/history.ts';
import type { Measures } from '../domain/relative/cuts.ts';
import type { Ledger, LedgerOrder } from './ledger.ts';

/** A customer with at least one counted order, as far as the ledger goes up to a day. */
export interface Buyer {
  id: string;
  /** Orders by day, oldest first. */
  history: History;
}

/** What of a ledger is looked at. */
export interface Scope {
  /** Later orders, returns and events are left out whole. */
  asOf: Day;
  /** Digits of the currency. */
  digits: number;
  /** Whether an order of 0 or less is a return (the plain form); else it is nothing. */
  returns: boolean;
}

/** The buyers of a ledger, by id in code-point order; can be gone through again and again. */
export class Buyers {
  readonly #ledger: Ledger;
  readonly #scope: Scope;
  /** Numbers of the customers, in the order of their ids. */
  readonly #sorted: Uint32Array;
  /** Numbers of the orders, those of one customer side by side, and where each customer's begin. */
  readonly #orders: Uint32Array;
  readonly #starts: Uint32Array;

  constructor(ledger: Ledger, scope: Scope) {
    this.#ledger = ledger;
    this.#scope = scope;
    const { customers } = ledger;
    this.#sorted = Uint32Array.from({ length: customers.size }, (_, number) => number).sort(
      (a, b) => customers.compare(a, b),
    );
    [this.#starts, this.#orders] = grouped(ledger);
  }

  *[Symbol.iterator](): Generator<Buyer> {
    for (const customer of this.#sorted) {
      const history = this.#historyOf(customer);
      if (history.orders.length === 0) continue;
      yield { id: this.#ledger.customers.name(customer), history };
    }
  }

  /** What the relative models compare, a value for each buyer in the order of the buyers. */
  measures(): Measures {
    const measures = emptyMeasures(this.#sorted.length);
    let buyers = 0;
    for (const customer of this.#sorted) {
      let orders = 0;
      let amount = 0;
      let lastDay = -Infinity;
      this.#visit(customer, (order, kind) => {
        amount += order.value;
        if (kind === 'return') return;
        orders += 1;
        lastDay = order.day;
      });
      if (orders === 0) continue;
      measures.orders[buyers] = orders;
      measures.amount[buyers] = amount;
      measures.departure[buyers] = this.#scope.asOf - lastDay;
      buyers += 1;
    }
    return {
      departure: measures.departure.subarray(0, buyers),
      orders: measures.orders.subarray(0, buyers),
      amount: measures.amount.subarray(0, buyers),
    };
  }

  #historyOf(customer: number): History {
    const orders: CountedOrder[] = [];
    const returns: Return[] = [];
    this.#visit(customer, (order, kind) => {
      (kind === 'order' ? orders : returns).push(order);
    });
    const events = this.#ledger.eventsOf(customer).filter(({ day }) => day <= this.#scope.asOf);
    return { orders, returns, events };
  }

  /** Goes through what a customer bought and gave back, oldest first. */
  #visit(customer: number, take: (order: LedgerOrder, kind: 'order' | 'return') => void): void {
    const end = this.#starts[customer + 1] ?? 0;
    for (let at = this.#starts[customer] ?? 0; at < end; at += 1) {
      const order = this.#ledger.order(this.#orders[at] ?? 0, this.#scope.digits);
      const kind = kindOf(order, this.#scope);
      if (kind !== null) take(order, kind);
    }
  }
}

function emptyMeasures(size: number) {
  return {
    departure: new Float64Array(size),
    orders: new Float64Array(size),
    amount: new Float64Array(size),
  };
}

/** What an order of a ledger is within a scope; null: nothing. */
export function kindOf({ day, value }: LedgerOrder, scope: Scope): 'order' | 'return' | null {
  if (day > scope.asOf) return null;
  if (value > 0) return 'order';
  return scope.returns ? 'return' : null;
}

/** The orders of each customer side by side, oldest first. */
function grouped(ledger: Ledger): [starts: Uint32Array, orders: Uint32Array] {
  const starts = new Uint32Array(ledger.customers.size + 2);
  ledger.forEachOwned((customer) => {
    starts[customer + 2] = (starts[customer + 2] ?? 0) + 1;
  });
  for (let at = 2; at < starts.length; at += 1)
    starts[at] = (starts[at] ?? 0) + (starts[at - 1] ?? 0);
  const orders = new Uint32Array(ledger.size);
  ledger.forEachOwned((customer, order) => {
    const at = starts[customer + 1] ?? 0;
    orders[at] = order;
    starts[customer + 1] = at + 1;
  });
  for (let customer = 0; customer < ledger.customers.size; customer += 1) {
    orders
      .subarray(starts[customer], starts[customer + 1])
      .sort((a, b) => ledger.dayOf(a) - ledger.dayOf(b));
  }
  return [starts, orders];
}
