import type { MoneyReader } from '#app/domain/money.ts';
import type { ShopSettings } from '#app/domain/shop-settings.ts';
import type { AdminClient } from '#app/shopify/admin-client.ts';
import type { CustomerNode } from '#app/shopify/customer-fields.ts';
import type { IdentityKey } from '#app/shopify/identity-keys.ts';
import type { Scopes } from '#app/shopify/scopes.ts';
import type { Shop } from '#app/store/database.ts';
import type { Reading } from '#app/store/readings.ts';
import type { Context } from '../context.ts';

/** What a kind of data needs in order to be read. */
export interface ReadingContext {
  shop: Shop;
  reading: Reading;
  admin: AdminClient;
  scopes: Scopes;
  /** 0, 1 or 2 of Shopify's protected customer data. */
  protectedData: number;
  /** Shopify lets the app see its own RFM groups; only asked before a bulk query is. */
  seesRfmGroups: boolean;
  /** Keyed hashes of who an answered customer may be; null where the answer does not tell. */
  identityOf: (customer: CustomerNode) => IdentityKey[] | null;
  /** Begins every tag of ours. */
  ownPrefixes: readonly string[];
  /** Null until the shop's first settings are made. */
  settings: ShopSettings | null;
  /** Amounts in the shop's currency. */
  money: MoneyReader;
  /** When this process began to work on the reading, by the store's clock. */
  now: number;
  enqueue: Context['enqueue'];
}

/** What became of the records of a result. */
export interface Outcome {
  /** Records that were new or newer. */
  mended: number;
  /** Records that are no longer in the store. */
  removed: number;
}

/** Takes the lines of a bulk result and stores what they say, batch by batch. */
export interface Sink {
  /** Takes a line. @returns whether a record begins with it. @throws when it is not understood. */
  take: (line: string) => boolean;
  /** How many records wait to be stored. */
  readonly size: number;
  /**
   * Stores what was taken and forgets it, but for the last record, whose children may still follow.
   *
   * @param last no line follows: the last record is stored too.
   * @returns how many records were new or newer.
   */
  save: (last: boolean) => Promise<{ mended: number }>;
  /** All is stored: looks after what a single record does not show. */
  finish: () => Promise<Outcome>;
}

/** How one kind of data is read. */
export interface ReadingKind {
  /** The bulk query; null when the merchant does not let the app read this. */
  query: (context: ReadingContext) => string | null;
  /** Forgets what an earlier try of this reading has put aside. */
  forget?: (context: ReadingContext) => Promise<void>;
  sink: (context: ReadingContext) => Sink;
}

/** The search for what changed since the reading's beginning, as arguments of a list; all by id. */
export function changedSince({ updatedFrom }: Reading): string {
  const search = updatedFrom ? `query: "updated_at:>='${updatedFrom.toISOString()}'", ` : '';
  return `(${search}sortKey: ID)`;
}
