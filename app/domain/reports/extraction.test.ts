import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyRange, anyShopper, AS_OF } from '#tests/factories/buyers.ts';
import type { Day } from '../day.ts';
import type { History } from '../history.ts';
import { buyerOf, buyerOfChannel, channelExtraction, extraction } from './extraction.ts';
import { tally } from './tally.ts';

const period = { from: (AS_OF - 30) as Day, to: (AS_OF - 10) as Day };

/** Orders as [days ago, channel]. */
function orders(...list: [number, string?][]): History {
  return {
    orders: list.map(([ago, channel]) => ({
      day: (AS_OF - ago) as Day,
      value: 1,
      channel: channel ?? null,
    })),
  };
}

const NEW = { isNew: true, isRepeater: false, isSecondPurchase: false };
const SECOND = { isNew: false, isRepeater: true, isSecondPurchase: true };
const LATER = { isNew: false, isRepeater: true, isSecondPurchase: false };

describe('extraction lists (seed 003 §4–6)', () => {
  it.each([
    ['nothing in the period', orders([31], [10]), null],
    ['first order on its first day', orders([30]), NEW],
    ['two orders in it', orders([30], [11]), NEW],
    ['first order in it, the next after it', orders([11], [10]), NEW],
    ['one order the day before it began', orders([31], [11]), SECOND],
    ['one order before, two in it', orders([20], [31], [25]), SECOND],
    ['two orders before', orders([31], [31], [11]), LATER],
  ])('%s', (_, history, buyer) => {
    expect(buyerOf(period, history.orders)).toEqual(buyer);
  });

  it('tells 指定店舗での新規 from 全店舗での新規', () => {
    const read = (history: History) => buyerOfChannel(period, 'web', history);
    expect(read(orders([40, 'shop'], [20, 'web']))).toEqual({ inChannel: NEW, inShop: SECOND });
    expect(read(orders([20, 'web']))).toEqual({ inChannel: NEW, inShop: NEW });
    expect(read(orders([40, 'web'], [20, 'shop']))).toBeNull();
    expect(read(orders([50, 'shop'], [40, 'web'], [20, 'web']))).toEqual({
      inChannel: SECOND,
      inShop: LATER,
    });
    expect(read(orders([20]))).toBeNull();
  });

  it('counts them', () => {
    const rows = [
      orders([20, 'web']),
      orders([40, 'shop'], [20, 'web']),
      orders([60, 'web'], [50, 'shop'], [20, 'web']),
      orders([20, 'shop']),
      orders([90, 'web']),
    ];
    expect(tally(extraction(period), rows)).toEqual({
      buyers: 4,
      newcomers: { numerator: 2, denominator: 4, value: 0.5 },
      repeaters: { numerator: 2, denominator: 4, value: 0.5 },
      secondPurchases: { numerator: 1, denominator: 4, value: 0.25 },
    });
    const { inChannel, inShop } = tally(channelExtraction(period, 'web'), rows);
    expect(inChannel).toMatchObject({
      buyers: 3,
      newcomers: { numerator: 2 },
      repeaters: { numerator: 1 },
      secondPurchases: { numerator: 1 },
    });
    expect(inShop).toMatchObject({
      buyers: 3,
      newcomers: { numerator: 1 },
      repeaters: { numerator: 2 },
      secondPurchases: { numerator: 1 },
    });
  });

  it('has no share of nobody', () => {
    expect(extraction(period).result().newcomers.value).toBeNull();
  });

  it('makes every buyer either new or a repeater, and new to the shop only who is new to the channel', () => {
    fc.assert(
      fc.property(fc.array(anyShopper), anyRange, (rows, range) => {
        const shop = tally(extraction(range), rows);
        expect(shop.newcomers.numerator + shop.repeaters.numerator).toBe(shop.buyers);
        const { inChannel, inShop } = tally(channelExtraction(range, 'web'), rows);
        expect(inChannel.buyers).toBe(inShop.buyers);
        expect(inShop.newcomers.numerator).toBeLessThanOrEqual(inChannel.newcomers.numerator);
        expect(inChannel.buyers).toBeLessThanOrEqual(shop.buyers);
      }),
    );
  });
});
