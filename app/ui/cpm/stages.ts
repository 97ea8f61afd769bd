import { useTranslation } from 'react-i18next';
import type { CpmScreen } from '../../presenters/cpm-screen.ts';
import type { CpmState } from '../../presenters/states.ts';
import { customersUrl } from '../customers-url.ts';
import type { Format } from '../format.ts';

/** What every card of the page is given. */
export interface CardProps {
  screen: CpmScreen;
  format: Format;
}

/** The five stages, lowest first. */
export const STAGES = ['first', 'toddler', 'steady', 'trendy', 'excellent'] as const;
export type Stage = (typeof STAGES)[number];

/** Their colours, custom properties of Polaris. */
export const STAGE_COLORS: Record<Stage, string> = {
  first: '--p-color-bg-fill-info',
  toddler: '--p-color-bg-fill-caution',
  steady: '--p-color-bg-fill-success',
  trendy: '--p-color-bg-fill-magic',
  excellent: '--p-color-bg-fill-emphasis',
};

/** The stage of a group, and whether it is 現役. */
export function partsOf(state: CpmState): { stage: Stage; active: boolean } {
  const [stage, activity] = state.split('-') as [Stage, string];
  return { stage, active: activity === 'active' };
}

/** The customers of some groups on the day that the page shows. */
export function groupsUrl({ present, day }: CpmScreen, states: readonly CpmState[]): string {
  return customersUrl({ states: [{ model: 'cpm', states, ...(!present && { on: day }) }] });
}

/** What a group is called. */
export function useGroupLabel(): (state: CpmState) => string {
  const { t } = useTranslation();
  return (state) => t(`state.cpm.${state}.label`);
}
