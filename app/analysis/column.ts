type Values = Int16Array | Int32Array | Float64Array;
const WIDTHS = [Int16Array, Int32Array, Float64Array] as const;
const FIRST_CAPACITY = 1024;

/** A growing list of whole numbers, kept in the narrowest array that holds them all. */
export class Column {
  #values: Values = new Int16Array(FIRST_CAPACITY);
  length = 0;

  /** @throws RangeError for an index that was never pushed. */
  at(index: number): number {
    const value = index < this.length ? this.#values[index] : undefined;
    if (value === undefined) throw new RangeError(`there is no row ${index}`);
    return value;
  }

  push(value: number): void {
    if (this.length === this.#values.length) this.#values = grown(this.#values);
    this.length += 1;
    this.set(this.length - 1, value);
  }

  set(index: number, value: number): void {
    this.#values[index] = value;
    if (this.#values[index] === value) return;
    this.#values = widened(this.#values);
    this.set(index, value);
  }
}

function grown(values: Values): Values {
  const buffer = (values.buffer as ArrayBuffer).transfer(values.byteLength * 2);
  return new (values.constructor as (typeof WIDTHS)[number])(buffer);
}

function widened(values: Values): Values {
  const wider = WIDTHS[WIDTHS.findIndex((width) => values instanceof width) + 1];
  if (!wider) throw new RangeError('only numbers can be kept');
  return wider.from(values);
}
