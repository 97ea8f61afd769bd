import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AS_OF } from '#tests/factories/buyers.ts';
import { anyDay, anyShop, trackedByCpm } from '#tests/factories/structure.ts';
import type { Day } from '../day.ts';
import type { CpmState } from '../models/cpm.ts';
import { annualLtv } from './annual-ltv.ts';
import { buyingYearsOf } from './buying-years.ts';
import { customerSheet } from './customer-sheet.ts';
import { monthCalendar } from './month-calendar.ts';
import type { TrackedCustomer } from './place.ts';
import { segmentLedger } from './segment-ledger.ts';
import { ratioOf, tally } from './tally.ts';

const entry = (ago: number, value = 1_000) => ({ day: (AS_OF - ago) as Day, value });

describe('年間LTV (domain.md A4.4)', () => {
  it('divides the sales of the last 365 days by the active customers', () => {
    const rows = [
      { orders: [entry(365), entry(364, 500), entry(0, 200), entry(-1, 9)] },
      { orders: [entry(10, 100)], returns: [entry(5, -40), entry(365, -7)] },
      { orders: [entry(400)], returns: [entry(20, -60)] },
      { orders: [entry(365)] },
    ];
    expect(tally(annualLtv(AS_OF), rows)).toEqual({ customers: 2, sum: 700n, perCustomer: 350 });
  });

  it('has no value without an active customer', () => {
    expect(tally(annualLtv(AS_OF), [{ orders: [entry(365)] }]).perCustomer).toBeNull();
  });
});

describe('年商 = 年間LTV × 稼働顧客数 (domain.md A5)', () => {
  const sums = (shop: readonly TrackedCustomer<CpmState>[], asOf: Day) => {
    const histories = shop.map(({ history }) => history);
    const buyers = histories.flatMap((history) => buyingYearsOf(history, asOf) ?? []);
    const [month] = tally(monthCalendar(asOf, 1), shop);
    const ledger = tally(segmentLedger(asOf), shop).find(({ group }) => group === 'total');
    return {
      annual: tally(annualLtv(asOf), histories),
      month: month?.annualLtv,
      ledger: ledger?.annualLtv,
      sheet: tally(customerSheet(), buyers).map((row) => row.annualLtv),
    };
  };

  it('takes off what a departed customer gave back, and one whose first order is to come', () => {
    const { annual, month, ledger, sheet } = sums(
      [
        trackedByCpm({ orders: [entry(10)] }),
        trackedByCpm({ orders: [entry(400)], returns: [entry(20, -300)] }),
        trackedByCpm({ orders: [entry(-5)], returns: [entry(1, -50)] }),
      ],
      AS_OF,
    );
    expect(annual).toEqual({ customers: 1, sum: 650n, perCustomer: 650 });
    expect(month).toEqual(ratioOf(650, 1));
    expect(ledger).toEqual(ratioOf(650, 1));
    expect(sheet[0]).toEqual(ratioOf(700, 1));
  });

  it('is one number in every report; in the sheet without those who have not bought', () => {
    fc.assert(
      fc.property(anyShop, anyDay, (shop, asOf) => {
        const { annual, month, ledger } = sums(shop, asOf);
        const expected = ratioOf(Number(annual.sum), annual.customers);
        expect([month, ledger]).toEqual([expected, expected]);
        const buyers = shop.filter(({ history }) => history.orders.some(({ day }) => day <= asOf));
        const ofBuyers = sums(buyers, asOf);
        const inRanks = ofBuyers.sheet.reduce((sum, { numerator }) => sum + numerator, 0);
        expect(inRanks).toBe(Number(ofBuyers.annual.sum));
      }),
    );
  });
});
