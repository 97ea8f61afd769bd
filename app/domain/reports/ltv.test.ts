import { describe, expect, it } from 'vitest';
import * as ltv from './ltv.ts';

describe('LTV, check figures of domain.md A4.4', () => {
  it('アクティブ期間 × 購入回数 × 購入単価: 2 y × 4/y × ¥5,000 = ¥40,000', () => {
    const factors = { activeYears: 2, ordersPerYear: 4, orderValue: 5_000 };
    expect(ltv.activePeriodLtv(factors)).toBe(40_000);
  });
  it('2,000 × 10 × (1 ÷ 0.1) = 200,000', () => {
    const factors = { orderValue: 2_000, ordersPerYear: 10, annualChurn: 0.1 };
    expect(ltv.churnLtv(factors)).toBe(200_000);
    expect(ltv.churnLtv({ ...factors, annualChurn: 0 })).toBeNull();
  });
  it('3,980 × 3 × 0.6 = 7,164', () => {
    expect(ltv.grossMarginLtv(3_980 * 3, 0.6)).toBeCloseTo(7_164, 9);
  });
  it('(20億 − 12億) ÷ 4万 = 20,000', () => {
    const shop = { sales: 2_000_000_000n, costOfGoods: 1_200_000_000n, buyers: 40_000 };
    expect(ltv.profitPerBuyer(shop)).toBe(20_000);
    expect(ltv.profitPerBuyer({ ...shop, buyers: 0 })).toBeNull();
  });
  it('A × B % × C − D', () => {
    const contract = { monthlyFee: 5_000, marginRate: 0.5, months: 12, acquisitionCost: 8_000 };
    expect(ltv.subscriptionLtv(contract)).toBe(22_000);
  });
  it('Klaviyo: total = historic + predicted', () => {
    expect(ltv.klaviyoLtv({ historic: 12_000, predictedYear: 3_500 })).toBe(15_500);
  });
});
