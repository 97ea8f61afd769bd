import type { z } from 'zod';

/** What is wrong with one value. */
export interface Problem {
  /** Names joined by dots, e.g. `cpm.lapsedDays`, `segments.0.name`; empty for the whole. */
  path: string;
  /** `prefix-clash`, `id-used`, `not-ready`, `slug-needed`, `slug-taken`, or Zod's own code. */
  code: string;
  /** In English. */
  message: string;
}

/** Values that cannot be taken. */
export interface Problems {
  problems: Problem[];
}

/** One problem alone. */
export function problem(path: string, code: string, message: string): Problems {
  return { problems: [{ path, code, message }] };
}

/** What a schema has found. */
export function problemsOf({ issues }: z.ZodError): Problems {
  return {
    problems: issues.map(({ path, code, message }) => ({ path: path.join('.'), code, message })),
  };
}
