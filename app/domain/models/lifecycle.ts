import { departure } from '../history.ts';
import type { CalendarModel } from './model.ts';
import { vip } from './vip.ts';

const STATES = ['new', 'active', 'at-risk', 'dormant', 'winback', 'vip'] as const;

/** Six disjoint states of every buyer, read from the top: 休眠, 休眠予備軍, 復活, VIP継続, 新規, 継続. */
export const lifecycle: CalendarModel<'lifecycle', (typeof STATES)[number]> = {
  key: 'lifecycle',
  states: STATES,
  offsets: (settings) => [
    settings.lifecycle.atRiskAfterDays + 1,
    settings.lifecycle.dormantAfterDays + 1,
    ...vip.offsets(settings),
  ],
  classify: (facts, settings) => {
    const { atRiskAfterDays, dormantAfterDays, newOrders } = settings.lifecycle;
    const gap = facts.previousDay === null ? 0 : facts.lastDay - facts.previousDay;
    if (departure(facts) > dormantAfterDays) return 'dormant';
    if (departure(facts) > atRiskAfterDays) return 'at-risk';
    if (gap > dormantAfterDays) return 'winback';
    if (vip.classify(facts, settings) === 'vip') return 'vip';
    return facts.orders <= newOrders ? 'new' : 'active';
  },
};
