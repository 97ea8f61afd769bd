export const LOCALES = ['ja', 'en'] as const;
export type Locale = (typeof LOCALES)[number];

const ja = {
  banner: 'シミュレートされたストア — Shopify ではありません',
  today: '現在の日付',
  moveDays: '進める日数',
  move: '日付を進める',
  navigation: 'メインメニュー',
  language: '表示言語',
  orders: '注文',
  customers: '顧客',
  apps: 'アプリ',
  noApp: 'アプリがまだ開かれていません。--app-url を付けて起動してください。',
  segment: 'セグメント',
  segmentHint: "例: customer_tags CONTAINS 'VIP' AND customer_tags NOT CONTAINS '卸'",
  filter: '絞り込む',
  members: '{count} 人の顧客',
  name: '名前',
  tags: 'タグ',
  noTags: 'タグなし',
  noName: '(名前なし)',
  guest: 'ゲスト',
  none: 'ありません',
  previous: '前へ',
  next: '次へ',
  page: '{page} / {pages} ページ',
  order: '注文番号',
  date: '日付',
  customer: '顧客',
  total: '合計',
  current: '現在の合計',
  refunded: '返金済み',
  status: '状態',
  cancelled: 'キャンセル済み',
  test: 'テスト',
  items: '商品',
  createOrder: '注文を作成',
  customerHint: '顧客の ID または名前',
  product: '商品',
  quantity: '数量',
  refund: '返金する',
  amount: '金額',
  restock: '商品が返品された',
  cancel: 'キャンセルする',
  noProducts: 'このストアには商品がありません。',
  didCreate: '注文 {what} を作成しました。',
  didRefund: '注文 {what} に返金しました。',
  didCancel: '注文 {what} をキャンセルしました。',
  didMove: '日付が {what} になりました。',
  noSuchCustomer: '「{what}」に当てはまる顧客はいません。',
  manyCustomers: '「{what}」に当てはまる顧客が複数います。ID で指定してください。',
  notFound: 'このページはありません。',
  save: '保存',
  discard: '破棄',
  close: '閉じる',
  unsaved: '未保存の変更',
};
export type Texts = typeof ja;

const en: Texts = {
  banner: 'Simulated store — not Shopify',
  today: 'Today',
  moveDays: 'Days to move',
  move: 'Move the day',
  navigation: 'Main menu',
  language: 'Language',
  orders: 'Orders',
  customers: 'Customers',
  apps: 'Apps',
  noApp: 'No app is open yet: start the simulator with --app-url.',
  segment: 'Segment',
  segmentHint: "e.g. customer_tags CONTAINS 'VIP' AND customer_tags NOT CONTAINS 'wholesale'",
  filter: 'Apply filter',
  members: '{count} customers',
  name: 'Name',
  tags: 'Tags',
  noTags: 'No tags',
  noName: '(no name)',
  guest: 'Guest',
  none: 'None',
  previous: 'Previous',
  next: 'Next',
  page: 'Page {page} of {pages}',
  order: 'Order',
  date: 'Date',
  customer: 'Customer',
  total: 'Total',
  current: 'Current total',
  refunded: 'Refunded',
  status: 'Status',
  cancelled: 'Cancelled',
  test: 'Test',
  items: 'Items',
  createOrder: 'Create order',
  customerHint: "Customer's id or name",
  product: 'Product',
  quantity: 'Quantity',
  refund: 'Refund',
  amount: 'Amount',
  restock: 'Goods were returned',
  cancel: 'Cancel order',
  noProducts: 'This store has no products.',
  didCreate: 'Order {what} was created.',
  didRefund: 'Order {what} was refunded.',
  didCancel: 'Order {what} was cancelled.',
  didMove: 'The day is now {what}.',
  noSuchCustomer: 'No customer matches “{what}”.',
  manyCustomers: 'Several customers match “{what}”: name one by its id.',
  notFound: 'There is no such page.',
  save: 'Save',
  discard: 'Discard',
  close: 'Close',
  unsaved: 'Unsaved changes',
};

const TEXTS: Readonly<Record<Locale, Texts>> = { ja, en };

export function textsOf(locale: Locale): Texts {
  return TEXTS[locale];
}

/** A text with its gaps filled. */
export function said(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replaceAll(/\{(\w+)\}/g, (gap, name: string) => String(values[name] ?? gap));
}

/** The language an address asks for; Japanese where it says nothing we know. */
export function localeOf(url: URL): Locale {
  const asked = url.searchParams.get('locale');
  return LOCALES.find((locale) => locale === asked) ?? 'ja';
}
