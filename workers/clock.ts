import { z } from 'zod';
import type { Fetch } from '#app/shopify/http.ts';

/** What time it is for the shops; epoch milliseconds. */
export interface Clock {
  now: () => Promise<number>;
}

export const systemClock: Clock = { now: () => Promise.resolve(Date.now()) };

/** The clock of a simulated store, which can be moved. Never used in production. */
export function simulatorClock(send: Fetch, simulatorUrl: string): Clock {
  return {
    now: async () => {
      const response = await send(new URL('/__sim/clock', simulatorUrl).href);
      const { now } = z.object({ now: z.iso.datetime() }).parse(await response.json());
      return Date.parse(now);
    },
  };
}
