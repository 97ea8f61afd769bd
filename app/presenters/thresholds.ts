import { digitsOf } from '../domain/money.ts';
import { currentSettings } from '../store/settings.ts';
import type { Shop } from '../store/database.ts';

/** The numbers that the definitions of the states name. */
export interface Thresholds {
  toddlerDays: number;
  trendyDays: number;
  lapsedDays: number;
  atRiskAfterDays: number;
  dormantAfterDays: number;
  newOrders: number;
  growingOrders: number;
  settledOrders: number;
  candidateOrders: number;
  candidateWithinDays: number;
  excellentFrom: number;
  semiExcellentFrom: number;
  generalFrom: number;
  /** In the currency's main unit. */
  amount: number;
}

/** The shop's thresholds, or null before its first settings. */
export async function thresholdsOf(shop: Shop, currency: string): Promise<Thresholds | null> {
  const current = await currentSettings(shop);
  if (!current) return null;
  const { cpm, lifecycle, stage, vip, rank } = current.settings;
  const { toddlerDays, trendyDays, lapsedDays, amount } = cpm;
  const { atRiskAfterDays, dormantAfterDays, newOrders } = lifecycle;
  const { excellentFrom, semiExcellentFrom, generalFrom } = rank;
  return {
    ...{ toddlerDays, trendyDays, lapsedDays },
    ...{ atRiskAfterDays, dormantAfterDays, newOrders },
    growingOrders: stage.growingOrders,
    settledOrders: stage.settledOrders,
    candidateOrders: vip.candidateOrders,
    candidateWithinDays: vip.candidateWithinDays,
    ...{ excellentFrom, semiExcellentFrom, generalFrom },
    amount: amount / 10 ** digitsOf(currency),
  };
}
