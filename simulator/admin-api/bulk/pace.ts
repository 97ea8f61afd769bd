import { setImmediate as nextTick, setTimeout as sleep } from 'node:timers/promises';

const TICK_MS = 20;
/** A turn is short, so that nobody waits long for the next: so many seconds' lines, at most 25. */
const TURN_SECONDS = 0.004;
const LONGEST_TURN = 25;
/** What is not used is kept for so long. */
const KEPT_SECONDS = 0.1;

/** Gives lines no faster than so many a second. */
export async function* paced<Line>(
  lines: Iterable<Line>,
  rate: number,
  signal: AbortSignal,
): AsyncGenerator<Line> {
  const started = performance.now();
  const allowed = () => ((performance.now() - started) / 1000) * rate;
  let count = 0;
  for (const line of lines) {
    signal.throwIfAborted();
    while (count >= allowed()) await sleep(TICK_MS, undefined, { signal });
    count += 1;
    yield line;
  }
}

/** Shares so many lines a second among all who ask, each in its turn. */
export class SharedPace {
  readonly #rate: number;
  readonly #most: number;
  readonly #turn: number;
  #credit = 0;
  #measured = performance.now();
  #last: Promise<unknown> = Promise.resolve();

  constructor(rate: number) {
    this.#rate = rate;
    this.#most = Math.max(1, rate * KEPT_SECONDS);
    this.#turn = Math.min(LONGEST_TURN, Math.ceil(rate * TURN_SECONDS));
  }

  /** How many lines may go now, at least one and at most those wanted. @throws when the signal ends it */
  turn(wanted: number, signal: AbortSignal): Promise<number> {
    const turn = this.#last.then(() => this.#grant(wanted, signal));
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  async #grant(wanted: number, signal: AbortSignal): Promise<number> {
    await nextTick();
    signal.throwIfAborted();
    while (this.#refilled() < 1) await sleep(TICK_MS, undefined, { signal });
    const lines = Math.min(wanted, this.#turn, Math.floor(this.#credit));
    this.#credit -= lines;
    return lines;
  }

  #refilled(): number {
    const now = performance.now();
    const gained = ((now - this.#measured) / 1000) * this.#rate;
    this.#credit = Math.min(this.#most, this.#credit + gained);
    this.#measured = now;
    return this.#credit;
  }
}
