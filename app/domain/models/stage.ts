import type { CalendarModel } from './model.ts';

const STATES = ['first', 'growing', 'settled'] as const;

/** 新規・育成・定着: how far a customer has come, by orders alone. */
export const stage: CalendarModel<'stage', (typeof STATES)[number]> = {
  key: 'stage',
  states: STATES,
  offsets: () => [],
  classify: (facts, settings) => {
    if (facts.orders >= settings.stage.settledOrders) return 'settled';
    return facts.orders >= settings.stage.growingOrders ? 'growing' : 'first';
  },
};
