import { digitsOf } from '../domain/money.ts';
import { quoted } from './reasons.ts';

/** Watches that a file keeps to one currency: the one that was asked for, else the first it names. */
export class CurrencyWatch {
  #currency: string | null;
  readonly #source: string;
  #agreed: string | null = null;

  /** @param asked ISO 4217 code the user named; null leaves it to the file. */
  constructor(asked: string | null) {
    this.#currency = asked === null ? null : asked.trim().toUpperCase();
    this.#source = asked === null ? 'which the file names first' : 'which was asked for';
  }

  /** The currency so far; null while nobody has named one. */
  get currency(): string | null {
    return this.#currency;
  }

  /** What is wrong with a row's currency, null when nothing is; an empty text says nothing. */
  objectionTo(text: string): string | null {
    if (text === '' || text === this.#agreed) return null;
    const named = text.toUpperCase();
    if (!isCurrency(named)) return `${quoted(text)} is not a currency of ISO 4217`;
    this.#currency ??= named;
    if (named !== this.#currency) {
      return `currency ${named} contradicts ${this.#currency}, ${this.#source}`;
    }
    this.#agreed = text;
    return null;
  }
}

function isCurrency(code: string): boolean {
  try {
    digitsOf(code);
    return true;
  } catch {
    return false;
  }
}
