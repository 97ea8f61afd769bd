import type { Customer, Order, Product } from './records.ts';

const FIRST = 1_000_000n;
/** Room for the numbers of what hangs on a record: line items, refunds, transactions. */
const STEP = 32_768n;

/** The number in gid://shopify/<Type>/<number>, exact. */
export function numberOf(gid: string): bigint {
  return BigInt(gid.slice(gid.lastIndexOf('/') + 1));
}

/** Gives out numbers that were never used; it looks at the store when the first one is asked for. */
export class Numbering {
  readonly #customers: ReadonlyMap<string, Customer>;
  readonly #orders: ReadonlyMap<string, Order>;
  readonly #products: ReadonlyMap<string, Product>;
  #highest = FIRST;
  #lastName: number | null = null;

  constructor(
    customers: ReadonlyMap<string, Customer>,
    orders: ReadonlyMap<string, Order>,
    products: ReadonlyMap<string, Product>,
  ) {
    this.#customers = customers;
    this.#orders = orders;
    this.#products = products;
  }

  /** Remembers the number of a record that goes. */
  note(number: bigint): void {
    if (number > this.#highest) this.#highest = number;
  }

  next(): string {
    this.#look();
    this.#highest += STEP;
    return String(this.#highest);
  }

  nextOrderName(): string {
    const last = this.#look() + 1;
    this.#lastName = last;
    return `#${last}`;
  }

  #look(): number {
    if (this.#lastName !== null) return this.#lastName;
    let last = 1000;
    for (const id of this.#customers.keys()) this.note(numberOf(id));
    for (const id of this.#products.keys()) this.note(numberOf(id));
    for (const { id, name } of this.#orders.values()) {
      this.note(numberOf(id));
      const number = /^#(\d{1,15})$/.exec(name)?.[1];
      if (number !== undefined) last = Math.max(last, Number(number));
    }
    this.#lastName = last;
    return last;
  }
}
