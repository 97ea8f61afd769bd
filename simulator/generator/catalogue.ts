import type { Product, ProductVariant } from '../records.ts';

/** A thing the shop sells; prices in yen, tax in. */
export interface Item {
  key: string;
  title: string;
  type: string;
  price: number;
  /** What a piece costs the shop, in yen. */
  cost: number;
  tags: string[];
  /** Months (1–12) in which it is sold; always when absent. */
  months?: number[];
}

/** A skin-care shop: a trial set, main products, seasonal and limited ones, a gift box. */
export const CATALOGUE: readonly Item[] = [
  {
    key: 'trial',
    title: 'はじめての7日間トライアルセット',
    type: 'お試しセット',
    price: 1_980,
    cost: 1_240,
    tags: ['trial'],
  },
  {
    key: 'cream',
    title: 'うるおいクリーム 50g',
    type: 'クリーム',
    price: 6_800,
    cost: 1_560,
    tags: ['main'],
  },
  {
    key: 'lotion',
    title: '朝の化粧水 150ml',
    type: '化粧水',
    price: 4_200,
    cost: 920,
    tags: ['main'],
  },
  {
    key: 'serum',
    title: '発酵美容液 30ml',
    type: '美容液',
    price: 8_800,
    cost: 2_110,
    tags: ['main'],
  },
  {
    key: 'wash',
    title: 'やさしい洗顔フォーム 120g',
    type: '洗顔',
    price: 2_400,
    cost: 610,
    tags: ['main'],
  },
  {
    key: 'oil',
    title: '米ぬかクレンジングオイル 200ml',
    type: 'クレンジング',
    price: 3_200,
    cost: 830,
    tags: ['main'],
  },
  {
    key: 'sakura',
    title: 'さくらのハンドクリーム',
    type: '季節限定',
    price: 2_200,
    cost: 540,
    tags: ['seasonal'],
    months: [2, 3, 4],
  },
  {
    key: 'sun',
    title: '夏の日やけ止めミルク',
    type: '季節限定',
    price: 3_000,
    cost: 790,
    tags: ['seasonal'],
    months: [5, 6, 7, 8],
  },
  {
    key: 'yuzu',
    title: 'ゆずの保湿バーム',
    type: '季節限定',
    price: 3_600,
    cost: 960,
    tags: ['seasonal'],
    months: [11, 12, 1],
  },
  {
    key: 'fukubukuro',
    title: '新春福袋',
    type: '数量限定',
    price: 11_000,
    cost: 4_300,
    tags: ['limited'],
    months: [1],
  },
  { key: 'gift', title: '贈りものの箱', type: 'ギフト', price: 5_500, cost: 1_480, tags: ['gift'] },
];

/** Who makes what the shop sells: the shop itself. */
export const VENDOR = 'しずく堂';
const FIRST_ID = 8_000_000_000_000;
const ID_STEP = 32_768;

export function itemOf(key: string): Item {
  const item = CATALOGUE.find((candidate) => candidate.key === key);
  if (!item) throw new Error(`the catalogue has no ${key}`);
  return item;
}

export function productId(item: Item): string {
  return `gid://shopify/Product/${numberOf(item)}`;
}

export function variantId(item: Item): string {
  return `gid://shopify/ProductVariant/${numberOf(item) + 1}`;
}

export function productsOf(createdAt: string): Product[] {
  return CATALOGUE.map((item) => ({
    id: productId(item),
    title: item.title,
    handle: item.key,
    productType: item.type,
    vendor: VENDOR,
    status: 'ACTIVE',
    tags: item.tags,
    createdAt,
    updatedAt: createdAt,
    variants: [variantOf(item)],
  }));
}

function variantOf(item: Item): ProductVariant {
  return {
    id: variantId(item),
    title: 'Default Title',
    sku: item.key.toUpperCase(),
    price: String(item.price),
    inventoryItem: {
      id: `gid://shopify/InventoryItem/${numberOf(item) + 2}`,
      unitCost: { amount: `${item.cost}.0`, currencyCode: 'JPY' },
    },
  };
}

function numberOf(item: Item): number {
  return FIRST_ID + CATALOGUE.indexOf(item) * ID_STEP;
}
