import { z } from 'zod';
import type { Fetch } from './http.ts';

const Answer = z.object({ now: z.iso.datetime() });

/** What time it is for the shops: the system's, or that of a simulated store, which can be moved. */
export function shopClock(send: Fetch, simulatorUrl: string | undefined): () => Promise<number> {
  if (simulatorUrl === undefined) return () => Promise.resolve(Date.now());
  return async () => {
    const response = await send(new URL('/__sim/clock', simulatorUrl).href);
    return Date.parse(Answer.parse(await response.json()).now);
  };
}
