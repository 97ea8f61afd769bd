import { describe, expect, it } from 'vitest';
import { dayOf } from '../day.ts';
import type { History } from '../history.ts';
import { channelBuyers } from './channel-buyers.ts';
import { tally } from './tally.ts';

const MAY = { from: dayOf('2026-05-01'), to: dayOf('2026-06-01') };

function bought(...orders: [iso: string, channel: string | null][]): History {
  return { orders: orders.map(([iso, channel]) => ({ day: dayOf(iso), value: 1_000, channel })) };
}

describe('buyers by channel (seed 003 §4–6)', () => {
  it('are new to the channel though the shop knows them', () => {
    const rows = [
      bought(['2026-03-01', 'web'], ['2026-05-02', 'pos']),
      bought(['2026-05-03', 'pos'], ['2026-05-04', 'web']),
    ];
    const [pos, web] = tally(channelBuyers(MAY), rows);
    expect(pos).toMatchObject({
      channel: 'pos',
      inChannel: { buyers: 2, newcomers: { numerator: 2 }, secondPurchases: { numerator: 0 } },
      inShop: { buyers: 2, newcomers: { numerator: 1 }, secondPurchases: { numerator: 1 } },
    });
    expect(web).toMatchObject({ channel: 'web', inChannel: { buyers: 1 } });
  });

  it('leave out orders whose channel is unknown, and channels without a buyer in the period', () => {
    const rows = [bought(['2026-05-02', null]), bought(['2026-04-30', 'web'])];
    expect(tally(channelBuyers(MAY), rows)).toEqual([]);
  });
});
