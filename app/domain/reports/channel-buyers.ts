import type { History } from '../history.ts';
import { entryOf, highestFirst } from './counts.ts';
import { isIn, type DayRange } from './day-range.ts';
import { channelExtraction, type BuyerCounts } from './extraction.ts';
import type { Tally } from './tally.ts';

/** Buyers of a channel in a period, seen from the channel (指定店舗) and from the shop (全店舗). */
export interface ChannelBuyers {
  channel: string;
  inChannel: BuyerCounts;
  inShop: BuyerCounts;
}

/** New, returning and second-purchase buyers of every channel (seed 003 §4–6), most buyers first. */
export function channelBuyers(period: DayRange): Tally<History, ChannelBuyers[]> {
  const channels = new Map<string, ReturnType<typeof channelExtraction>>();
  return {
    add(history) {
      const bought = history.orders.filter(({ day }) => isIn(period, day));
      for (const channel of new Set(bought.map((order) => order.channel ?? null))) {
        if (channel === null) continue;
        entryOf(channels, channel, () => channelExtraction(period, channel)).add(history);
      }
    },
    result: () =>
      [...channels]
        .map(([channel, counts]) => ({ channel, ...counts.result() }))
        .sort(
          highestFirst(
            ({ inChannel }) => inChannel.buyers,
            ({ channel }) => channel,
          ),
        ),
  };
}
