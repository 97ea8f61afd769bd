const FIRST_BYTES = 16_384;
const FIRST_SLOTS = 2_048;
const FULL = 0.6;
const EMPTY = 0;
const LAST_ASCII = 0x7f;

/**
 * Distinct names, numbered in the order in which they first came. A million of them cost about
 * twenty bytes each: their UTF-8 bytes in one buffer and a hash table of numbers.
 */
export class NameTable {
  #bytes = Buffer.alloc(FIRST_BYTES);
  /** Where each name ends in `#bytes`. */
  #ends = new Uint32Array(FIRST_SLOTS);
  /** Number of the name + 1, or EMPTY; looked up from the name's hash on. */
  #slots = new Uint32Array(FIRST_SLOTS);
  /** Eight bits of the hash of the name in each slot: most others are told apart without a look at them. */
  #marks = new Uint8Array(FIRST_SLOTS);
  size = 0;

  /** The number of a name, which is `size` before the call if the name is new. */
  number(name: string): number {
    const from = this.#endOf(this.size - 1);
    const to = from + this.#write(name, from);
    const hash = this.#hash(from, to);
    const slot = this.#slotOf(hash, from, to);
    const found = this.#slots[slot] ?? EMPTY;
    if (found !== EMPTY) return found - 1;
    this.#keep(slot, hash, to);
    return this.size - 1;
  }

  /** The number of a name that is known; null for any other. */
  find(name: string): number | null {
    const from = this.#endOf(this.size - 1);
    const to = from + this.#write(name, from);
    const found = this.#slots[this.#slotOf(this.#hash(from, to), from, to)] ?? EMPTY;
    return found === EMPTY ? null : found - 1;
  }

  name(number: number): string {
    return this.#bytes.toString('utf8', this.#endOf(number - 1), this.#endOf(number));
  }

  /** Compares two names by their numbers, in code-point order. */
  compare(a: number, b: number): number {
    const [fromA, fromB] = [this.#endOf(a - 1), this.#endOf(b - 1)];
    const [lengthA, lengthB] = [this.#endOf(a) - fromA, this.#endOf(b) - fromB];
    const shared = Math.min(lengthA, lengthB);
    for (let at = 0; at < shared; at += 1) {
      const difference = (this.#bytes[fromA + at] ?? 0) - (this.#bytes[fromB + at] ?? 0);
      if (difference !== 0) return difference;
    }
    return lengthA - lengthB;
  }

  #endOf(number: number): number {
    return number < 0 ? 0 : (this.#ends[number] ?? 0);
  }

  #write(name: string, at: number): number {
    const longest = at + name.length * 3;
    if (longest > this.#bytes.length) {
      const buffer = Buffer.alloc(Math.max(longest, this.#bytes.length * 2));
      this.#bytes.copy(buffer, 0, 0, at);
      this.#bytes = buffer;
    }
    const bytes = this.#bytes;
    for (let index = 0; index < name.length; index += 1) {
      const code = name.charCodeAt(index);
      if (code > LAST_ASCII) return bytes.write(name, at, 'utf8');
      bytes[at + index] = code;
    }
    return name.length;
  }

  #keep(slot: number, hash: number, end: number): void {
    if (this.size === this.#ends.length) {
      this.#ends = new Uint32Array(this.#ends.buffer.transfer(this.#ends.byteLength * 2));
    }
    this.#ends[this.size] = end;
    this.size += 1;
    this.#slots[slot] = this.size;
    this.#marks[slot] = markOf(hash);
    if (this.size > this.#slots.length * FULL) this.#spread();
  }

  /** The slot that holds these bytes, or the empty one where they belong. */
  #slotOf(hash: number, from: number, to: number): number {
    const slots = this.#slots;
    const marks = this.#marks;
    const mark = markOf(hash);
    const last = slots.length - 1;
    for (let slot = hash & last; ; slot = (slot + 1) & last) {
      const held = slots[slot] ?? EMPTY;
      if (held === EMPTY) return slot;
      if (marks[slot] === mark && this.#equals(held - 1, from, to)) return slot;
    }
  }

  #equals(number: number, from: number, to: number): boolean {
    const bytes = this.#bytes;
    const start = this.#endOf(number - 1);
    if (this.#endOf(number) - start !== to - from) return false;
    // Names of one file often begin alike, so that their ends tell them apart sooner.
    for (let at = to - from - 1; at >= 0; at -= 1) {
      if (bytes[from + at] !== bytes[start + at]) return false;
    }
    return true;
  }

  #spread(): void {
    const size = this.#slots.length * 2;
    this.#slots = new Uint32Array(size);
    this.#marks = new Uint8Array(size);
    for (let number = 0; number < this.size; number += 1) {
      const [from, to] = [this.#endOf(number - 1), this.#endOf(number)];
      const hash = this.#hash(from, to);
      const slot = this.#slotOf(hash, from, to);
      this.#slots[slot] = number + 1;
      this.#marks[slot] = markOf(hash);
    }
  }

  /** FNV-1a with Murmur's last mixing, 32 bits. */
  #hash(from: number, to: number): number {
    const bytes = this.#bytes;
    let hash = 0x811c9dc5;
    for (let at = from; at < to; at += 1) hash = Math.imul(hash ^ (bytes[at] ?? 0), 0x01000193);
    hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
    return (hash ^ (hash >>> 16)) >>> 0;
  }
}

/** Bits that do not choose the slot. */
function markOf(hash: number): number {
  return hash >>> 24;
}
