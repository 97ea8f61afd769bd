import { ratioOf, type Ratio } from './tally.ts';

/** What an ad's cost is divided by (domain.md A4.5; the last from Lifetimely). */
export const AD_COSTS = {
  /** CPA: acquisitions. */
  cpa: 'acquisitions',
  /** トライアルCPA, CPR. */
  'trial-cpa': 'trials',
  /** CPO. */
  cpo: 'orders of a main product',
  /** 定期CPO. */
  'subscription-cpo': 'subscriptions',
  /** Front-loaded CAC, of all marketing spend. */
  'front-loaded-cac': 'new customers',
} as const;
export type AdCostKind = keyof typeof AD_COSTS;

/** A cost per head or order; minor units. */
export interface AdCost extends Ratio {
  kind: AdCostKind;
}

/** The cost ÷ what its kind counts. */
export function adCost(kind: AdCostKind, cost: number, count: number): AdCost {
  return { kind, ...ratioOf(cost, count) };
}

/** 限界CPA, break-even (domain.md A4.5): LTV × gross margin rate. */
export function allowableCpa(ltv: number, marginRate: number): number {
  return ltv * marginRate;
}

/** 目標CPA (domain.md A4.5): 限界CPA − the profit wanted of a customer. */
export function targetCpa(allowable: number, profitWanted: number): number {
  return allowable - profitWanted;
}

/** The 限界CPA of a trial (domain.md A4.5): allowable CPO × 引上率; null while the rate is unknown. */
export function allowableTrialCpa(allowableCpo: number, trialToMain: Ratio): number | null {
  return trialToMain.value === null ? null : allowableCpo * trialToMain.value;
}

/**
 * The first month k in which the cumulative gross profit per new customer reaches the CPA (domain.md
 * A4.5); null while it has not, or the CPA is unknown.
 *
 * @param cumulativeProfit minor units from month 0 on; null where it is too early to tell.
 */
export function paybackMonth(
  cumulativeProfit: readonly (number | null)[],
  actual: Ratio,
): number | null {
  const cost = actual.value;
  if (cost === null) return null;
  const month = cumulativeProfit.findIndex((profit) => profit !== null && profit >= cost);
  return month === -1 ? null : month;
}
