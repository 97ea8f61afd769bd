import { z } from 'zod';
import type { Product, ProductVariant } from '../records.ts';
import { EMPTY_STORE_NOW, id, instant, parse, utc } from './parts.ts';

export const ProductLine = z.looseObject({
  id: id('Product'),
  title: z.string().default(''),
  createdAt: instant.optional(),
  updatedAt: instant.optional(),
  tags: z.array(z.string()).default([]),
});
const VariantLine = z.looseObject({
  id: id('ProductVariant'),
  __parentId: id('Product'),
  title: z.string().default('Default Title'),
  sku: z.string().nullable().default(null),
});

export function productOf(line: z.infer<typeof ProductLine>): Product {
  const createdAt = utc(line.createdAt ?? EMPTY_STORE_NOW);
  return {
    handle: line.id.slice(line.id.lastIndexOf('/') + 1),
    productType: '',
    vendor: '',
    status: 'ACTIVE',
    ...line,
    createdAt,
    updatedAt: utc(line.updatedAt ?? createdAt),
    variants: [],
  };
}

/** Puts a variant's line to its product; other children are not kept. */
export function addVariant(
  products: ReadonlyMap<string, Product>,
  line: Record<string, unknown>,
  where: string,
): void {
  if (typeof line.id !== 'string' || !line.id.includes('/ProductVariant/')) return;
  const { __parentId: parent, ...variant } = parse(VariantLine, line, where);
  const product = products.get(parent);
  if (!product) throw new Error(`${where}: its product ${parent} does not stand before it`);
  // Price and cost are answered as they are, and refused by name where they are absent.
  product.variants.push(variant as unknown as ProductVariant);
}
