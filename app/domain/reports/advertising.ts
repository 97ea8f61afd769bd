import { ratioOf, type Ratio } from './tally.ts';

/** CPA (domain.md A4.5): ad cost ÷ acquisitions, minor units. */
export function cpa(adCost: number, acquisitions: number): Ratio {
  return ratioOf(adCost, acquisitions);
}

/** トライアルCPA, CPR (domain.md A4.5): ad cost ÷ trials. */
export function trialCpa(adCost: number, trials: number): Ratio {
  return ratioOf(adCost, trials);
}

/** CPO (domain.md A4.5): ad cost ÷ orders of a main product. */
export function cpo(adCost: number, mainOrders: number): Ratio {
  return ratioOf(adCost, mainOrders);
}

/** 定期CPO (domain.md A4.5): ad cost ÷ subscriptions. */
export function subscriptionCpo(adCost: number, subscriptions: number): Ratio {
  return ratioOf(adCost, subscriptions);
}

/** Front-loaded CAC (Lifetimely, domain.md A4.5): all marketing spend ÷ new customers. */
export function frontLoadedCac(marketingSpend: number, newCustomers: number): Ratio {
  return ratioOf(marketingSpend, newCustomers);
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
