import { BadFile } from './bad-file.ts';
import { CurrencyWatch } from './currency.ts';
import type { Header } from './header.ts';
import { momentReader } from './moment.ts';
import type { RowContext, TakeOrderRow } from './order-row.ts';
import { PLAIN_COLUMNS, plainRows } from './plain-rows.ts';
import type { TakeRecord } from './records.ts';
import { SHOPIFY_COLUMNS, shopifyRows } from './shopify-rows.ts';
import type { FileSource } from './source.ts';
import { readTable } from './table.ts';

export type { OrderRow, TakeOrderRow } from './order-row.ts';

export interface OrderFileOptions {
  /** The shop's zone, an IANA name. */
  timezone: string;
  /** What the user says; null: what the file says. */
  currency: string | null;
  onProgress?: (bytesRead: number) => void;
}

/** What a file of orders was. */
export interface OrderFile {
  form: 'plain' | 'shopify';
  /** The one asked for, else the file's; null when neither names one. */
  currency: string | null;
  /** Rows below the header, blank ones left out. */
  rows: number;
}

interface Form {
  name: OrderFile['form'];
  calledBy: string;
  columns: readonly string[];
  rows: (header: Header, context: RowContext) => TakeRecord;
}

const FORMS: readonly Form[] = [
  { name: 'plain', calledBy: 'the plain form', columns: PLAIN_COLUMNS, rows: plainRows },
  { name: 'shopify', calledBy: "Shopify's export", columns: SHOPIFY_COLUMNS, rows: shopifyRows },
];

/**
 * Streams the rows of a file of orders to `take`, which answers a reason when a row contradicts what
 * came before (two customers of one order, a further row of an order that never began), null else.
 * The file is told apart by its header, and read twice: first for its encoding.
 *
 * @throws BadFile at the end when any row is bad, at once when the header or the encoding is.
 * @throws RangeError for a zone that is none.
 */
export async function readOrdersFile(
  source: FileSource,
  { timezone, currency: asked, onProgress }: OrderFileOptions,
  take: TakeOrderRow,
): Promise<OrderFile> {
  const moment = momentReader(timezone);
  const currency = new CurrencyWatch(asked);
  let form: OrderFile['form'] = 'plain';
  const rows = await readTable(
    source,
    PLAIN_COLUMNS.join(','),
    (header, bad) => {
      const found = formOf(header, source.name);
      form = found.name;
      return found.rows(header, { bad, moment, currency, take });
    },
    onProgress,
  );
  return { form, currency: currency.currency, rows };
}

/** The form whose columns are all there. @throws BadFile saying what the nearer form lacks. */
function formOf(header: Header, file: string): Form {
  const candidates = FORMS.map((form) => ({ form, missing: header.lacks(form.columns) }));
  const [best] = candidates.toSorted((a, b) => a.missing.length - b.missing.length);
  if (!best || best.missing.length > 0) {
    const missing = best?.missing.join(', ');
    throw new BadFile(`${file} lacks ${missing} of ${best?.form.calledBy} in its header`);
  }
  return best.form;
}
