/** A row that cannot be used, and why. */
export interface BadRow {
  /** The physical line on which the row begins; the header's is 1. */
  line: number;
  /** An English sentence; several are joined by `; `. */
  reason: string;
}

/** So many bad rows are named; the others are only counted. */
const NAMED = 20;

/** The file cannot be used; `rows` are the first 20 bad rows in line order, `count` how many there are. */
export class BadFile extends Error {
  override name = 'BadFile';
  readonly rows: readonly BadRow[];
  readonly count: number;

  constructor(message: string, rows: readonly BadRow[] = [], count = rows.length) {
    super(message);
    this.rows = rows;
    this.count = count;
  }
}

/** Bad rows of a file whose good ones are used: the first 20 in line order, and how many there are. */
export interface BadRowSummary {
  first: readonly BadRow[];
  count: number;
}

/** Gathers what is wrong with a file while it is read to its end, in line order. */
export class BadRows {
  readonly #named: BadRow[] = [];
  #count = 0;
  #line = 0;

  /** Adds a reason to a row; rows come in line order. */
  add(line: number, reason: string): void {
    if (!this.includes(line)) {
      this.#line = line;
      this.#count += 1;
      if (this.#count <= NAMED) this.#named.push({ line, reason });
    } else if (this.#count <= NAMED) {
      const row = this.#named.at(-1);
      if (row) row.reason += `; ${reason}`;
    }
  }

  /** The first 20 bad rows in line order, and how many there are. */
  summary(): BadRowSummary {
    return { first: [...this.#named], count: this.#count };
  }

  /** Whether the row being read is already known as bad. */
  includes(line: number): boolean {
    return this.#line === line;
  }

  /** @throws BadFile when there is any bad row. */
  refuse(file: string): void {
    if (this.#count === 0) return;
    const rows = this.#count === 1 ? '1 bad row' : `${this.#count} bad rows`;
    throw new BadFile(`${file} has ${rows}`, this.#named, this.#count);
  }
}
