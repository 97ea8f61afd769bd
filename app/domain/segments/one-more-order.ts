import { addDays } from '../day.ts';
import type { Facts } from '../history.ts';
import { afterOrder } from '../models/after-order.ts';
import type { Settings } from '../settings.ts';
import { NEVER } from './facts.ts';
import type { OneMoreOrder } from './leaf.ts';
import { modelOf, type Known } from './subject.ts';
import type { Step } from './verdict.ts';

/** Whether one more order today would bring a buyer into states they are not in. */
export function oneMoreOrderStep({ reaches, atMost }: OneMoreOrder, known: Known): Step {
  const { facts, settings } = known;
  if (!facts) return NEVER;
  const model = modelOf(reaches.model);
  const states = new Set<string | null>(reaches.states);
  const reached = (at: Facts) => states.has(model.classify(at, settings));
  return {
    holds: (day) => {
      const now = { ...facts, day };
      const values = decisiveValues(now, settings).filter((value) => value <= atMost);
      return !reached(now) && values.some((value) => reached(afterOrder(now, day, value)));
    },
    turns: [
      ...model.offsets(facts, settings).map((days) => addDays(facts.lastDay, days)),
      ...tenureTurns(settings).map((days) => addDays(facts.firstDay, days)),
    ],
  };
}

/** The least spends from which an order leads elsewhere: any at all, CPM's amount, the top 1 %. */
function decisiveValues({ amount, topAmount }: Facts, { cpm }: Settings): number[] {
  return [1, cpm.amount - amount, (topAmount ?? 0) - amount].map((value) => Math.max(1, value));
}

/** The tenures from which an order today leads elsewhere. */
function tenureTurns({ cpm, vip }: Settings): number[] {
  return [cpm.toddlerDays, cpm.trendyDays, (vip.bulkBuyerDays ?? 0) + 1];
}
