import type { Day } from '../day.ts';
import { LAST_DAY } from './period.ts';

/** What a condition says of a customer on a day. */
export interface Verdict {
  in: boolean;
  /** Until the day before this one nothing changes by itself; null: never. */
  recheckOn: Day | null;
}

/** A condition while nothing happens: only the calendar moves. */
export interface Step {
  holds: (day: Day) => boolean;
  /** Every day on which the answer can change; others may be among them. */
  turns: readonly Day[];
}

/** What a step says on a day, and the first day on which it says something else. */
export function verdictOf({ holds, turns }: Step, day: Day): Verdict {
  const now = holds(day);
  const ahead = turns.filter((turn) => day < turn && turn <= LAST_DAY).sort((a, b) => a - b);
  return { in: now, recheckOn: ahead.find((turn) => holds(turn) !== now) ?? null };
}

/** AND: as long as one part stays out, the whole does. */
export function allOf(verdicts: readonly Verdict[]): Verdict {
  const out = verdicts.filter((verdict) => !verdict.in);
  return out.length > 0
    ? { in: false, recheckOn: latest(out.map(({ recheckOn }) => recheckOn)) }
    : { in: true, recheckOn: earliest(verdicts.map(({ recheckOn }) => recheckOn)) };
}

/** OR: as long as one part stays in, the whole does. */
export function anyOf(verdicts: readonly Verdict[]): Verdict {
  return opposite(allOf(verdicts.map(opposite)));
}

/** NOT. */
export function opposite({ in: inside, recheckOn }: Verdict): Verdict {
  return { in: !inside, recheckOn };
}

/** The first of some days; null, which is never, when there is none. */
export function earliest(days: readonly (Day | null)[]): Day | null {
  return days.reduce(
    (first, day) => (first === null || (day !== null && day < first) ? day : first),
    null,
  );
}

function latest(days: readonly (Day | null)[]): Day | null {
  return days.reduce((last, day) =>
    last === null || day === null ? null : day > last ? day : last,
  );
}
