import { ratioOf, type Ratio } from './tally.ts';

/** One rung of an order-count ladder. */
export interface Rung {
  n: number;
  /** Who came to n at least. */
  reached: number;
  /** Reached n + 1 ÷ reached n. */
  toNext: Ratio;
}

/** Counts how far each of many came, on so many rungs; whoever came further stands on all of them. */
export interface Rungs {
  add(n: number): void;
  /** The rungs from 1 on. */
  rungs(): Rung[];
}

/** An empty ladder; its memory is its rungs. */
export function rungsOf(top: number): Rungs {
  const stopped = new Array<number>(top + 2).fill(0);
  return {
    add(n) {
      const rung = Math.min(n, top + 1);
      stopped[rung] = (stopped[rung] ?? 0) + 1;
    },
    rungs() {
      const reached = (n: number) => stopped.slice(n).reduce((sum, count) => sum + count, 0);
      return Array.from({ length: top }, (_, index) => {
        const n = index + 1;
        return { n, reached: reached(n), toNext: ratioOf(reached(n + 1), reached(n)) };
      });
    },
  };
}
