/**
 * What may help after a failure: `retry` counts an attempt, `delay` does not (the other side asked
 * for time), `stop` means no repetition can help.
 */
export type Remedy =
  { kind: 'retry' } | { kind: 'delay'; ms: number; expected?: boolean } | { kind: 'stop' };

/** An expected failure that says whether a retry helps. */
export class Failure extends Error {
  override name = 'Failure';
  readonly remedy: Remedy;
  /** The other side surely did nothing: it was not asked, or said that it would not. */
  readonly undone: boolean = false;

  constructor(message: string, remedy: Remedy, options: ErrorOptions & { undone?: boolean } = {}) {
    super(message, options);
    this.remedy = remedy;
    this.undone = options.undone ?? false;
  }
}

/** A failure that may pass by itself. */
export function retryable(message: string, cause?: unknown): Failure {
  return new Failure(message, { kind: 'retry' }, { cause });
}

/** A failure that passes after a known time, in milliseconds. */
export function delayed(message: string, ms: number, undone = false): Failure {
  return new Failure(message, { kind: 'delay', ms }, { undone });
}

/** Nothing went wrong: there is nothing to do for so many milliseconds. */
export function waiting(message: string, ms: number): Failure {
  return new Failure(message, { kind: 'delay', ms, expected: true });
}

/** A failure that only a person or a new version can mend. */
export function final(message: string, cause?: unknown): Failure {
  return new Failure(message, { kind: 'stop' }, { cause });
}

/** What was wrong with a text; the message of a JSON parser would carry a piece of it. */
export function faultOf(error: unknown): string {
  if (error instanceof SyntaxError) return 'it is not JSON';
  return error instanceof Error ? error.message : String(error);
}
