import type { Product, ProductVariant } from '../../records.ts';
import { connectionType, EDGE, list, plain, type ModelledType } from '../modelled.ts';

/** Products and what hangs on them. */
export const PRODUCT_MODELS: Record<string, ModelledType> = {
  Product: {
    ...plain(
      'id',
      'title',
      'handle',
      'productType',
      'vendor',
      'status',
      'tags',
      'createdAt',
      'updatedAt',
    ),
    variants: list(({ variants }: Product): readonly ProductVariant[] => variants),
  },
  ProductVariant: plain('id', 'title', 'sku', 'price', 'inventoryItem'),
  InventoryItem: plain('id', 'unitCost'),
  ProductConnection: connectionType(),
  ProductEdge: EDGE,
  ProductVariantConnection: connectionType(),
  ProductVariantEdge: EDGE,
};
