import type { Day } from '../day.ts';
import type { CustomerId } from '../ids.ts';
import type { DatedValue } from '../reports/month-tables.ts';
import type { Measures } from './cuts.ts';

/**
 * The counted orders of all customers of a shop in 12 bytes each, so that everybody can be compared
 * at the end of any number of months after one reading.
 */
export class OrderBook {
  #ids = new BigInt64Array(1_024);
  /** Where the orders of the customer with the same index end. */
  #ends = new Uint32Array(1_024);
  #days = new Int32Array(4_096);
  #values = new Float64Array(4_096);
  #customers = 0;
  #orders = 0;

  /**
   * @param id higher than all before.
   * @param orders by day.
   */
  add(id: CustomerId, orders: readonly DatedValue[]): void {
    this.#makeRoom(orders.length);
    for (const { day, value } of orders) {
      this.#days[this.#orders] = day;
      this.#values[this.#orders] = value;
      this.#orders += 1;
    }
    this.#ids[this.#customers] = id;
    this.#ends[this.#customers] = this.#orders;
    this.#customers += 1;
  }

  /** The measures of everybody who has bought by the end of a day, and who they are. */
  measuresOn(day: Day): { measures: Measures; ids: BigInt64Array } {
    const ids = new BigInt64Array(this.#customers);
    const departure = new Float64Array(this.#customers);
    const orders = new Float64Array(this.#customers);
    const amount = new Float64Array(this.#customers);
    let buyers = 0;
    let next = 0;
    for (let customer = 0; customer < this.#customers; customer += 1) {
      const from = next;
      let sum = 0;
      while (next < (this.#ends[customer] ?? 0) && (this.#days[next] ?? 0) <= day) {
        sum += this.#values[next] ?? 0;
        next += 1;
      }
      if (next > from) {
        ids[buyers] = this.#ids[customer] ?? 0n;
        departure[buyers] = day - (this.#days[next - 1] ?? 0);
        orders[buyers] = next - from;
        amount[buyers] = sum;
        buyers += 1;
      }
      next = this.#ends[customer] ?? 0;
    }
    return {
      ids: ids.subarray(0, buyers),
      measures: {
        departure: departure.subarray(0, buyers),
        orders: orders.subarray(0, buyers),
        amount: amount.subarray(0, buyers),
      },
    };
  }

  #makeRoom(orders: number): void {
    if (this.#customers === this.#ids.length) {
      this.#ids = grown(this.#ids, BigInt64Array, this.#customers + 1);
      this.#ends = grown(this.#ends, Uint32Array, this.#customers + 1);
    }
    if (this.#orders + orders <= this.#days.length) return;
    this.#days = grown(this.#days, Int32Array, this.#orders + orders);
    this.#values = grown(this.#values, Float64Array, this.#orders + orders);
  }
}

function grown<Row extends { length: number; set: (from: Row) => void }>(
  row: Row,
  Type: new (length: number) => Row,
  atLeast: number,
): Row {
  const larger = new Type(Math.max(2 * row.length, atLeast));
  larger.set(row);
  return larger;
}
