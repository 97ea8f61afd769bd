import { z } from 'zod';

export const id = (type: string) =>
  z
    .string()
    .regex(new RegExp(`^gid://shopify/${type}/\\d+$`), `must be gid://shopify/${type}/<number>`);
export const instant = z.iso.datetime({ offset: true });
export const money = z.looseObject({
  shopMoney: z.looseObject({
    amount: z
      .string()
      .regex(/^-?\d{1,12}(\.\d{1,6})?$/, 'must be a decimal of at most twelve digits'),
    currencyCode: z.string().length(3),
  }),
});
export const reference = (type: string) => z.looseObject({ id: id(type) });

/** When a record is from that says nothing of it, and the present of a store without orders. */
export const EMPTY_STORE_NOW = '2026-10-31T01:00:00Z';

/** Shopify's own form of an instant: UTC, whole seconds. */
export function utc(text: string): string {
  return new Date(Math.floor(Date.parse(text) / 1000) * 1000).toISOString().replace('.000Z', 'Z');
}

/** @throws Error that names the line and its fault. */
export function parse<Line>(schema: z.ZodType<Line>, line: unknown, where: string): Line {
  const result = schema.safeParse(line);
  if (result.success) return result.data;
  throw new Error(`${where}: ${z.prettifyError(result.error).replaceAll('\n', ' ')}`);
}
