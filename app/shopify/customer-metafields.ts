import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { FactSources } from '../domain/fact-sources.ts';
import type { ToldMetafield } from '../domain/mapped-events.ts';

/** The metafields of a customer that stand for events, each under a name of its own. */
export function metafieldFields(sources: FactSources): string {
  return fieldsOf(sources)
    .map(
      ({ alias, namespace, key }) =>
        `${alias}: metafield(namespace: ${JSON.stringify(namespace)}, key: ${JSON.stringify(key)}) { type value updatedAt }`,
    )
    .join('\n  ');
}

const Content = z
  .object({
    type: z.string(),
    value: z.string(),
    updatedAt: z.iso.datetime().transform((text) => Date.parse(text)),
  })
  .nullable();

/** Those of the metafields that an answer tells of; ones that were not asked for are left out. */
export function metafieldsOf(
  customer: Readonly<Record<string, unknown>>,
  sources: FactSources,
): ToldMetafield[] {
  return fieldsOf(sources).flatMap(({ alias, namespace, key }) =>
    customer[alias] === undefined
      ? []
      : [{ namespace, key, content: Content.parse(customer[alias]) }],
  );
}

function fieldsOf(sources: FactSources) {
  const fields = new Map<string, { alias: string; namespace: string; key: string }>();
  for (const source of sources) {
    if (source.from !== 'metafield') continue;
    const { namespace, key } = source;
    const hash = createHash('sha256').update(`${namespace}.${key}`).digest('hex').slice(0, 16);
    fields.set(hash, { alias: `metafield_${hash}`, namespace, key });
  }
  return [...fields.values()];
}
