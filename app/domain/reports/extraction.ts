import type { CountedOrder, History } from '../history.ts';
import { isIn, type DayRange } from './day-range.ts';
import { ratioOf, type Ratio, type Tally } from './tally.ts';

/** What a buyer of a period was when it began (seed 003 §4–6); a second-purchase customer is a repeater too. */
export interface BuyerOfPeriod {
  /** 新規: nothing ordered before the period. */
  isNew: boolean;
  /** リピーター: ordered before the period too. */
  isRepeater: boolean;
  /** 2回目購入: exactly one order before the period. */
  isSecondPurchase: boolean;
}

/** Reads one customer's orders against a period; null without an order in it. */
export function buyerOf(period: DayRange, orders: readonly CountedOrder[]): BuyerOfPeriod | null {
  if (!orders.some(({ day }) => isIn(period, day))) return null;
  const before = orders.filter(({ day }) => day < period.from).length;
  return { isNew: before === 0, isRepeater: before > 0, isSecondPurchase: before === 1 };
}

/** A buyer of one channel, seen from the channel and from the whole shop. */
export interface BuyerOfChannel {
  /** 指定店舗: only the orders of the channel count. */
  inChannel: BuyerOfPeriod;
  /** 全店舗: the orders of all channels count. */
  inShop: BuyerOfPeriod;
}

/** Reads a customer who ordered in a channel in a period; null for everybody else. */
export function buyerOfChannel(
  period: DayRange,
  channel: string,
  { orders }: History,
): BuyerOfChannel | null {
  const ofChannel = orders.filter((order) => order.channel === channel);
  const inChannel = buyerOf(period, ofChannel);
  const inShop = buyerOf(period, orders);
  return inChannel && inShop && { inChannel, inShop };
}

/** How many buyers of a period there are of each kind. */
export interface BuyerCounts {
  buyers: number;
  newcomers: Ratio;
  repeaters: Ratio;
  secondPurchases: Ratio;
}

/** Counts the buyers of a period in the whole shop (全店舗). */
export function extraction(period: DayRange): Tally<History, BuyerCounts> {
  const counter = buyerCounter();
  return {
    add({ orders }) {
      counter.add(buyerOf(period, orders));
    },
    result: counter.result,
  };
}

/** Counts the buyers of a channel in a period, seen from the channel and from the shop. */
export function channelExtraction(
  period: DayRange,
  channel: string,
): Tally<History, { inChannel: BuyerCounts; inShop: BuyerCounts }> {
  const inChannel = buyerCounter();
  const inShop = buyerCounter();
  return {
    add(history) {
      const buyer = buyerOfChannel(period, channel, history);
      inChannel.add(buyer?.inChannel ?? null);
      inShop.add(buyer?.inShop ?? null);
    },
    result: () => ({ inChannel: inChannel.result(), inShop: inShop.result() }),
  };
}

function buyerCounter() {
  const counts = { buyers: 0, newcomers: 0, repeaters: 0, secondPurchases: 0 };
  return {
    add(buyer: BuyerOfPeriod | null): void {
      if (!buyer) return;
      counts.buyers += 1;
      if (buyer.isNew) counts.newcomers += 1;
      if (buyer.isRepeater) counts.repeaters += 1;
      if (buyer.isSecondPurchase) counts.secondPurchases += 1;
    },
    result: (): BuyerCounts => ({
      buyers: counts.buyers,
      newcomers: ratioOf(counts.newcomers, counts.buyers),
      repeaters: ratioOf(counts.repeaters, counts.buyers),
      secondPurchases: ratioOf(counts.secondPurchases, counts.buyers),
    }),
  };
}
