import { z } from 'zod';
import { leavesOf, SavedCondition } from './condition.ts';
import type { Leaf } from './leaf.ts';

const LONGEST_SLUG = 60;

/** Ends the tag `segment:<slug>`. */
export const Slug = z
  .string()
  .max(LONGEST_SLUG)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'only a–z, 0–9 and single hyphens between them');

/**
 * A slug that says a name, with a number behind it where another segment has it; null for a name
 * that is not ASCII or has neither letter nor digit.
 *
 * @param taken the slugs of the other segments.
 */
export function slugFrom(name: string, taken: ReadonlySet<string>): string | null {
  const plain = name.normalize('NFKC').toLowerCase();
  const slug = isAscii(plain) ? hyphened(plain, LONGEST_SLUG) : '';
  if (slug === '') return null;
  for (let number = 2, next = slug; ; number += 1) {
    if (!taken.has(next)) return next;
    const end = `-${number}`;
    next = hyphened(slug, LONGEST_SLUG - end.length) + end;
  }
}

function isAscii(text: string): boolean {
  return /^[ -~]*$/.test(text);
}

function hyphened(text: string, longest: number): string {
  return text
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-/, '')
    .slice(0, longest)
    .replace(/-$/, '');
}

/** A segment that the merchant has saved. */
export const SavedSegment = z.strictObject({
  /** Given once and never again within a shop. */
  id: z.int().positive(),
  slug: Slug,
  name: z.string().trim().min(1).max(100),
  rule: SavedCondition,
  /** Whether its customers get a tag. */
  tag: z.boolean().default(true),
});
export type SavedSegment = z.infer<typeof SavedSegment>;

const MOST_SEGMENTS = 100;

/** All saved segments of a shop; no two have the same id or slug. */
export const SavedSegments = z
  .array(SavedSegment)
  .max(MOST_SEGMENTS)
  .refine((all) => new Set(all.map(({ id }) => id)).size === all.length, 'two have the same id')
  .refine(
    (all) => new Set(all.map(({ slug }) => slug)).size === all.length,
    'two have the same slug',
  );

/** Whether any of the segments asks what or how many pieces were bought, not only when and for how much. */
export function readsProducts(segments: readonly SavedSegment[]): boolean {
  return asks(
    segments,
    (leaf) =>
      leaf.type === 'bought' &&
      (leaf.products !== undefined || leaf.subscription === true || leaf.measure === 'units'),
  );
}

/** Whether any of the segments asks how customers compared with one another in the past. */
export function readsPastClasses(segments: readonly SavedSegment[]): boolean {
  return asks(segments, (leaf) => leaf.type === 'class' && leaf.when === 'ever');
}

function asks(segments: readonly SavedSegment[], whether: (leaf: Leaf) => boolean): boolean {
  return segments.some(({ rule }) => leavesOf(rule.condition).some(whether));
}
