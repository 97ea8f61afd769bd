import type { Day } from '../day.ts';
import { cpm, cpmParts, type CpmStage, type CpmState } from '../models/cpm.ts';
import { monthsBefore } from './calendar-months.ts';
import { ratioOf, type Ratio, type Tally } from './tally.ts';

/** Where a buyer stands now, and stood on an earlier day; null: had not bought then. */
export interface CpmChange {
  then: CpmState | null;
  now: CpmState;
  /** How many took this way; one unless it is said. */
  customers?: number;
}

export type TransitionKey = 'transition_first' | 'transition_toddler' | 'transition_steady';

/** 人数推移率 of one stage, what it should be at least, and how it is counted. */
export interface TransitionRate extends Ratio {
  key: TransitionKey;
  target: number;
  definition: string;
}

interface Arrow {
  key: TransitionKey;
  from: CpmStage;
  target: number;
  definition: string;
}

const ARROWS: readonly Arrow[] = [
  {
    key: 'transition_first',
    from: 'first',
    target: 0.5,
    definition:
      'Of the customers who were first-time active six months ago, the share that is now active and toddler, steady, trendy or excellent.',
  },
  {
    key: 'transition_toddler',
    from: 'toddler',
    target: 0.8,
    definition:
      'Of the customers who were toddler active six months ago, the share that is now active and steady, trendy or excellent.',
  },
  {
    key: 'transition_steady',
    from: 'steady',
    target: 0.5,
    definition:
      'Of the customers who were steady active six months ago, the share that is now active and trendy or excellent.',
  },
];

const LEVELS: Record<CpmStage, number> = {
  first: 0,
  toddler: 1,
  steady: 2,
  trendy: 3,
  excellent: 3,
};

const WINDOW_MONTHS = 6;

/** The day to compare with unless another is chosen: six calendar months before (domain.md A4.2). */
export function transitionStart(asOf: Day): Day {
  return monthsBefore(asOf, WINDOW_MONTHS);
}

/**
 * 人数推移率 (domain.md A4.2): of the 現役 of a stage then, the share now 現役 in the next stage or
 * above, where 流行 is as high as 優良. Always the three keys, in this order; a stage that was empty
 * then has no rate.
 */
export function transitionRates(): Tally<CpmChange, TransitionRate[]> {
  const arrows = ARROWS.map((arrow) => ({ arrow, then: 0, advanced: 0 }));
  return {
    add: ({ then, now, customers = 1 }) => {
      const counted = arrows.find(({ arrow }) => then === `${arrow.from}-active`);
      if (!counted) return;
      counted.then += customers;
      if (hasAdvanced(counted.arrow.from, now)) counted.advanced += customers;
    },
    result: () =>
      arrows.map(({ arrow: { key, target, definition }, then, advanced }) => ({
        key,
        target,
        definition,
        ...ratioOf(advanced, then),
      })),
  };
}

/** Whom a rate is about: where they stood then, and where those stand now who have not advanced. */
export function leftBehind(key: TransitionKey): { then: CpmState; now: CpmState[] } {
  const arrow = ARROWS.find((each) => each.key === key);
  if (!arrow) throw new RangeError(`there is no rate ${key}`);
  return {
    then: `${arrow.from}-active`,
    now: cpm.states.filter((state) => !hasAdvanced(arrow.from, state)),
  };
}

function hasAdvanced(from: CpmStage, now: CpmState): boolean {
  const { stage, active } = cpmParts(now);
  return active && LEVELS[stage] > LEVELS[from];
}
