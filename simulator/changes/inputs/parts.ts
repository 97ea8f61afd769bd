import { z } from 'zod';

export const gid = (type: string) =>
  z.string().regex(new RegExp(`^gid://shopify/${type}/[1-9]\\d*$`), `must be a gid of a ${type}`);
export const instant = z.iso.datetime({ offset: true }).transform(toSecond);
export const amount = z
  .union([z.string(), z.number().transform(String)])
  .pipe(z.string().regex(/^\d+(\.\d+)?$/, 'must be an amount of 0 or more'));
export const money = z.strictObject({
  shopMoney: z.strictObject({ amount, currencyCode: z.string().length(3).optional() }),
});

function toSecond(text: string): string {
  return new Date(Math.floor(Date.parse(text) / 1000) * 1000).toISOString().replace('.000Z', 'Z');
}
