import { CPM_STAGES, cpmParts, type CpmStage, type CpmState } from '../models/cpm.ts';
import type { Tally } from './tally.ts';
import { valueSum, type ValuePerCustomer } from './value-per-customer.ts';

/** LTV read off the CPM table. */
export interface CpmLtv {
  stages: Record<CpmStage, ValuePerCustomer>;
  total: ValuePerCustomer;
}

/**
 * LTV of seed 003 (domain.md A4.4), of customers who still continue: Σ amount of 現役 ÷ 現役, per
 * stage and total.
 */
export function cpmLtv(): Tally<{ cpm: CpmState; amount: number }, CpmLtv> {
  const total = valueSum();
  const stages = new Map(CPM_STAGES.map((stage) => [stage, valueSum()]));
  return {
    add({ cpm, amount }) {
      const { stage, active } = cpmParts(cpm);
      if (!active) return;
      total.add(amount);
      stages.get(stage)?.add(amount);
    },
    result: () => ({
      stages: Object.fromEntries(
        [...stages].map(([stage, sum]) => [stage, sum.result()]),
      ) as CpmLtv['stages'],
      total: total.result(),
    }),
  };
}
