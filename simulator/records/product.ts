import type { Money } from './money.ts';

export interface InventoryItem {
  id: string;
  /** What a piece costs the merchant; null where nobody wrote it down. */
  unitCost: Money | null;
}

export interface ProductVariant {
  id: string;
  title: string;
  sku: string | null;
  price: string;
  inventoryItem: InventoryItem;
}

export interface Product {
  id: string;
  title: string;
  handle: string;
  productType: string;
  vendor: string;
  status: 'ACTIVE' | 'ARCHIVED' | 'DRAFT' | 'UNLISTED';
  tags: string[];
  createdAt: string;
  updatedAt: string;
  variants: ProductVariant[];
}
