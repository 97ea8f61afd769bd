import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Customer, MetafieldDefinition, Order, Product, SavedSegment } from './records.ts';

/** One thing that happened to the store after it was made. */
export type Entry =
  | { kind: 'customer'; at: string; customer: Customer }
  | { kind: 'customer-deleted'; at: string; id: string }
  | { kind: 'merged'; at: string; keptId: string; deletedId: string }
  | { kind: 'order'; at: string; order: Order }
  | { kind: 'order-deleted'; at: string; id: string }
  | { kind: 'product'; at: string; product: Product }
  | { kind: 'product-deleted'; at: string; id: string }
  | { kind: 'segment'; at: string; segment: SavedSegment }
  | { kind: 'segment-deleted'; at: string; id: string }
  | { kind: 'definition'; at: string; definition: MetafieldDefinition }
  | { kind: 'access'; at: string; scopes: string[]; protectedData: 0 | 1 | 2; names?: boolean }
  | { kind: 'clock'; at: string }
  | { kind: 'reinstalled'; at: string }
  | { kind: 'uninstalled'; at: string }
  | { kind: 'tokens'; at: string; accessToken: string; refreshToken: string; expiresAt: number };

/** Keeps what happened, so that a store started again is the one that was stopped. */
export interface Journal {
  read: () => Entry[];
  append: (entries: Entry[]) => void;
}

export const noJournal: Journal = { read: () => [], append: () => undefined };

/** A journal in a file of one JSON line an entry; a line cut short by a crash is left out. */
export function fileJournal(folder: string): Journal {
  const file = path.join(folder, 'journal.jsonl');
  mkdirSync(folder, { recursive: true });
  return {
    read: () => {
      if (!existsSync(file)) return [];
      const whole = readFileSync(file, 'utf8').split('\n').slice(0, -1);
      return whole.map((line) => JSON.parse(line) as Entry);
    },
    append: (entries) => {
      appendFileSync(file, entries.map((entry) => `${JSON.stringify(entry)}\n`).join(''));
    },
  };
}
