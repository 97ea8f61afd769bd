import { departure, tenure, type Facts } from '../history.ts';
import type { Settings } from '../settings.ts';
import type { CalendarModel } from './model.ts';

const STAGES = ['first', 'toddler', 'steady', 'trendy', 'excellent'] as const;
type CpmStage = (typeof STAGES)[number];
type CpmState = `${CpmStage}-${'active' | 'lapsed'}`;

/** CPM分析 (西野博道): five stages by orders, tenure and amount, each 現役 or 離脱 by departure. */
export const cpm: CalendarModel<'cpm', CpmState> = {
  key: 'cpm',
  states: STAGES.flatMap((stage): CpmState[] => [`${stage}-active`, `${stage}-lapsed`]),
  offsets: (settings) => [settings.cpm.lapsedDays],
  classify: (facts, settings) =>
    departure(facts) < settings.cpm.lapsedDays
      ? `${stageOf(facts, settings)}-active`
      : `${stageOf(facts, settings)}-lapsed`,
};

/** Two orders on the first day are よちよち: counted orders decide, not the days between them. */
function stageOf(facts: Facts, settings: Settings): CpmStage {
  const { toddlerDays, trendyDays, amount } = settings.cpm;
  if (facts.orders === 1) return 'first';
  if (tenure(facts) < toddlerDays) return 'toddler';
  if (facts.amount < amount) return 'steady';
  return tenure(facts) < trendyDays ? 'trendy' : 'excellent';
}
