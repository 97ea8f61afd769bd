import type { CustomerId, OrderId, ProductId } from '../domain/ids.ts';

/** `gid://shopify/Customer/42` → 42n. @throws RangeError when it is no id of that type. */
export function customerIdOf(gid: string): CustomerId {
  return numberOf(gid, 'Customer') as CustomerId;
}

/** `gid://shopify/Order/42` → 42n. @throws RangeError when it is no id of that type. */
export function orderIdOf(gid: string): OrderId {
  return numberOf(gid, 'Order') as OrderId;
}

/** `gid://shopify/Product/42` → 42n. @throws RangeError when it is no id of that type. */
export function productIdOf(gid: string): ProductId {
  return numberOf(gid, 'Product') as ProductId;
}

/** 42n → `gid://shopify/Customer/42`. */
export function customerGid(id: CustomerId): string {
  return `gid://shopify/Customer/${id}`;
}

/** 42n → `gid://shopify/Order/42`. */
export function orderGid(id: OrderId): string {
  return `gid://shopify/Order/${id}`;
}

/** The number in an id of a type. @throws RangeError when it is no id of that type. */
export function numberOf(gid: string, type: string): bigint {
  const prefix = `gid://shopify/${type}/`;
  const digits = gid.slice(prefix.length);
  if (!gid.startsWith(prefix) || !/^\d+$/.test(digits)) {
    throw new RangeError(`"${gid}" is not the id of a Shopify ${type}`);
  }
  return BigInt(digits);
}
