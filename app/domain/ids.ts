/** Key of a shop in the store. */
export type ShopId = number & { readonly __brand: 'ShopId' };

/** Numeric part of a Shopify customer id; may exceed 2^53, hence bigint. */
export type CustomerId = bigint & { readonly __brand: 'CustomerId' };

/** Numeric part of a Shopify order id; may exceed 2^53, hence bigint. */
export type OrderId = bigint & { readonly __brand: 'OrderId' };

/** Numeric part of a Shopify product id; may exceed 2^53, hence bigint. */
export type ProductId = bigint & { readonly __brand: 'ProductId' };
