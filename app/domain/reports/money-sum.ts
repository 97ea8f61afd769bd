/** A sum of safe integers that may pass 2^53 itself: exact, at the speed of numbers. */
export class MoneySum {
  #whole = 0n;
  #rest = 0;

  add(value: number): void {
    const sum = this.#rest + value;
    if (Number.isSafeInteger(sum)) {
      this.#rest = sum;
      return;
    }
    this.#whole += BigInt(this.#rest);
    this.#rest = value;
  }

  /** Minor units. */
  get total(): bigint {
    return this.#whole + BigInt(this.#rest);
  }
}
