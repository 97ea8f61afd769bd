const MAX_TAGS = 250;
const MAX_LENGTH = 255;

export type TagResult = { tags: string[] } | { error: string };

/** Shopify's `tagsAdd`: commas split, space is trimmed, letter case does not make another tag. */
export function addTags(present: readonly string[], given: readonly string[]): TagResult {
  const added = split(given);
  if (added.some((tag) => tag.length > MAX_LENGTH)) {
    return { error: `Tags is too long (maximum is ${MAX_LENGTH} characters)` };
  }
  const tags = [...present];
  const known = new Set(present.map(fold));
  for (const tag of added) {
    if (known.has(fold(tag))) continue;
    known.add(fold(tag));
    tags.push(tag);
  }
  return tags.length > MAX_TAGS
    ? { error: `Tags cannot be more than ${MAX_TAGS}` }
    : { tags: tags.sort() };
}

/** Shopify's `tagsRemove`: what is not there is no error. */
export function removeTags(present: readonly string[], given: readonly string[]): TagResult {
  const gone = new Set(split(given).map(fold));
  return { tags: present.filter((tag) => !gone.has(fold(tag))) };
}

function split(given: readonly string[]): string[] {
  return given.flatMap((element) => element.split(',')).flatMap((part) => part.trim() || []);
}

function fold(tag: string): string {
  return tag.toLowerCase();
}
