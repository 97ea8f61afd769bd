import { z } from 'zod';

const LIMIT = Number.MAX_SAFE_INTEGER;
const number = z.number().min(-LIMIT).max(LIMIT);

/** A number against a number. */
const OneSided = z.strictObject({ is: z.enum(['<', '<=', '=', '>=', '>']), value: number });

/**
 * A number in a range: 購入回数検索 [1〜1] has an inclusive upper bound (seed 003 #18), 2回以上3回未満
 * an exclusive one (#19).
 */
const Between = z
  .strictObject({
    is: z.literal('between'),
    min: number,
    max: number,
    upper: z.enum(['inclusive', 'exclusive']),
  })
  .refine(({ min, max, upper }) => (upper === 'inclusive' ? min <= max : min < max), {
    error: 'the range is empty: min must not exceed max, and lie below an exclusive max',
    path: ['max'],
  });

/** What is asked of a number; the kind of an upper bound is always said. */
export const Comparison = z.discriminatedUnion('is', [OneSided, Between]);
export type Comparison = z.infer<typeof Comparison>;

/** Whether a number meets a comparison; an unknown one never does. */
export function meets(value: number | null, comparison: Comparison): boolean {
  if (value === null) return false;
  switch (comparison.is) {
    case '<':
      return value < comparison.value;
    case '<=':
      return value <= comparison.value;
    case '=':
      return value === comparison.value;
    case '>=':
      return value >= comparison.value;
    case '>':
      return value > comparison.value;
    case 'between':
      return value >= comparison.min && isBelow(value, comparison);
  }
}

function isBelow(value: number, { max, upper }: z.infer<typeof Between>): boolean {
  return upper === 'inclusive' ? value <= max : value < max;
}

/** The whole numbers at which the answer can change while a value grows by one. */
export function turnsOf(comparison: Comparison): number[] {
  const bounds =
    comparison.is === 'between' ? [comparison.min, comparison.max] : [comparison.value];
  return bounds.flatMap((bound) => [Math.floor(bound), Math.floor(bound) + 1]);
}
