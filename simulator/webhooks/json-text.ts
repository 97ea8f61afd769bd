/** JSON whose numbers may be larger than a double holds. */
export type Json =
  | null
  | boolean
  | number
  | bigint
  | string
  | undefined
  | readonly Json[]
  | { readonly [key: string]: Json };

/** The JSON text, whole numbers exact whatever their size. */
export function jsonText(value: Json): string {
  if (typeof value === 'bigint') return String(value);
  if (value === null || typeof value !== 'object') return JSON.stringify(value ?? null);
  if (isList(value)) return `[${value.map(jsonText).join(',')}]`;
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${jsonText(member)}`).join(',')}}`;
}

export function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

export function isObject(value: Json): value is Readonly<Record<string, Json>> {
  return typeof value === 'object' && value !== null && !isList(value);
}
