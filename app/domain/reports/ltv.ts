import { perHead } from './per-head.ts';

/** The three factors of seed 000; the frequency is per year, else time would count twice. */
export interface ActivePeriodFactors {
  activeYears: number;
  ordersPerYear: number;
  /** Minor units. */
  orderValue: number;
}

/** アクティブ期間 × 購入回数 × 購入単価 (seed 000, domain.md A4.4), minor units. */
export function activePeriodLtv(factors: ActivePeriodFactors): number {
  return factors.activeYears * factors.ordersPerYear * factors.orderValue;
}

/** Unit price × frequency a year × years, these being 1 ÷ annual churn (domain.md A4.4); null without churn. */
export function churnLtv(factors: {
  orderValue: number;
  ordersPerYear: number;
  annualChurn: number;
}): number | null {
  const { orderValue, ordersPerYear, annualChurn } = factors;
  return annualChurn === 0 ? null : (orderValue * ordersPerYear) / annualChurn;
}

/** Any LTV of sales × gross margin rate (domain.md A4.4). */
export function grossMarginLtv(salesLtv: number, marginRate: number): number {
  return salesLtv * marginRate;
}

/** (Sales − cost of goods sold) ÷ buyers (domain.md A4.4); null without buyers. */
export function profitPerBuyer(shop: {
  sales: bigint;
  costOfGoods: bigint;
  buyers: number;
}): number | null {
  return perHead(shop.sales - shop.costOfGoods, shop.buyers);
}

/** A × B % × C − D: monthly fee, margin, months, cost of acquisition (domain.md A4.4). */
export function subscriptionLtv(contract: {
  monthlyFee: number;
  marginRate: number;
  months: number;
  acquisitionCost: number;
}): number {
  const { monthlyFee, marginRate, months, acquisitionCost } = contract;
  return monthlyFee * marginRate * months - acquisitionCost;
}

/** Klaviyo's total (domain.md A4.4): historic value, net of refunds, and what the next 365 days are predicted to bring. */
export function klaviyoLtv(parts: { historic: number; predictedYear: number }): number {
  return parts.historic + parts.predictedYear;
}
