/** Whether a customer is in a segment. */
export type Segment = (customer: { tags: readonly string[] }) => boolean;

/** A query that is not one, in the words of Shopify's segment editor. */
export class QueryError extends Error {}

interface Token {
  kind: 'word' | 'text' | 'mark' | 'end';
  text: string;
  line: number;
  column: number;
}

const TOKEN = /\s+|'((?:[^'\\]|\\.)*)'|([A-Za-z_][\w.]*)|(.)/gsy;

/**
 * Reads a segment query of Shopify's language as far as the store models it: `customer_tags
 * CONTAINS '…'` and `NOT CONTAINS`, with NOT before AND before OR, and parentheses. An empty query
 * is everybody. Columns count from 0, as in Shopify's own message.
 *
 * @throws QueryError
 */
export function parseSegment(query: string): Segment {
  if (query.trim() === '') return () => true;
  return new Parser(tokensOf(query)).whole();
}

class Parser {
  readonly #tokens: readonly Token[];
  #place = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  whole(): Segment {
    const segment = this.#either();
    if (this.#next.kind !== 'end') throw unexpected(this.#next);
    return segment;
  }

  get #next(): Token {
    const token = this.#tokens[this.#place] ?? this.#tokens.at(-1);
    if (!token) throw new Error('no tokens');
    return token;
  }

  #either(): Segment {
    const parts = [this.#both()];
    while (this.#takes('OR')) parts.push(this.#both());
    return (customer) => parts.some((part) => part(customer));
  }

  #both(): Segment {
    const parts = [this.#negated()];
    while (this.#takes('AND')) parts.push(this.#negated());
    return (customer) => parts.every((part) => part(customer));
  }

  #negated(): Segment {
    if (!this.#takes('NOT')) return this.#simple();
    const inner = this.#negated();
    return (customer) => !inner(customer);
  }

  #simple(): Segment {
    if (!this.#takes('(')) return this.#condition();
    const inner = this.#either();
    if (!this.#takes(')')) throw unexpected(this.#next);
    return inner;
  }

  #condition(): Segment {
    const filter = this.#next;
    if (filter.kind !== 'word' || isKeyword(filter)) throw unexpected(filter);
    if (filter.text !== 'customer_tags')
      throw new QueryError(`${where(filter)}: '${filter.text}' filter cannot be found.`);
    this.#place += 1;
    const not = this.#takes('NOT');
    if (!this.#takes('CONTAINS')) throw unexpected(this.#next);
    const value = this.#next;
    if (value.kind !== 'text') throw unexpected(value);
    this.#place += 1;
    const wanted = value.text.trim().toLowerCase();
    return ({ tags }) => tags.some((tag) => tag.toLowerCase() === wanted) !== not;
  }

  #takes(text: string): boolean {
    const { kind, text: found } = this.#next;
    if (kind === 'text' || kind === 'end' || found.toUpperCase() !== text) return false;
    this.#place += 1;
    return true;
  }
}

function tokensOf(query: string): Token[] {
  const tokens: Token[] = [];
  let line = 1;
  let lineStart = 0;
  const at = (offset: number) => ({ line, column: offset - lineStart });
  for (const match of query.matchAll(TOKEN)) {
    const [whole, quoted, word, mark] = match;
    const place = at(match.index);
    if (quoted !== undefined)
      tokens.push({ kind: 'text', text: quoted.replaceAll(/\\(.)/gs, '$1'), ...place });
    else if (word !== undefined) tokens.push({ kind: 'word', text: word, ...place });
    else if (mark !== undefined) tokens.push({ kind: 'mark', text: mark, ...place });
    const lastBreak = whole.lastIndexOf('\n');
    if (lastBreak === -1) continue;
    line += whole.split('\n').length - 1;
    lineStart = match.index + lastBreak + 1;
  }
  return [...tokens, { kind: 'end', text: '', ...at(query.length) }];
}

function isKeyword({ text }: Token): boolean {
  return ['AND', 'OR', 'NOT', 'CONTAINS'].includes(text.toUpperCase());
}

function unexpected(token: Token): QueryError {
  const what = token.kind === 'end' ? 'end of query' : `'${token.text}'`;
  return new QueryError(`${where(token)}: ${what} is not expected here.`);
}

function where({ line, column }: Token): string {
  return `Query Line ${line} Column ${column}`;
}
