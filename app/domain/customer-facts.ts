import type { CustomerId } from './ids.ts';
import { othersTags } from './tags.ts';

/** What Shopify says of a customer, without name, address and contact; instants in epoch milliseconds. */
export interface CustomerFacts {
  id: CustomerId;
  createdAt: number;
  updatedAt: number;
  /** ISO code, such as `JP`. */
  country: string | null;
  /** Code of the prefecture, state or province, such as `JP-13`. */
  region: string | null;
  /** State of the customer account, lower case, such as `enabled`. */
  account: string | null;
  /** What a delivery does not say; null: not told, which takes nothing back. */
  more: {
    locale: string | null;
    /** Marketing states, lower case, such as `subscribed`; null: no address, or no number. */
    emailConsent: string | null;
    smsConsent: string | null;
    /** How many orders Shopify counts over the customer's whole life. */
    orders: number;
    /** All tags that are on the customer. */
    tags: readonly string[];
  } | null;
}

/** The same facts with the merchant's tags only. */
export function withoutOurTags(
  facts: CustomerFacts,
  ownPrefixes: readonly string[],
): CustomerFacts {
  const { more } = facts;
  return { ...facts, more: more && { ...more, tags: othersTags(more.tags, ownPrefixes) } };
}
