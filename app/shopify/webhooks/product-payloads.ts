import { parse } from 'lossless-json';
import { z } from 'zod';
import type { ProductId } from '../../domain/ids.ts';
import type { ProductFacts } from '../../domain/product.ts';

/** What a delivery about a product says. */
export type ProductNews =
  { kind: 'facts'; facts: ProductFacts } | { kind: 'deleted'; id: ProductId };

const instant = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text));
const number = z
  .string()
  .regex(/^\d+$/)
  .transform((digits) => BigInt(digits));

const Product = z.object({
  id: number,
  title: z.string(),
  product_type: z.string().nullish(),
  vendor: z.string().nullish(),
  status: z.string(),
  tags: z.string().nullish(),
  created_at: instant,
  updated_at: instant,
  variants: z
    .array(z.object({ id: number, title: z.string(), sku: z.string().nullish() }))
    .default([]),
});
const Deleted = z.object({ id: number });

/**
 * Reads the body of a product topic; costs do not stand in it.
 *
 * @throws ZodError or SyntaxError for a body of another shape.
 */
export function productNewsOf(topic: string, body: string): ProductNews {
  const value = parse(body, undefined, String);
  if (topic === 'products/delete') {
    return { kind: 'deleted', id: Deleted.parse(value).id as ProductId };
  }
  const product = Product.parse(value);
  return {
    kind: 'facts',
    facts: {
      id: product.id as ProductId,
      createdAt: product.created_at,
      updatedAt: product.updated_at,
      title: product.title,
      type: product.product_type ?? '',
      vendor: product.vendor ?? '',
      status: product.status,
      tags: (product.tags ?? '').split(',').flatMap((tag) => tag.trim() || []),
      variants: product.variants.map(({ id, title, sku }) => ({
        id,
        title,
        sku: sku ?? null,
        unitCost: null,
      })),
    },
  };
}
