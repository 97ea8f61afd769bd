import type { ProductId } from './ids.ts';
import type { Minor } from './money.ts';

/** One form in which a product is sold. */
export interface VariantFacts {
  id: bigint;
  title: string;
  sku: string | null;
  /** What a piece costs the shop now; null where it is not told. */
  unitCost: Minor | null;
}

/** What Shopify says of a product; instants in epoch milliseconds. */
export interface ProductFacts {
  id: ProductId;
  createdAt: number;
  updatedAt: number;
  title: string;
  type: string;
  vendor: string;
  /** Lower case, such as `active`. */
  status: string;
  tags: readonly string[];
  variants: readonly VariantFacts[];
}
