import { isList, isObject, type Json } from './json-text.ts';

/** Cuts a payload to the dot paths a subscription asks for; a path goes through arrays. */
export function cutTo(payload: Json, paths: readonly string[]): Json {
  return cut(payload, treeOf(paths));
}

/** Names to keep, each with what to keep below it; nothing below means all of it. */
type Tree = Map<string, Tree>;

function treeOf(paths: readonly string[]): Tree {
  const root: Tree = new Map();
  const whole = new Set<Tree>();
  for (const path of paths) {
    let place = root;
    for (const name of path.split('.')) {
      const next = place.get(name) ?? new Map<string, Tree>();
      place.set(name, next);
      place = next;
    }
    whole.add(place);
  }
  for (const place of whole) place.clear();
  return root;
}

function cut(value: Json, tree: Tree): Json {
  if (tree.size === 0) return value;
  if (isList(value)) return value.map((item) => cut(item, tree));
  if (!isObject(value)) return value;
  const kept = Object.entries(value).flatMap(([name, member]): [string, Json][] => {
    const below = tree.get(name);
    return below ? [[name, cut(member, below)]] : [];
  });
  return Object.fromEntries(kept);
}
