import { z } from 'zod';
import { amount, gid, instant } from './parts.ts';

const VariantInput = z.strictObject({
  id: gid('ProductVariant').optional(),
  title: z.string().default('Default Title'),
  sku: z.string().nullable().default(null),
  price: amount,
  /** What a piece costs the merchant, in the shop's money. */
  unitCost: amount.nullable().default(null),
});
export type VariantInput = z.infer<typeof VariantInput>;

/** `POST /__sim/products`: a new product, or with an id a change of the fields given. */
export const ProductInput = z.strictObject({
  id: gid('Product').optional(),
  title: z.string().min(1).optional(),
  handle: z.string().min(1).optional(),
  productType: z.string().optional(),
  vendor: z.string().optional(),
  status: z.enum(['ACTIVE', 'ARCHIVED', 'DRAFT', 'UNLISTED']).optional(),
  tags: z.array(z.string()).optional(),
  createdAt: instant.optional(),
  updatedAt: instant.optional(),
  variants: z.array(VariantInput).min(1).optional(),
});
export type ProductInput = z.infer<typeof ProductInput>;
