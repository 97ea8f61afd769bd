import type { EventKind } from './fact-sources.ts';
import type { NextStep } from './models/next.ts';

/**
 * 四つの行動 (seed 002, domain.md A3) and the events that show them: to begin, to go on, to take part,
 * to tell others. Whoever has a contract goes on; whoever stopped it did nothing of these.
 */
export const BEHAVIOURS: Readonly<Record<NextStep, readonly EventKind[]>> = {
  experience: ['start-of-use', 'video'],
  continuation: ['contract:continuing'],
  'co-creation': ['review', 'survey', 'inquiry', 'event'],
  spreading: ['referral', 'post', 'community'],
};
