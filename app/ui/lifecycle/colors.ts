import type { StateOf } from '../../presenters/states.ts';

/** What each state is drawn in: custom properties of Polaris. */
export const STATE_COLORS: Record<StateOf<'lifecycle'>, string> = {
  new: '--p-color-bg-fill-info',
  active: '--p-color-bg-fill-success',
  'at-risk': '--p-color-bg-fill-warning',
  dormant: '--p-color-bg-fill-tertiary-active',
  winback: '--p-color-bg-fill-magic',
  vip: '--p-color-bg-fill-emphasis',
};

/** What each phase is drawn in. */
export const STAGE_COLORS: Record<StateOf<'stage'>, string> = {
  first: '--p-color-bg-fill-info',
  growing: '--p-color-bg-fill-success',
  settled: '--p-color-bg-fill-emphasis',
};
