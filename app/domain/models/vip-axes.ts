import { departure, RELATIONSHIP_KINDS, type Facts } from '../history.ts';
import type { Settings } from '../settings.ts';
import { relationshipScore } from './vip.ts';

/** How far a customer has come on the two axes of VIP; from 1 on, all that the axis asks is so. */
export interface VipAxes {
  /** 継続価値: orders and recency, where the lower one counts, or the amount against the top 1 %. */
  continuing: number;
  /** 関係価値: what was done of what is asked; where points are asked too, the lower one counts. */
  relating: number;
}

/** Where a customer stands between the two axes (seed 002, domain.md A3). */
export function vipAxes(facts: Facts, settings: Settings): VipAxes {
  return { continuing: continuing(facts, settings), relating: relating(facts, settings) };
}

function continuing(facts: Facts, { vip }: Settings): number {
  const often = facts.orders / vip.candidateOrders;
  const gone = departure(facts);
  const frequentAndRecent =
    gone <= vip.candidateWithinDays ? often : Math.min(often, vip.candidateWithinDays / gone);
  const top = facts.topAmount === null ? 0 : facts.amount / facts.topAmount;
  return Math.max(frequentAndRecent, top);
}

function relating(facts: Facts, settings: Settings): number {
  const { minimumPoints } = settings.vip;
  const asked = askedActs(settings);
  const parts = [
    ...(asked === 0 ? [] : [doneActs(facts.events, settings) / asked]),
    ...(minimumPoints === 0 ? [] : [relationshipScore(facts, settings) / minimumPoints]),
  ];
  return Math.min(...(parts.length === 0 ? [1] : parts));
}

/** How many acts a VIP needs, all kinds together. */
export function askedActs({ vip }: Settings): number {
  return RELATIONSHIP_KINDS.reduce((sum, kind) => sum + (vip.minimumEvents[kind] ?? 0), 0);
}

/** How many of the acts that a VIP needs were done; more of a kind than is asked does not help. */
export function doneActs(events: Facts['events'], { vip }: Settings): number {
  return RELATIONSHIP_KINDS.reduce(
    (sum, kind) => sum + Math.min(events[kind], vip.minimumEvents[kind] ?? 0),
    0,
  );
}
