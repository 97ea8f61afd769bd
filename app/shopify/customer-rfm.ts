import { z } from 'zod';

/** Shopify's own RFM group of a customer, as a field of one; see `rfmGroupProbe`. */
export const RFM_GROUP_FIELD = 'statistics { rfmGroup }';

const Told = z.object({ statistics: z.object({ rfmGroup: z.string().nullable() }) });

/** What an answered customer says of Shopify's group, lower case; undefined where it was not asked for. */
export function rfmGroupOf(customer: unknown): string | null | undefined {
  const told = Told.safeParse(customer);
  return told.success ? (told.data.statistics.rfmGroup?.toLowerCase() ?? null) : undefined;
}
