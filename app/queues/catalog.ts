import { z } from 'zod';

/** Jobs of one lane share workers; a full lane never holds up another. */
export const LANES = ['orders', 'mass', 'upkeep'] as const;
export type Lane = (typeof LANES)[number];

interface JobKind {
  lane: Lane;
  payload: z.ZodType;
  /** Tries before the job gives up; the wake-up job finds what it left. */
  attempts: number;
}

const ofShop = z.object({ shopId: z.int().positive() });

/** Every job there is: where it runs, what it carries (ids only), how often it is tried. */
export const CATALOG = {
  read: { lane: 'mass', payload: ofShop.extend({ readingId: z.int() }), attempts: 8 },
  'read-back': { lane: 'mass', payload: ofShop, attempts: 8 },
  ingest: { lane: 'orders', payload: ofShop, attempts: 8 },
  sweep: { lane: 'mass', payload: ofShop, attempts: 8 },
  recompute: { lane: 'orders', payload: ofShop, attempts: 8 },
  rebuild: { lane: 'mass', payload: ofShop, attempts: 8 },
  compare: { lane: 'mass', payload: ofShop, attempts: 8 },
  restate: { lane: 'mass', payload: ofShop, attempts: 8 },
  preview: { lane: 'mass', payload: ofShop.extend({ draftId: z.int() }), attempts: 8 },
  'build-months': { lane: 'mass', payload: ofShop, attempts: 8 },
  'build-reports': { lane: 'mass', payload: ofShop, attempts: 8 },
  import: { lane: 'mass', payload: ofShop.extend({ uploadId: z.int() }), attempts: 8 },
  'write-tags': { lane: 'orders', payload: ofShop, attempts: 8 },
  'write-mass': { lane: 'mass', payload: ofShop, attempts: 8 },
  'write-chunks': { lane: 'mass', payload: ofShop, attempts: 8 },
  'write-metafields': { lane: 'mass', payload: ofShop, attempts: 8 },
  'create-segments': { lane: 'mass', payload: ofShop, attempts: 8 },
  'fire-flow': { lane: 'orders', payload: ofShop, attempts: 8 },
  wake: { lane: 'upkeep', payload: z.object({}), attempts: 1 },
  heartbeat: { lane: 'upkeep', payload: z.object({}), attempts: 1 },
} as const satisfies Record<string, JobKind>;

export type JobName = keyof typeof CATALOG;
export type Payload<Name extends JobName> = z.infer<(typeof CATALOG)[Name]['payload']>;

/** First pause between tries, in milliseconds; each next one doubles. */
export const BACKOFF_MS = 500;

/** One job of a kind waits at a time for the same payload: a second one would find nothing to do. */
export function jobKey(name: JobName, payload: object): string {
  return [name, ...(Object.values(payload) as unknown[])].join('-');
}
