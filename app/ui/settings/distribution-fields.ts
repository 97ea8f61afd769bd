import type { Measure } from '../../presenters/settings-distributions.ts';

/** On which side of a threshold a customer is who has exactly its value. */
type Edge = 'below' | 'above';

/** What is drawn under a threshold. */
export interface Drawn {
  measures: readonly [Measure, ...Measure[]];
  exactly: Edge;
}

const DRAWN: Readonly<Record<string, Drawn>> = {
  'cpm.toddlerDays': { measures: ['tenure'], exactly: 'above' },
  'cpm.trendyDays': { measures: ['tenure'], exactly: 'above' },
  'cpm.amount': { measures: ['amount'], exactly: 'above' },
  'cpm.lapsedDays': { measures: ['departure'], exactly: 'above' },
  'stage.growingOrders': { measures: ['orders'], exactly: 'above' },
  'stage.settledOrders': { measures: ['orders'], exactly: 'above' },
  'lifecycle.atRiskAfterDays': { measures: ['departure', 'interval'], exactly: 'below' },
  'lifecycle.dormantAfterDays': { measures: ['departure', 'interval'], exactly: 'below' },
  'lifecycle.newOrders': { measures: ['orders'], exactly: 'below' },
  'vip.candidateOrders': { measures: ['orders'], exactly: 'above' },
  'vip.candidateWithinDays': { measures: ['departure'], exactly: 'below' },
  'vip.bulkBuyerDays': { measures: ['tenure'], exactly: 'below' },
  'rfm.recencyDays': { measures: ['departure'], exactly: 'below' },
  'rfm.orders': { measures: ['orders'], exactly: 'below' },
  'rfm.amounts': { measures: ['amount'], exactly: 'below' },
};

/** The distributions that a threshold, or a list of them, is held against; null for none. */
export function drawnFor(path: string): Drawn | null {
  return DRAWN[path] ?? null;
}
