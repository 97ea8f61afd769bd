import { z } from 'zod';
import type { Condition } from '../domain/segments/condition.ts';
import { READY_MADE, type ReadyMadeKey } from '../domain/segments/ready-made.ts';
import { problem, problemsOf, type Problems } from './problems.ts';

/** A ready-made segment and what its parameters are unless said otherwise. */
export interface ReadyMadeSegment {
  key: ReadyMadeKey;
  /** By name; null for those that may or have to be given. */
  parameters: Record<string, unknown>;
}

/** Every ready-made segment. */
export function readyMadeSegments(): ReadyMadeSegment[] {
  return READY_MADE.map(({ key, parameters }) => ({
    key,
    parameters: Object.fromEntries(
      Object.entries<z.ZodType>(parameters.shape).map(([name, schema]) => [
        name,
        schema.safeParse(undefined).data ?? null,
      ]),
    ),
  }));
}

/** The condition of a ready-made segment; problems are told by the names of its parameters. */
export function readyMadeCondition(
  key: string,
  parameters: Record<string, unknown>,
): { condition: Condition } | Problems {
  const found = READY_MADE.find((one) => one.key === key);
  if (!found) return problem('', 'unknown-key', 'there is no such ready-made segment');
  try {
    return { condition: found.condition(parameters as never) };
  } catch (error) {
    if (error instanceof z.ZodError) return problemsOf(error);
    throw error;
  }
}
