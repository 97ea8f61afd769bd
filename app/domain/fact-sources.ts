import { z } from 'zod';
import { CONTRACT_STATES, RELATIONSHIP_KINDS } from './history.ts';
import { METAFIELD_NAMESPACE } from './metafields.ts';

/** Every kind of event: what a customer does beside buying, and the states of a contract. */
export const EVENT_KINDS = [
  ...RELATIONSHIP_KINDS,
  ...CONTRACT_STATES.map((state) => `contract:${state}` as const),
] as const;
export type EventKind = (typeof EVENT_KINDS)[number];

const kind = z.enum(EVENT_KINDS);

/** Stands for an ISO date inside a tag, as in `review-{date}`. */
export const DATE_IN_TAG = '{date}';

/** A tag of the merchant's that stands for an event. */
const TagSource = z.strictObject({
  from: z.literal('tag'),
  /** The tag, in any case. With `{date}` in it the event is of that day, else of the day the tag came. */
  tag: z.string().trim().min(1).max(255),
  kind,
});

/** A metafield of the customer that stands for events. */
const MetafieldSource = z.strictObject({
  from: z.literal('metafield'),
  namespace: z
    .string()
    .trim()
    .min(3)
    .max(255)
    .refine((namespace) => namespace !== METAFIELD_NAMESPACE, 'Kizuna writes these itself'),
  key: z.string().trim().min(2).max(64),
  kind,
  /** A text value that stands for the event; null: the value is a date or a list of dates. */
  value: z.string().trim().min(1).nullable().default(null),
});

/** Where events come from beside files and hand: tags and metafields of customers. */
export const FactSources = z
  .array(z.discriminatedUnion('from', [TagSource, MetafieldSource]))
  .max(20);
export type FactSources = z.infer<typeof FactSources>;
export type FactSource = FactSources[number];
