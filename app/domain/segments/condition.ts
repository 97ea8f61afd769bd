import { z } from 'zod';
import { LEAVES, type Leaf } from './leaf.ts';

/** What a customer must meet to be in a segment: plain data, safe to keep as JSON. */
export type Condition =
  | Leaf
  | { type: 'all'; of: Condition[] }
  | { type: 'any'; of: Condition[] }
  | { type: 'not'; of: Condition };

const MOST_DEEP = 10;
const MOST_CONDITIONS = 100;

const Tree: z.ZodType<Condition> = z.lazy(() =>
  z.discriminatedUnion('type', [
    ...LEAVES,
    z.strictObject({ type: z.literal('all'), of: z.array(Tree).min(1) }),
    z.strictObject({ type: z.literal('any'), of: z.array(Tree).min(1) }),
    z.strictObject({ type: z.literal('not'), of: Tree }),
  ]),
);

/** A condition at most 10 deep and of at most 100 parts; both are checked before anything else. */
export const Condition = z
  .unknown()
  .superRefine((given, context) => {
    const problem = problemOfSize(given);
    if (problem !== null) context.addIssue({ code: 'custom', message: problem });
  })
  .pipe(Tree);

/** A condition as it is kept, with the version of its language. */
export const SavedCondition = z.strictObject({ version: z.literal(1), condition: Condition });
export type SavedCondition = z.infer<typeof SavedCondition>;

function problemOfSize(given: unknown): string | null {
  let level = [given];
  let conditions = 0;
  for (let deep = 1; level.length > 0; deep++) {
    conditions += level.length;
    if (deep > MOST_DEEP) return `conditions may be nested ${MOST_DEEP} deep at most`;
    if (conditions > MOST_CONDITIONS) return `${MOST_CONDITIONS} conditions are allowed at most`;
    level = level.flatMap(partsOf);
  }
  return null;
}

function partsOf(given: unknown): unknown[] {
  if (typeof given !== 'object' || given === null || !('of' in given)) return [];
  return Array.isArray(given.of) ? (given.of as unknown[]) : [given.of];
}

/** The conditions that a condition is made of. */
export function leavesOf(condition: Condition): Leaf[] {
  switch (condition.type) {
    case 'all':
    case 'any':
      return condition.of.flatMap(leavesOf);
    case 'not':
      return leavesOf(condition.of);
    default:
      return [condition];
  }
}
