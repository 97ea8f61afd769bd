const LARGEST = 2n ** 63n - 1n;
const NUMBER = /^'?(\d{1,19})$/;

/**
 * The number of a Shopify id as people and exports write it: `42`, `gid://shopify/Customer/42`, or
 * with the apostrophe that keeps a spreadsheet from rounding it. Null for anything else.
 */
export function readShopifyId(text: string, type: 'Customer' | 'Order'): bigint | null {
  const prefix = `gid://shopify/${type}/`;
  const digits = NUMBER.exec(text.startsWith(prefix) ? text.slice(prefix.length) : text)?.[1];
  if (digits === undefined) return null;
  const id = BigInt(digits);
  return id > 0n && id <= LARGEST ? id : null;
}
