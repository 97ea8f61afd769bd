export type MetafieldType =
  | 'date'
  | 'date_time'
  | 'list.date'
  | 'list.date_time'
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
