import type { Condition } from './condition.ts';

/** The ways by any of which one can be in: the parts of every "any" that has to hold. */
export function branchesOf(condition: Condition): Condition[] {
  switch (condition.type) {
    case 'all':
      return condition.of.flatMap(branchesOf);
    case 'any':
      return condition.of.length > 1 ? condition.of : condition.of.flatMap(branchesOf);
    default:
      return [];
  }
}
