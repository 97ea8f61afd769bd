import type { Routes } from '../http.ts';
import type { Controlled } from './controlled.ts';
import { deeds } from './deeds.ts';
import { exports } from './exports.ts';
import { flowRoutes } from './flow.ts';
import { readings } from './readings.ts';
import { switches } from './switches.ts';

/** What only the simulator has, under /__sim/. */
export function controlRoutes(controlled: Controlled): Routes {
  return {
    ...readings(controlled),
    ...exports(controlled.world),
    ...deeds(controlled.world),
    ...switches(controlled),
    ...flowRoutes(controlled.flow),
  };
}
