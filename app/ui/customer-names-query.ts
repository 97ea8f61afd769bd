/** The names of customers, for those who look at the page; asked from the browser only. */
export const CUSTOMER_NAMES = `query CustomerNames($ids: [ID!]!) {
  nodes(ids: $ids) { ... on Customer { id displayName firstName lastName } }
}`;

/** Customers whom Shopify finds by a text. */
export const CUSTOMERS_BY_NAME = `query CustomersByName($query: String!) {
  customers(first: 50, query: $query) { nodes { id } }
}`;

const CONNECTIVES = ['AND', 'OR', 'NOT'];

/**
 * What a merchant types as Shopify's search reads it: every word begins one of the customer's.
 * Whatever has a meaning of its own there is left out; empty when nothing is left.
 */
export function searchOf(text: string): string {
  return text
    .replaceAll(/[:\\()"'*<>=]/g, ' ')
    .split(/\s+/)
    .map((word) => word.replace(/^-+/, ''))
    .filter((word) => word !== '' && !CONNECTIVES.includes(word.toUpperCase()))
    .map((word) => `${word}*`)
    .join(' ');
}

/** A customer as Shopify names one. */
export interface Named {
  displayName: string;
  firstName: string | null;
  lastName: string | null;
}

const FAMILY_FIRST = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

/** What a customer is called: Shopify puts the given name first, Japanese is written the other way. */
export function calledOf({ displayName, firstName, lastName }: Named): string {
  return firstName && lastName && FAMILY_FIRST.test(lastName)
    ? `${lastName} ${firstName}`
    : displayName;
}
