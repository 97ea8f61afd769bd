import { contract } from './contract.ts';
import { cpm } from './cpm.ts';
import { lifecycle } from './lifecycle.ts';
import { next } from './next.ts';
import { stage } from './stage.ts';
import { vip } from './vip.ts';

/** Every model that is a function of a customer's history, the settings and a day. */
export const CALENDAR_MODELS = [cpm, stage, lifecycle, vip, contract, next] as const;
export type CalendarModelKey = (typeof CALENDAR_MODELS)[number]['key'];
