import { departure, RELATIONSHIP_KINDS, type Facts } from '../history.ts';
import type { Settings } from '../settings.ts';
import type { CalendarModel } from './model.ts';

const STATES = ['vip', 'candidate'] as const;

/**
 * VIP on two axes: continuing value (orders and recency, or the top 1 % of amounts) makes a candidate, relationship events
 * make a VIP. A paused or cancelled contract is neither.
 */
export const vip: CalendarModel<'vip', (typeof STATES)[number]> = {
  key: 'vip',
  states: STATES,
  offsets: (settings) => [settings.vip.candidateWithinDays + 1],
  classify: (facts, settings) => {
    if (!isCandidate(facts, settings)) return null;
    return hasRelationship(facts, settings) ? 'vip' : 'candidate';
  },
};

function isCandidate(facts: Facts, settings: Settings): boolean {
  if (facts.contract === 'paused' || facts.contract === 'cancelled') return false;
  if (facts.topAmount !== null && facts.amount >= facts.topAmount) return true;
  const { candidateOrders, candidateWithinDays } = settings.vip;
  return facts.orders >= candidateOrders && departure(facts) <= candidateWithinDays;
}

function hasRelationship(facts: Facts, settings: Settings): boolean {
  return RELATIONSHIP_KINDS.every(
    (kind) => facts.events[kind] >= (settings.vip.minimumEvents[kind] ?? 0),
  );
}
