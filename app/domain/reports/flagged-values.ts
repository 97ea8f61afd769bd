const FIRST_SIZE = 1_024;

/** Whole numbers of which each may be flagged, 8 bytes apiece: a million take 8 MB. */
export class FlaggedValues {
  #kept = new Float64Array(FIRST_SIZE);
  #size = 0;

  /** @param value a whole number that stays safe when doubled. */
  add(value: number, flagged = false): void {
    if (this.#size === this.#kept.length) {
      const larger = new Float64Array(2 * this.#size);
      larger.set(this.#kept);
      this.#kept = larger;
    }
    this.#kept[this.#size] = 2 * value + (flagged ? 1 : 0);
    this.#size += 1;
  }

  get size(): number {
    return this.#size;
  }

  /** All values, the highest first; among equals the flagged first. */
  *descending(): Generator<{ value: number; flagged: boolean }> {
    const ascending = this.#kept.subarray(0, this.#size).sort();
    for (let place = ascending.length - 1; place >= 0; place -= 1) {
      const code = ascending[place] ?? 0;
      const value = Math.floor(code / 2);
      yield { value, flagged: code !== 2 * value };
    }
  }
}
