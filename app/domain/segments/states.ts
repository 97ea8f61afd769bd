import { addDays, type Day } from '../day.ts';
import type { Timeline } from '../timeline.ts';
import type { InState, When } from './leaf.ts';
import type { Known } from './subject.ts';
import type { Step } from './verdict.ts';

/** The days from one to before another; null: for ever. */
interface Span {
  from: Day;
  to: Day | null;
}

/** States of a calendar model, read from its timeline: past, present and scheduled future. */
export function stateStep({ in: { model, states }, when }: InState, known: Known): Step {
  const stretches = stretchesOf(known.timeline(model), new Set<string>(states));
  const spans = stretches.map((stretch, index) => spanOf(when, stretch, stretches[index - 1]));
  return {
    holds: (day) => spans.some(({ from, to }) => from <= day && (to === null || day < to)),
    turns: spans.flatMap(({ from, to }) => (to === null ? [from] : [from, to])),
  };
}

/** The stretches of a timeline spent in the states, from one to the other without a break. */
function stretchesOf(timeline: Timeline, states: ReadonlySet<string>): Span[] {
  const changes = timeline
    .map(({ from, state }) => ({ from, inside: state !== null && states.has(state) }))
    .filter(({ inside }, index, all) => inside !== (all[index - 1]?.inside ?? false));
  return changes.flatMap(({ from, inside }, index) =>
    inside ? [{ from, to: changes[index + 1]?.from ?? null }] : [],
  );
}

function spanOf(when: When, { from, to }: Span, previous: Span | undefined): Span {
  switch (when.is) {
    case 'now':
      return { from, to };
    case 'ever':
      return { from, to: null };
    case 'for-at-least':
      return { from: addDays(from, when.days), to };
    case 'entering-within':
      return { from: later(addDays(from, -when.days), previous?.to), to: from };
  }
}

function later(day: Day, other: Day | null | undefined): Day {
  return other != null && other > day ? other : day;
}
