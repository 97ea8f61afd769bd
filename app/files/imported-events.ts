import type { CustomerEvent } from '../domain/history.ts';
import type { CustomerId } from '../domain/ids.ts';
import { readGoodEvents } from './events-file.ts';
import { quoted } from './reasons.ts';
import { readShopifyId } from './shopify-ids.ts';
import type { FileSource } from './source.ts';
import type { LenientTable } from './table.ts';

/** An event of a Shopify customer as a file tells it. */
export interface ImportedEvent {
  customerId: CustomerId;
  kind: CustomerEvent['kind'];
  /** Epoch milliseconds. */
  at: number;
  /** How many rows above say just the same: the same file twice tells nothing new, two reviews of one day are two. */
  nth: number;
}

/** The good rows of a file of events, in its order, and what is wrong with the others. */
export interface ImportedEvents extends LenientTable {
  events: ImportedEvent[];
}

/**
 * Reads a file `customer_id,kind,at` whose customers are Shopify's.
 *
 * @throws BadFile for a bad header or encoding.
 */
export async function readImportedEvents(
  source: FileSource,
  timezone: string,
): Promise<ImportedEvents> {
  const events: ImportedEvent[] = [];
  const told = new Map<string, number>();
  const table = await readGoodEvents(source, timezone, ({ customerId: text, kind, at }) => {
    const id = readShopifyId(text, 'Customer');
    if (id === null) return `customer_id ${quoted(text)} is no number of a Shopify customer`;
    const fact = `${id} ${kind} ${at}`;
    const nth = told.get(fact) ?? 0;
    told.set(fact, nth + 1);
    events.push({ customerId: id as CustomerId, kind, at, nth });
    return null;
  });
  return { ...table, events };
}
