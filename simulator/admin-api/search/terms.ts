import { numberOf } from '../../numbering.ts';

/** A record as far as a search may ask about it. */
export interface Searchable {
  id: string;
  createdAt?: string;
  updatedAt?: string;
  processedAt?: string;
  customer?: { id: string } | null;
  firstName?: string | null;
  lastName?: string | null;
}

type Reader = (record: Searchable) => bigint | number | null;

const READERS: Readonly<Record<string, Reader>> = {
  id: ({ id }) => numberOf(id),
  customer_id: ({ customer }) => (customer ? numberOf(customer.id) : null),
  customer_date: ({ createdAt }) => timeOf(createdAt),
  created_at: ({ createdAt }) => timeOf(createdAt),
  updated_at: ({ updatedAt }) => timeOf(updatedAt),
  processed_at: ({ processedAt }) => timeOf(processedAt),
};

/** A word by itself; with a star it only begins so. */
const WORD = /^[^-\s:()<>=*'"\\][^\s:()<>=*'"\\]*\*?$/;
const CONNECTIVES = ['OR', 'NOT'];

const TERM = /^(\w+):(>=|<=|>|<|)('[^']*'|"[^"]*"|\S+)$/;

/**
 * The test that a search text asks for: terms `field:>=value`, all of which must hold, divided by
 * spaces or AND. Instants are ISO texts, days without a time begin in UTC.
 *
 * @param byName whether words without a field are looked for in names; Shopify looks further.
 * @returns null for what is not modelled
 */
export function testOf(
  query: string,
  fields: readonly string[],
  byName = false,
): ((record: Searchable) => boolean) | null {
  const terms = query.trim() === '' ? [] : split(query);
  const tests = terms.map((term) =>
    byName && WORD.test(term) ? nameTest(term) : termTest(term, fields),
  );
  if (tests.some((test) => test === null)) return null;
  return (record) => tests.every((test) => test?.(record));
}

/** Words and quoted values, without the ANDs between them. */
function split(query: string): string[] {
  const words = query.match(/(?:'[^']*'|"[^"]*"|[^\s'"])+/g) ?? [];
  return words.filter((word) => word !== 'AND');
}

function nameTest(term: string) {
  if (CONNECTIVES.includes(term)) return null;
  const wanted = term.replace('*', '').toLowerCase();
  return ({ firstName, lastName }: Searchable) => {
    const words = `${firstName ?? ''} ${lastName ?? ''}`.toLowerCase().split(/\s+/);
    return words.some((word) => (term.endsWith('*') ? word.startsWith(wanted) : word === wanted));
  };
}

function termTest(term: string, fields: readonly string[]) {
  const [, field = '', comparator = '', quoted = ''] = TERM.exec(term) ?? [];
  const reader = READERS[field];
  if (!reader || !fields.includes(field)) return null;
  const value = valueOf(field, quoted.replaceAll(/^['"]|['"]$/g, ''));
  // Whether a bare instant means the second or its day is not told: only ids are asked for exactly.
  if (value === null || (comparator === '' && typeof value !== 'bigint')) return null;
  return (record: Searchable) => {
    const found = reader(record);
    return found !== null && holds(found, comparator, value);
  };
}

function valueOf(field: string, text: string): bigint | number | null {
  if (field === 'id' || field === 'customer_id') return /^\d+$/.test(text) ? BigInt(text) : null;
  const at = /^\d{4}-/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(at) ? null : at;
}

function holds(found: bigint | number, comparator: string, value: bigint | number): boolean {
  if (comparator === '>=') return found >= value;
  if (comparator === '<=') return found <= value;
  if (comparator === '>') return found > value;
  return comparator === '<' ? found < value : found === value;
}

function timeOf(instant: string | undefined): number | null {
  return instant === undefined ? null : Date.parse(instant);
}
