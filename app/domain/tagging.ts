import { z } from 'zod';

/** Models whose present state can stand on a customer as a tag (contracts.md, "Tags"). */
export const TAGGED_MODELS = [
  'cpm',
  'lifecycle',
  'vip',
  'contract',
  'stage',
  'rank',
  'layer',
  'rfm',
  'next',
] as const;

const LONGEST_PREFIX = 40;

/** Begins every tag of ours; a comma would split a tag, and Shopify trims. */
export const TagPrefix = z
  .string()
  .max(LONGEST_PREFIX)
  .regex(/^[^,]*$/, 'a tag cannot contain a comma')
  .refine((prefix) => prefix === prefix.trimStart(), 'a tag cannot begin with a space');

/** What is written onto customers, and how. */
export const Tagging = z.strictObject({
  prefix: TagPrefix.default('kz-'),
  /** Models that write tags. */
  models: z.array(z.enum(TAGGED_MODELS)).default([...TAGGED_MODELS]),
  /** Whether saved segments write tags; each says so for itself too. */
  segments: z.boolean().default(true),
  /** What to do when somebody takes a tag of ours off: write it again, or leave it off. */
  whenRemoved: z.enum(['repair', 'respect']).default('repair'),
  /** The same states as metafields of the customers. */
  metafields: z.boolean().default(false),
});
export type Tagging = z.infer<typeof Tagging>;
