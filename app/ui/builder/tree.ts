import type { BuilderGroup, BuilderNode } from '../../presenters/segments-builder.ts';

/** A group with one of its parts, however deep, turned into another; null takes the part out. */
export function changed(
  group: BuilderGroup,
  key: string,
  into: (node: BuilderNode) => BuilderNode | null,
): BuilderGroup {
  if (group.key === key) return (into(group) as BuilderGroup | null) ?? group;
  const of = group.of.flatMap((node) => {
    if (node.key === key) return into(node) ?? [];
    return 'of' in node ? [changed(node, key, into)] : [node];
  });
  return { ...group, of };
}

/** A group with a part put behind those of one of its groups. */
export function added(group: BuilderGroup, groupKey: string, node: BuilderNode): BuilderGroup {
  return changed(group, groupKey, (each) =>
    'of' in each ? { ...each, of: [...each.of, node] } : each,
  );
}

/** A key that no part of a group has. */
export function freshKey(group: BuilderGroup): string {
  const keys = new Set(keysOf(group));
  let number = keys.size;
  while (keys.has(`n${number}`)) number += 1;
  return `n${number}`;
}

function keysOf(node: BuilderNode): string[] {
  return 'of' in node ? [node.key, ...node.of.flatMap(keysOf)] : [node.key];
}

/** A part turned into its opposite, or back. */
export function opposite<Node extends BuilderNode>(node: Node): Node {
  return { ...node, nots: isOpposite(node) ? node.nots - 1 : node.nots + 1 };
}

/** Whether a part stands for its opposite: twice is not at all. */
export function isOpposite({ nots }: Pick<BuilderNode, 'nots'>): boolean {
  return nots % 2 === 1;
}
