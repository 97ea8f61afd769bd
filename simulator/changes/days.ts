import { z } from 'zod';
import type { World } from '../world.ts';
import { Refusal } from './refusal.ts';

const DAY_MS = 86_400_000;

/** `POST /__sim/clock`: an instant, or so many days further. */
export const ClockInput = z.union([
  z.strictObject({ now: z.iso.datetime({ offset: true }) }),
  z.strictObject({ days: z.number().int().min(1).max(3_660) }),
]);
export type ClockInput = z.infer<typeof ClockInput>;

/** Moves the store's present forward. @throws Refusal when it would go back. */
export function moveClock(world: World, input: ClockInput): string {
  const present = world.clock.now();
  const wanted = 'now' in input ? Date.parse(input.now) : Date.parse(present) + input.days * DAY_MS;
  if (wanted < Date.parse(present))
    throw new Refusal(400, `the store's clock does not go back: it is ${present} already`);
  world.setClock(new Date(wanted).toISOString());
  return world.clock.now();
}
