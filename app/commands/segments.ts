import type { CustomerId } from '../domain/ids.ts';
import { SavedSegment, slugFrom } from '../domain/segments/saved.ts';
import type { ShopSettings } from '../domain/shop-settings.ts';
import type { Enqueue } from '../queues/enqueue.ts';
import type { Shop } from '../store/database.ts';
import {
  countInside,
  countInsideOf,
  membersOf,
  type SegmentMember,
} from '../store/segment-members.ts';
import { currentSettings, greatestSegmentId } from '../store/settings.ts';
import { problem, problemsOf, type Problems } from './problems.ts';
import { draftSettings, saveAtOnce, type Drafted, type Saved } from './settings.ts';

/** A segment as a merchant makes or changes it. */
export interface NewSegment {
  /** The one that is changed; null for a new one. */
  id: number | null;
  name: string;
  /** Null: made from the name, if that is ASCII; a changed segment keeps the one it has. */
  slug: string | null;
  /** A `Condition`; not checked yet. */
  condition: unknown;
  tag: boolean;
}

/**
 * Drafts settings with a segment added or changed. Problems are told by the names in `NewSegment`:
 * `slug-needed` when the name makes no slug, `slug-taken` when another segment has it.
 *
 * @param by who drafts them.
 */
export async function saveSegment(
  shop: Shop,
  enqueue: Enqueue,
  segment: NewSegment,
  by: string | null,
): Promise<(Drafted & { segmentId: number }) | Problems> {
  const current = await currentSettings(shop);
  if (!current) return problem('', 'not-ready', 'the shop has no settings yet');
  const { segments } = current.settings;
  if (segment.id !== null && !segments.some(({ id }) => id === segment.id)) {
    return problem('id', 'unknown-segment', 'there is no such segment');
  }
  const id = segment.id ?? (await greatestSegmentId(shop)) + 1;
  const made = make(id, segment, segments);
  if ('problems' in made) return made;
  const known = segments.some((other) => other.id === id);
  const changed = known
    ? segments.map((other) => (other.id === id ? made : other))
    : [...segments, made];
  const drafted = await draftSettings(shop, enqueue, { segments: changed }, by);
  return 'problems' in drafted ? drafted : { ...drafted, segmentId: id };
}

type Segments = ShopSettings['segments'];

function make(
  id: number,
  { name, slug: asked, condition, tag }: NewSegment,
  segments: Segments,
): SavedSegment | Problems {
  const others = segments.filter((other) => other.id !== id);
  const taken = new Set(others.map((other) => other.slug));
  const had = segments.find((other) => other.id === id)?.slug;
  const slug = asked ?? had ?? slugFrom(name, taken);
  if (slug === null) return problem('slug', 'slug-needed', 'the name makes no slug');
  if (taken.has(slug)) return problem('slug', 'slug-taken', 'another segment has this slug');
  const parsed = SavedSegment.safeParse({ id, slug, name, tag, rule: { version: 1, condition } });
  if (parsed.success) return parsed.data;
  const { problems } = problemsOf(parsed.error);
  return { problems: problems.map((one) => ({ ...one, path: one.path.replace(/^rule\./, '') })) };
}

/**
 * Drafts settings without a segment; null for an unknown one.
 *
 * @param by who drafts them.
 */
export async function deleteSegment(
  shop: Shop,
  enqueue: Enqueue,
  id: number,
  by: string | null,
): Promise<Drafted | Problems | null> {
  const segments = await segmentsNow(shop);
  const left = segments.filter((segment) => segment.id !== id);
  if (left.length === segments.length) return null;
  return draftSettings(shop, enqueue, { segments: left }, by);
}

/**
 * Gives a segment another name at once; its slug, and so its tag, stay. Null for an unknown one.
 *
 * @param by who does.
 */
export async function renameSegment(
  shop: Shop,
  enqueue: Enqueue,
  { id, name }: Pick<SavedSegment, 'id' | 'name'>,
  by: string | null,
): Promise<Saved | Problems | null> {
  const segments = await segmentsNow(shop);
  if (!segments.some((segment) => segment.id === id)) return null;
  const renamed = segments.map((segment) => (segment.id === id ? { ...segment, name } : segment));
  return saveAtOnce(shop, enqueue, { segments: renamed }, by);
}

async function segmentsNow(shop: Shop): Promise<Segments> {
  return (await currentSettings(shop))?.settings.segments ?? [];
}

/** A page of those who are in a segment now, by id. */
export interface MembersPage {
  members: SegmentMember[];
  /** To go on from; null at the end. */
  next: CustomerId | null;
}

/** Up to `limit` customers of a segment, after `cursor` (null: from the beginning). */
export async function segmentMembers(
  shop: Shop,
  id: number,
  cursor: CustomerId | null,
  limit: number,
): Promise<MembersPage> {
  const found = await membersOf(shop, id, cursor, limit + 1);
  const members = found.slice(0, limit);
  const last = found.length > limit ? members.at(-1) : undefined;
  return { members, next: last?.customerId ?? null };
}

/** How many customers are in a segment now. */
export function segmentCount(shop: Shop, id: number): Promise<number> {
  return countInsideOf(shop, id);
}

/** How many customers are in each segment now, by its id; one without any is left out. */
export function segmentCounts(shop: Shop): Promise<Map<number, number>> {
  return countInside(shop);
}
