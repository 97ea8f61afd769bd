import { z } from 'zod';
import { METAFIELD_NAMESPACE } from '../../domain/metafields.ts';
import type { Operation } from '../operation.ts';

const COST = 10;

/** A metafield of customers that Shopify is to know by name. */
export interface Definition {
  key: string;
  name: string;
}

const Payload = z
  .object({
    createdDefinition: z.object({ id: z.string() }).nullable(),
    userErrors: z.array(z.object({ message: z.string(), code: z.string().nullable() })),
  })
  .nullable();
const Result = z.record(z.string(), Payload);
type Result = z.infer<typeof Result>;

/**
 * Defines metafields of customers as texts that segments and lists can be filtered by. Shopify lets
 * an app set who may change them in its own namespace only; this one is the merchant's.
 */
export function defineMetafields(definitions: readonly Definition[]): Operation<Result> {
  const fields = definitions.map(
    (_, index) =>
      `d${index}: metafieldDefinitionCreate(definition: $d${index}) { createdDefinition { id } userErrors { message code } }`,
  );
  const parameters = definitions.map((_, index) => `$d${index}: MetafieldDefinitionInput!`);
  return {
    name: 'define metafields',
    document: `mutation DefineMetafields(${parameters.join(', ')}) {\n  ${fields.join('\n  ')}\n}`,
    variables: Object.fromEntries(
      definitions.map(({ key, name }, index) => [
        `d${index}`,
        {
          name,
          namespace: METAFIELD_NAMESPACE,
          key,
          ownerType: 'CUSTOMER',
          type: 'single_line_text_field',
          capabilities: { adminFilterable: { enabled: true } },
        },
      ]),
    ),
    cost: definitions.length * COST,
    result: Result,
    refused: (message) => ({ createdDefinition: null, userErrors: [{ message, code: null }] }),
  };
}

/** Why the definition at a place is not there; null when it is, whoever has made it. */
export function definitionRefusal(result: Result, index: number): string | null {
  const payload = result[`d${index}`];
  const errors = (payload?.userErrors ?? []).filter(({ code }) => code !== 'TAKEN');
  if (errors.length > 0) return errors.map(({ message }) => message).join('; ');
  const taken = payload?.userErrors.some(({ code }) => code === 'TAKEN');
  return payload?.createdDefinition || taken ? null : 'Shopify did not say that it was done';
}
