import type { Product, ProductVariant } from '../records.ts';
import { addTags } from '../tags.ts';
import type { World } from '../world.ts';
import { withoutAbsent } from './customers.ts';
import type { ProductInput, VariantInput } from './inputs/products.ts';
import { Refusal } from './refusal.ts';

/** Makes a product, or changes the fields given of the one with that id. @throws Refusal */
export function putProduct(world: World, input: ProductInput): Product {
  const { id, tags: given, variants, ...fields } = input;
  const known = id === undefined ? newProduct(world, input) : productOf(world, id);
  const tags = given && addTags([], given);
  if (tags && 'error' in tags) throw new Refusal(422, tags.error);
  return world.saveProduct({
    ...known,
    ...withoutAbsent(fields),
    tags: tags?.tags ?? known.tags,
    variants: variants?.map((variant) => variantOf(world, known, variant)) ?? known.variants,
  });
}

export function deleteProduct(world: World, id: string): void {
  world.deleteProduct(productOf(world, id).id);
}

function productOf(world: World, id: string): Product {
  const product = world.products.get(id);
  if (!product) throw new Refusal(404, `${id} is not a product of this store`);
  return product;
}

function newProduct(world: World, { title, variants }: ProductInput): Product {
  if (title === undefined || variants === undefined)
    throw new Refusal(400, 'a product needs a title and variants');
  const now = world.clock.now();
  const number = world.freshNumber();
  return {
    id: `gid://shopify/Product/${number}`,
    title,
    handle: `product-${number}`,
    productType: '',
    vendor: world.shop.name,
    status: 'ACTIVE',
    tags: [],
    createdAt: now,
    updatedAt: now,
    variants: [],
  };
}

function variantOf(
  world: World,
  { variants }: Product,
  { id, title, sku, price, unitCost }: VariantInput,
): ProductVariant {
  const known = variants.find((variant) => variant.id === id);
  if (id !== undefined && !known) throw new Refusal(404, `${id} is not a variant of this product`);
  const { currencyCode } = world.shop;
  return {
    id: known?.id ?? `gid://shopify/ProductVariant/${world.freshNumber()}`,
    title,
    sku,
    price,
    inventoryItem: {
      id: known?.inventoryItem.id ?? `gid://shopify/InventoryItem/${world.freshNumber()}`,
      unitCost: unitCost === null ? null : { amount: unitCost, currencyCode },
    },
  };
}
