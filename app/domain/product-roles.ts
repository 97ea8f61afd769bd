import { z } from 'zod';

const MOST = 100;
const LONGEST = 255;
const Names = z.array(z.string().trim().min(1).max(LONGEST)).max(MOST);

/**
 * What products are to the merchant: お試し, what a trial should lead to (本品), by id, and the tags of
 * limited and seasonal goods. Only reports read them.
 */
export const ProductRoles = z.strictObject({
  trial: Names.default([]),
  main: Names.default([]),
  limited: Names.default([]),
});
export type ProductRoles = z.infer<typeof ProductRoles>;
