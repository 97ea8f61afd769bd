export type MetafieldType =
  | 'boolean'
  | 'date'
  | 'date_time'
  | 'list.date'
  | 'list.date_time'
  | 'list.single_line_text_field'
  | 'number_decimal'
  | 'number_integer'
  | 'single_line_text_field';

/** A fact that a merchant or another app keeps with a record; the value is text, lists as JSON. */
export interface Metafield {
  id: string;
  namespace: string;
  key: string;
  type: MetafieldType;
  value: string;
  createdAt: string;
  updatedAt: string;
}

/** What metafields of a namespace and key hold, of customers. */
export interface MetafieldDefinition {
  id: string;
  namespace: string;
  key: string;
  name: string;
  description: string | null;
  type: MetafieldType;
  adminAccess: 'MERCHANT_READ' | 'MERCHANT_READ_WRITE' | 'PRIVATE' | 'PUBLIC_READ_WRITE';
  adminFilterable: boolean;
}
