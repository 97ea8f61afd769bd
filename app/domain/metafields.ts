/** All metafields of ours are in it; the merchant owns it, so that Shopify's segments can ask for them. */
export const METAFIELD_NAMESPACE = 'kizuna';

/** What to set and what to delete among the metafields of a customer. */
export interface MetafieldPlan {
  set: { key: string; value: string }[];
  /** Keys. */
  remove: string[];
}

/**
 * The difference that turns what we wrote into what we want; both say `<key>:<value>`.
 *
 * @param uncertain the last write's outcome is unknown: `written` is then all that may be there, and
 *   everything wanted is sent again.
 */
export function planMetafields(
  wanted: readonly string[],
  written: readonly string[],
  uncertain: boolean,
): MetafieldPlan {
  const there = new Set(written);
  const keep = new Set(wanted.map((says) => parsed(says).key));
  const gone = new Set(written.map((says) => parsed(says).key).filter((key) => !keep.has(key)));
  return {
    set: wanted.filter((says) => uncertain || !there.has(says)).map(parsed),
    remove: [...gone],
  };
}

function parsed(says: string): { key: string; value: string } {
  const colon = says.indexOf(':');
  return { key: says.slice(0, colon), value: says.slice(colon + 1) };
}
