/** Present states by model; null where a model has nothing to say. */
export type States = Readonly<Record<string, string | null>>;

/** What to add to and remove from a Shopify customer. */
export interface TagPlan {
  add: string[];
  remove: string[];
}

/** The tags that say the given states, `<prefix><model>:<state>`, in a fixed order. */
export function wantedTags(states: States, prefix: string): string[] {
  return Object.entries(states)
    .flatMap(([model, state]) => (state === null ? [] : [`${prefix}${model}:${state}`]))
    .sort();
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
