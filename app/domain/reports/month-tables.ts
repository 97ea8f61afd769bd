import type { Day } from '../day.ts';
import { YEAR_DAYS } from './life.ts';
import { NONE, NOT_YET, type BuyerPlace, type Place } from './place.ts';
import type { Stock } from './stock.ts';

/** How many months lie between the two days of a move. */
export const SPANS = [1, 6, 12] as const;
export type Span = (typeof SPANS)[number];

/** A model by name, with the states it can give. */
export interface StatedModel {
  key: string;
  states: readonly string[];
}

/** The stock of one state at the end of a month. */
export interface MonthStock extends Stock {
  /** The last day of the month. */
  day: Day;
  model: string;
  state: BuyerPlace;
}

/** Customers by where they stood a span before the end of a month, and where then. */
export interface MonthMove {
  /** The last day of the month. */
  day: Day;
  model: string;
  span: Span;
  from: Place;
  to: BuyerPlace;
  customers: number;
  /** Cumulative on both days, minor units. */
  amountThen: bigint;
  amountNow: bigint;
}

/** Whoever has not bought yet; a state's code is its place in the model + 1, that of none the next. */
const NOT_YET_CODE = 0;

/** The code of a state within its model. @throws RangeError for a state it does not have. */
export function codeOf({ key, states }: StatedModel, state: string | null): number {
  const index = state === null ? states.length : states.indexOf(state);
  if (index === -1) throw new RangeError(`${key} has no state ${state}`);
  return index + 1;
}

/** An order as months see it. */
export interface DatedValue {
  day: number;
  value: number;
}

/**
 * One customer at the end of each of some months. The buffers are used for one customer after the
 * other: nothing is allocated for a month.
 */
export class MonthSheet {
  readonly ends: readonly Day[];
  readonly orders: Float64Array;
  readonly amount: Float64Array;
  readonly yearSales: Float64Array;
  readonly lastDay: Float64Array;
  /** Of each model, the codes of the states at the ends. */
  readonly places: readonly Uint8Array[];
  firstDay = 0;

  /** @param ends last days of months one after the other, ascending. */
  constructor(ends: readonly Day[], models: readonly StatedModel[]) {
    this.ends = ends;
    this.orders = new Float64Array(ends.length);
    this.amount = new Float64Array(ends.length);
    this.yearSales = new Float64Array(ends.length);
    this.lastDay = new Float64Array(ends.length);
    this.places = models.map(() => new Uint8Array(ends.length));
  }

  /** @param orders counted ones, by day. */
  readOrders(orders: readonly DatedValue[]): void {
    this.firstDay = orders[0]?.day ?? 0;
    let count = 0;
    let passed = 0;
    let amount = 0;
    let amountBefore = 0;
    for (let month = 0; month < this.ends.length; month += 1) {
      const end = this.ends[month] ?? 0;
      for (let order = orders[count]; order && order.day <= end; order = orders[++count]) {
        amount += order.value;
      }
      for (
        let order = orders[passed];
        order && order.day <= end - YEAR_DAYS;
        order = orders[++passed]
      ) {
        amountBefore += order.value;
      }
      this.orders[month] = count;
      this.amount[month] = amount;
      this.yearSales[month] = amount - amountBefore;
      this.lastDay[month] = orders[count - 1]?.day ?? 0;
    }
  }

  /**
   * Places the customer by a timeline: from each of `starts` on the state with the same index.
   *
   * @param model index of the model.
   */
  readTimeline(model: number, starts: readonly number[], codes: readonly number[]): void {
    const places = this.places[model];
    let begun = 0;
    for (let month = 0; places && month < this.ends.length; month += 1) {
      while ((starts[begun] ?? Infinity) <= (this.ends[month] ?? 0)) begun += 1;
      places[month] = codes[begun - 1] ?? NOT_YET_CODE;
    }
  }
}

/**
 * Sums customers into stocks and moves of all models and months at once: `stockTally` and
 * `transitionMatrix` for every month, in buffers as large as the result.
 */
export class MonthTables {
  readonly #models: readonly ModelTables[];

  /**
   * @param ends last days of months one after the other, ascending, as the sheets have them. Before
   *   the first one nobody had bought, or `from` lies a longest span behind it.
   * @param from index of the first month to be summed.
   */
  constructor(ends: readonly Day[], models: readonly StatedModel[], from = 0) {
    this.#models = models.map((model) => new ModelTables(ends, model, from));
  }

  add(sheet: MonthSheet): void {
    for (let model = 0; model < this.#models.length; model += 1) {
      const places = sheet.places[model];
      if (places) this.#models[model]?.add(sheet, places);
    }
  }

