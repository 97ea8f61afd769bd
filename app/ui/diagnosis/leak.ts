/** How many went on from somewhere, against how many should. */
export interface Passage {
  then: number;
  advanced: number | null;
  /** advanced ÷ then; null where nobody was. */
  value: number | null;
  target: number | null;
}

/** A passage that misses its target, and how many customers are missing. */
export type Leak<Each extends Passage> = Each & { missing: number };

/** The passage that misses its target by the most customers; null where all meet it, or have none. */
export function largestLeak<Each extends Passage>(passages: readonly Each[]): Leak<Each> | null {
  const leaks = passages.flatMap((passage) => {
    const { then, advanced, value, target } = passage;
    if (target === null || value === null || value >= target) return [];
    return [{ ...passage, missing: Math.ceil(target * then - (advanced ?? 0)) }];
  });
  return leaks.toSorted((a, b) => b.missing - a.missing)[0] ?? null;
}
