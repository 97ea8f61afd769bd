import { BadFile } from './bad-file.ts';

/** The columns of a file by their names; blanks around a name and its case do not matter. */
export class Header {
  readonly #file: string;
  readonly #names: readonly string[];

  constructor(file: string, cells: readonly string[]) {
    this.#file = file;
    this.#names = cells.map(plain);
  }

  /** Those of the names that the header has not. */
  lacks(names: readonly string[]): string[] {
    return names.filter((name) => !this.#names.includes(plain(name)));
  }

  /** Where a column stands, null when the file has none. @throws BadFile when it has two. */
  find(name: string): number | null {
    const index = this.#names.indexOf(plain(name));
    if (index !== this.#names.lastIndexOf(plain(name))) {
      throw new BadFile(`${this.#file} has the column ${name} twice: keep one`);
    }
    return index < 0 ? null : index;
  }

  /** Where a column stands that must be there. @throws BadFile when it is missing or there twice. */
  need(name: string): number {
    const index = this.find(name);
    if (index === null) throw new BadFile(`${this.#file} lacks the column ${name}`);
    return index;
  }
}

/** A cell without blanks around it; empty where the row is too short or the file lacks the column. */
export function cellAt(cells: readonly string[], column: number | null): string {
  return column === null ? '' : (cells[column] ?? '').trim();
}

function plain(name: string): string {
  return name.trim().toLowerCase();
}