  /** A row for every month, model and state with anything in it. */
  *stocks(): Generator<MonthStock> {
    for (const model of this.#models) yield* model.stocks();
  }

  /** A row for every way that anybody took. */
  *moves(): Generator<MonthMove> {
    for (const model of this.#models) yield* model.moves();
  }
}

class ModelTables {
  readonly #ends: readonly Day[];
  readonly #model: StatedModel;
  readonly #from: number;
  /** Places of buyers: all states and none. */
  readonly #width: number;
  readonly #customers: Float64Array;
  readonly #active: Float64Array;
  readonly #orders: Float64Array;
  readonly #firstDays: Float64Array;
  readonly #lastDays: Float64Array;
  readonly #amount: MoneySums;
  readonly #yearSales: MoneySums;
  readonly #moved: Float64Array;
  readonly #amountThen: MoneySums;
  readonly #amountNow: MoneySums;

  constructor(ends: readonly Day[], model: StatedModel, from: number) {
    this.#ends = ends;
    this.#model = model;
    this.#from = from;
    this.#width = model.states.length + 1;
    const cells = Math.max(0, ends.length - from) * this.#width;
    this.#customers = new Float64Array(cells);
    this.#active = new Float64Array(cells);
    this.#orders = new Float64Array(cells);
    this.#firstDays = new Float64Array(cells);
    this.#lastDays = new Float64Array(cells);
    this.#amount = new MoneySums(cells);
    this.#yearSales = new MoneySums(cells);
    const ways = cells * SPANS.length * (this.#width + 1);
    this.#moved = new Float64Array(ways);
    this.#amountThen = new MoneySums(ways);
    this.#amountNow = new MoneySums(ways);
  }

  add(sheet: MonthSheet, places: Uint8Array): void {
    for (let month = this.#from; month < this.#ends.length; month += 1) {
      const place = places[month] ?? NOT_YET_CODE;
      if (place !== NOT_YET_CODE) this.#addMoves(sheet, places, month, place);
      this.#addStock(sheet, month, place);
    }
  }

  #addStock(sheet: MonthSheet, month: number, place: number): void {
    const cell = this.#cellOf(month, place === NOT_YET_CODE ? this.#width : place);
    this.#yearSales.add(cell, sheet.yearSales[month] ?? 0);
    const orders = sheet.orders[month] ?? 0;
    if (orders === 0 || place === NOT_YET_CODE) return;
    const lastDay = sheet.lastDay[month] ?? 0;
    increase(this.#customers, cell, 1);
    if ((this.#ends[month] ?? 0) - lastDay < YEAR_DAYS) increase(this.#active, cell, 1);
    increase(this.#orders, cell, orders);
    increase(this.#firstDays, cell, sheet.firstDay);
    increase(this.#lastDays, cell, lastDay);
    this.#amount.add(cell, sheet.amount[month] ?? 0);
  }

  #addMoves(sheet: MonthSheet, places: Uint8Array, month: number, to: number): void {
    for (let index = 0; index < SPANS.length; index += 1) {
      const then = month - (SPANS[index] ?? 0);
      const way = this.#wayOf(month, index, places[then] ?? NOT_YET_CODE, to);
      increase(this.#moved, way, 1);
      this.#amountThen.add(way, sheet.amount[then] ?? 0);
      this.#amountNow.add(way, sheet.amount[month] ?? 0);
    }
  }

  #cellOf(month: number, place: number): number {
    return (month - this.#from) * this.#width + place - 1;
  }

  #wayOf(month: number, span: number, from: number, to: number): number {
    const row = ((month - this.#from) * SPANS.length + span) * (this.#width + 1) + from;
    return row * this.#width + to - 1;
  }

  *stocks(): Generator<MonthStock> {
    for (let month = this.#from; month < this.#ends.length; month += 1) {
      for (let place = 1; place <= this.#width; place += 1) {
        const cell = this.#cellOf(month, place);
        const customers = this.#customers[cell] ?? 0;
        const yearSales = this.#yearSales.at(cell);
        if (customers === 0 && yearSales === 0n) continue;
        yield {
          day: this.#endOf(month),
          model: this.#model.key,
          state: this.#nameOf(place),
          customers,
          active: this.#active[cell] ?? 0,
          orders: this.#orders[cell] ?? 0,
          amount: this.#amount.at(cell),
          yearSales,
          firstDays: this.#firstDays[cell] ?? 0,
          lastDays: this.#lastDays[cell] ?? 0,
        };
      }
    }
  }

  *moves(): Generator<MonthMove> {
    for (let month = this.#from; month < this.#ends.length; month += 1) {
      for (const [index, span] of SPANS.entries()) {
        for (let from = 0; from <= this.#width; from += 1) {
          for (let to = 1; to <= this.#width; to += 1) {
            const way = this.#wayOf(month, index, from, to);
            const customers = this.#moved[way] ?? 0;
            if (customers === 0) continue;
            yield {
              day: this.#endOf(month),
              model: this.#model.key,
              span,
              from: this.#nameOf(from),
              to: this.#nameOf(to),
              customers,
              amountThen: this.#amountThen.at(way),
              amountNow: this.#amountNow.at(way),
            };
          }
        }
      }
    }
  }

  #endOf(month: number): Day {
    return this.#ends[month] ?? (0 as Day);
  }

  #nameOf(place: number): string {
    if (place === NOT_YET_CODE) return NOT_YET;
    return this.#model.states[place - 1] ?? NONE;
  }
}

/** Many sums of safe integers that may pass 2^53 themselves: exact, at the speed of numbers. */
class MoneySums {
  readonly #rest: Float64Array;
  readonly #whole = new Map<number, bigint>();

  constructor(length: number) {
    this.#rest = new Float64Array(length);
  }

  add(index: number, value: number): void {
    const rest = this.#rest[index] ?? 0;
    const sum = rest + value;
    if (Number.isSafeInteger(sum)) {
      this.#rest[index] = sum;
      return;
    }
    this.#whole.set(index, (this.#whole.get(index) ?? 0n) + BigInt(rest));
    this.#rest[index] = value;
  }

  at(index: number): bigint {
    return (this.#whole.get(index) ?? 0n) + BigInt(this.#rest[index] ?? 0);
  }
}

function increase(sums: Float64Array, index: number, value: number): void {
  sums[index] = (sums[index] ?? 0) + value;
}
