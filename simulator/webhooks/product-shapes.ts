import { bag, priceText } from '../money.ts';
import { numberOf } from '../numbering.ts';
import type { Product, ProductVariant } from '../records.ts';
import type { World } from '../world.ts';
import type { Json } from './json-text.ts';
import { fill, partOf, sampleOf, type Sample } from './samples.ts';
import { shopTime } from './shop-time.ts';

/** A product as Shopify's REST shapes write it. */
export function productPayload(product: Product, world: World): Json {
  const sample = sampleOf('products/update');
  const time = (instant: string) => shopTime(instant, world.shop.ianaTimezone);
  const updatedAt = time(product.updatedAt);
  return fill(sample, {
    id: numberOf(product.id),
    admin_graphql_api_id: product.id,
    title: product.title,
    handle: product.handle,
    product_type: product.productType,
    vendor: product.vendor,
    status: product.status.toLowerCase(),
    tags: product.tags.join(', '),
    created_at: time(product.createdAt),
    updated_at: updatedAt,
    published_at: product.status === 'ACTIVE' ? time(product.createdAt) : null,
    variants: product.variants.map((variant, index) =>
      fill(partOf(sample, 'variants'), {
        ...variantOf(variant, world),
        product_id: numberOf(product.id),
        position: index + 1,
        created_at: time(product.createdAt),
        updated_at: updatedAt,
      }),
    ),
    variant_gids: product.variants.map(({ id }) => ({
      admin_graphql_api_id: id,
      updated_at: product.updatedAt,
    })),
  });
}

function variantOf({ id, title, sku, price, inventoryItem }: ProductVariant, world: World): Sample {
  return {
    id: numberOf(id),
    admin_graphql_api_id: id,
    title,
    option1: title,
    sku,
    price: priceText(bag(price, world.shop.currencyCode).shopMoney),
    inventory_policy: 'deny',
    taxable: true,
    inventory_item_id: numberOf(inventoryItem.id),
  };
}
