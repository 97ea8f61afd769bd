import { z } from 'zod';
import type { MoneyReader } from '../domain/money.ts';
import type { ProductFacts, VariantFacts } from '../domain/product.ts';
import { numberOf, productIdOf } from './gid.ts';
import type { Scopes } from './scopes.ts';

/** What Kizuna reads of a product beside its variants. */
export const PRODUCT_FIELDS = 'id title productType vendor status tags createdAt updatedAt';

/** What Kizuna reads of a variant; costs are told to those who may read the inventory. */
export function variantFields(scopes: Scopes): string {
  const cost = scopes.has('read_inventory') ? 'inventoryItem { unitCost { amount } }' : '';
  return `id title sku ${cost}`;
}

const instant = z.iso.datetime().transform((text) => Date.parse(text));

/** The fields of `PRODUCT_FIELDS` in an answer. */
export const ProductNode = z.object({
  id: z.string(),
  title: z.string(),
  productType: z.string(),
  vendor: z.string(),
  status: z.string(),
  tags: z.array(z.string()),
  createdAt: instant,
  updatedAt: instant,
});

/** The fields of `variantFields` in an answer. */
export const VariantNode = z.object({
  id: z.string(),
  title: z.string(),
  sku: z.string().nullable(),
  inventoryItem: z
    .object({ unitCost: z.object({ amount: z.string() }).nullable() })
    .nullable()
    .optional(),
});

/** An answered product as facts. @throws RangeError for an id that is none. */
export function productFactsOf(
  product: z.infer<typeof ProductNode>,
  variants: readonly VariantFacts[],
): ProductFacts {
  return {
    id: productIdOf(product.id),
    createdAt: product.createdAt,
    updatedAt: product.updatedAt,
    title: product.title,
    type: product.productType,
    vendor: product.vendor,
    status: product.status.toLowerCase(),
    tags: product.tags,
    variants,
  };
}

/** An answered variant as facts. @throws RangeError for an id or amount that is none. */
export function variantFactsOf(
  variant: z.infer<typeof VariantNode>,
  read: MoneyReader,
): VariantFacts {
  const cost = variant.inventoryItem?.unitCost;
  return {
    id: numberOf(variant.id, 'ProductVariant'),
    title: variant.title,
    sku: variant.sku,
    unitCost: cost ? read(cost.amount) : null,
  };
}
