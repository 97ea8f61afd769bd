import { z } from 'zod';
import { Counting } from './counting.ts';
import { FactSources } from './fact-sources.ts';
import { ProductRoles } from './product-roles.ts';
import { Inserts, Roles } from './roles.ts';
import { SavedSegments } from './segments/saved.ts';
import { Settings } from './settings.ts';
import { Tagging } from './tagging.ts';

/** How often customers are compared with one another anew. */
export const REFRESHES = ['daily', 'weekly', 'monthly'] as const;
export type Refresh = (typeof REFRESHES)[number];

/**
 * All that a merchant sets: thresholds, what counts, where events come from, tags, segments, wording,
 * inserts, roles of products, language.
 */
export const ShopSettings = Settings.extend({
  counting: Counting.prefault({}),
  sources: FactSources.default([]),
  tagging: Tagging.prefault({}),
  segments: SavedSegments.default([]),
  refreshCutoffs: z.enum(REFRESHES).default('weekly'),
  roles: Roles.default({}),
  inserts: Inserts.default({}),
  products: ProductRoles.prefault({}),
  /** Of the app's pages; the language of the merchant's admin without it. */
  language: z.enum(['ja', 'en']).optional(),
});
export type ShopSettings = z.infer<typeof ShopSettings>;
