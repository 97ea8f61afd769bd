import { calendarModel } from './model.ts';
import { test, type Rule, type Test } from './rules.ts';

export const CPM_STAGES = ['first', 'toddler', 'steady', 'trendy', 'excellent'] as const;
export type CpmStage = (typeof CPM_STAGES)[number];
export type CpmState = `${CpmStage}-${'active' | 'lapsed'}`;

/** Two orders on the first day are よちよち: counted orders decide, not the days between them. */
const ONCE: Test = {
  measure: 'orders',
  read: (facts) => facts.orders,
  relation: '=',
  setting: null,
  threshold: () => 1,
};
const STAGE_TESTS: Record<CpmStage, Test[]> = {
  first: [ONCE],
  toddler: [test('tenure', '<', 'cpm.toddlerDays')],
  steady: [test('amount', '<', 'cpm.amount')],
  trendy: [test('tenure', '<', 'cpm.trendyDays')],
  excellent: [],
};
const ACTIVE = test('departure', '<', 'cpm.lapsedDays');

/**
 * CPM分析 (西野博道, domain.md A1): five stages by orders, tenure and amount, each 現役 or 離脱 by
 * departure.
 */
export const cpm = calendarModel<'cpm', CpmState>({
  key: 'cpm',
  states: CPM_STAGES.flatMap((stage): CpmState[] => [`${stage}-active`, `${stage}-lapsed`]),
  rules: CPM_STAGES.flatMap((stage): Rule<CpmState>[] => [
    { state: `${stage}-active`, when: [...STAGE_TESTS[stage], ACTIVE] },
    { state: `${stage}-lapsed`, when: STAGE_TESTS[stage] },
  ]),
  offsets: (_, settings) => [settings.cpm.lapsedDays],
});

/** The stage of a CPM state, and whether it is 現役. */
export function cpmParts(state: CpmState): { stage: CpmStage; active: boolean } {
  const [stage, activity] = state.split('-') as [CpmStage, 'active' | 'lapsed'];
  return { stage, active: activity === 'active' };
}
