import { cpm } from './cpm.ts';
import { lifecycle } from './lifecycle.ts';
import { stage } from './stage.ts';

/** The models that are kept as timelines and written as tags. */
export const LIVE_MODELS = [cpm, stage, lifecycle] as const;

export type LiveModelKey = (typeof LIVE_MODELS)[number]['key'];
