import { CALENDAR_MODELS } from './models/index.ts';
import { LAYERS } from './relative/layer.ts';
import { RANKS, RFM_SEGMENTS } from './relative/rfm.ts';

/** Present states by model; null where a model has nothing to say. */
export type States = Readonly<Record<string, string | null>>;

/** What to add to and remove from a Shopify customer. */
export interface TagPlan {
  add: string[];
  remove: string[];
}

/**
 * The tags that say the given states, `<prefix><model>:<state>`, in a fixed order.
 *
 * @param slugs of the saved segments that the customer is in.
 */
export function wantedTags(states: States, slugs: readonly string[], prefix: string): string[] {
  return [
    ...Object.entries(states).flatMap(([model, state]) =>
      state === null ? [] : [`${prefix}${model}:${state}`],
    ),
    ...slugs.map((slug) => `${prefix}${segmentSaying(slug)}`),
  ].sort();
}

/**
 * The difference that turns what we wrote into what we want; tags of others never appear in it.
 *
 * @param uncertain the last write's outcome is unknown: `written` is then all that may be there,
 *   and every wanted tag is sent again (adding and removing are safe to repeat).
 */
export function planTags(
  wanted: readonly string[],
  written: readonly string[],
  uncertain: boolean,
): TagPlan {
  const there = new Set(written);
  const keep = new Set(wanted);
  return {
    add: wanted.filter((tag) => uncertain || !there.has(tag)),
    remove: written.filter((tag) => !keep.has(tag)),
  };
}

/** All that our tags can say, by model (contracts.md, "Tags"); a saved segment has any name. */
const SAYINGS = new Set(
  [
    ...CALENDAR_MODELS.map(({ key, states }) => ({ key, states })),
    { key: 'rank', states: RANKS },
    { key: 'layer', states: LAYERS },
    { key: 'rfm', states: RFM_SEGMENTS },
  ].flatMap(({ key, states }) => states.map((state) => `${key}:${state}`)),
);
const SEGMENT = 'segment:';

/** What a saved segment's tag says after the prefix. */
export function segmentSaying(slug: string): string {
  return `${SEGMENT}${slug}`;
}

/** All that tags of these models can say after the prefix, in the order of the models. */
export function sayingsOf(models: readonly string[]): string[] {
  const all = [...SAYINGS];
  return models.flatMap((model) => all.filter((says) => says.startsWith(`${model}:`)));
}

/**
 * Whether a tag is one that Kizuna writes; Shopify tells no upper from lower case in tags.
 *
 * @param prefixes every one under which this shop's tags have been written.
 */
export function isOurTag(tag: string, prefixes: readonly string[]): boolean {
  const name = tag.toLowerCase();
  return prefixes.some((prefix) => {
    const start = prefix.toLowerCase();
    if (!name.startsWith(start)) return false;
    const saying = name.slice(start.length);
    return SAYINGS.has(saying) || (saying.startsWith(SEGMENT) && saying.length > SEGMENT.length);
  });
}

/** The tags that are none of ours. */
export function othersTags(tags: readonly string[], prefixes: readonly string[]): string[] {
  return prefixes.length === 0 ? [...tags] : tags.filter((tag) => !isOurTag(tag, prefixes));
}

/** What begins or is every tag that Kizuna writes under a prefix; in lower case, as `isOurTag` compares. */
export function ourNames(prefix: string): { whole: string[]; segments: string } {
  const start = prefix.toLowerCase();
  return { whole: [...SAYINGS].map((saying) => start + saying), segments: start + SEGMENT };
}
