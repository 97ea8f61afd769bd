import type { Day } from '../day.ts';
import type { Condition } from './condition.ts';
import { dateStep, factStep } from './facts.ts';
import { firstOrderOf, sourceOf } from '../reports/first-order.ts';
import type { FromSource, InClass, InRegion, Leaf } from './leaf.ts';
import { oneMoreOrderStep } from './one-more-order.ts';
import { stateStep } from './states.ts';
import { knownOn, nextEntryOn, type Known, type Subject } from './subject.ts';
import { boughtStep, happenedStep, totalStep } from './sums.ts';
import { allOf, anyOf, earliest, opposite, verdictOf, type Step, type Verdict } from './verdict.ts';

/**
 * Whether a customer meets a condition at the end of a day, knowing nothing dated later, and until
 * when that stays so. An entry of the history dated later is a day to look again.
 */
export function evaluate(condition: Condition, subject: Subject, day: Day): Verdict {
  return evaluator(subject, day)(condition);
}

/** Evaluates any number of conditions on one customer and day, reading the history once. */
export function evaluator(subject: Subject, day: Day): (condition: Condition) => Verdict {
  const known = knownOn(subject, day);
  const nextEntry = nextEntryOn(subject.history, day);
  return (condition) => {
    const verdict = judge(condition, known);
    return { in: verdict.in, recheckOn: earliest([verdict.recheckOn, nextEntry]) };
  };
}

function judge(condition: Condition, known: Known): Verdict {
  switch (condition.type) {
    case 'all':
      return allOf(condition.of.map((part) => judge(part, known)));
    case 'any':
      return anyOf(condition.of.map((part) => judge(part, known)));
    case 'not':
      return opposite(judge(condition.of, known));
    default:
      return verdictOf(stepOf(condition, known), known.day);
  }
}

function stepOf(leaf: Leaf, known: Known): Step {
  switch (leaf.type) {
    case 'total':
      return totalStep(leaf, known);
    case 'fact':
      return factStep(leaf, known);
    case 'date':
      return dateStep(leaf, known);
    case 'state':
      return stateStep(leaf, known);
    case 'class':
      return constant(isInClass(leaf, known));
    case 'bought':
      return boughtStep(leaf, known);
    case 'region':
      return constant(isInRegion(leaf, known));
    case 'source':
      return constant(isFromSource(leaf, known));
    case 'event':
      return happenedStep(leaf, known);
    case 'one-more-order':
      return oneMoreOrderStep(leaf, known);
  }
}

function constant(holds: boolean): Step {
  return { holds: () => holds, turns: [] };
}

function isInClass({ in: { model, states }, when }: InClass, { relative }: Known): boolean {
  const stored = relative?.[model];
  const classes = [stored?.now, ...(when === 'ever' ? (stored?.past ?? []) : [])];
  return states.some((state) => classes.includes(state));
}

function isInRegion({ regions }: InRegion, { history }: Known): boolean {
  return history.region != null && regions.includes(history.region);
}

function isFromSource({ sources }: FromSource, { history, day }: Known): boolean {
  const first = firstOrderOf(history, day);
  return first !== null && sources.includes(sourceOf(first));
}
