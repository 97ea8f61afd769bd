import type { Distribution } from '../../presenters/settings-distributions.ts';

/** How many customers lie on either side of a threshold. */
export interface Sides {
  below: number;
  above: number;
}

/**
 * The customers on the two sides of a threshold.
 *
 * @param exactly the side of those who have exactly its value.
 */
export function sidesOf(
  { steps, customers }: Pick<Distribution, 'steps' | 'customers'>,
  threshold: number,
  exactly: 'below' | 'above',
): Sides {
  const reached = steps.findLast(([value]) =>
    exactly === 'below' ? value <= threshold : value < threshold,
  );
  const below = Math.min(customers, reached?.[1] ?? 0);
  return { below, above: customers - below };
}

/** Where the axis of a distribution ends: its last bin is as wide as the others. */
export function endOf({ bins }: Pick<Distribution, 'bins'>): number {
  const last = bins.at(-1)?.from ?? 0;
  return last + (bins[0]?.to ?? 1);
}
