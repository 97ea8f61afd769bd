/** A set that takes in the first `most` names it is asked for, and no other. */
export function firstMet(most: number): { has: (name: string) => boolean; isFull: () => boolean } {
  const names = new Set<string>();
  let missed = false;
  return {
    has(name) {
      if (names.has(name)) return true;
      if (names.size >= most) missed = true;
      else names.add(name);
      return names.has(name);
    },
    isFull: () => missed,
  };
}
