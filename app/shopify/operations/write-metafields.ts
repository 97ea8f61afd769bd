import { z } from 'zod';
import type { CustomerId } from '../../domain/ids.ts';
import { METAFIELD_NAMESPACE, type MetafieldPlan } from '../../domain/metafields.ts';
import { customerGid } from '../gid.ts';
import type { Operation } from '../operation.ts';

const COST = 10;
/** Shopify takes so many metafields in one mutation, all of them or none. */
const A_MUTATION = 25;
/** With nine metafields each, set or deleted: two customers a mutation, 50 mutations at the most. */
export const CUSTOMERS_A_CALL = 50;
const TYPE = 'single_line_text_field';

/** The metafields of one customer that are to change. */
export interface MetafieldWrite extends MetafieldPlan {
  customerId: CustomerId;
}

/** Mutations of one document, each with the customers it is about. */
interface Pack {
  field: 'metafieldsSet' | 'metafieldsDelete';
  customers: Set<CustomerId>;
  metafields: object[];
}

const Payload = z
  .object({
    metafields: z.array(z.unknown()).nullish(),
    deletedMetafields: z.array(z.unknown()).nullish(),
    userErrors: z.array(z.object({ message: z.string() })),
  })
  .nullable();
const Result = z.record(z.string(), Payload);
type Result = z.infer<typeof Result>;

const ASKED: Record<Pack['field'], [type: string, answer: string]> = {
  metafieldsSet: ['MetafieldsSetInput', 'metafields { id }'],
  metafieldsDelete: ['MetafieldIdentifierInput', 'deletedMetafields { key }'],
};

/** A document of mutations and who is in which of them. */
export interface MetafieldCall {
  operation: Operation<Result>;
  /**
   * Whom the mutations failed, by their answer, and why. Whoever shares a mutation with the one who
   * is at fault is failed too.
   */
  refusalsOf: (result: Result) => Map<CustomerId, string>;
}

/**
 * Sets and deletes metafields of customers in one document of aliased mutations.
 *
 * @param apart whether each customer gets mutations of their own: then a refusal is theirs.
 */
export function writeMetafields(writes: readonly MetafieldWrite[], apart: boolean): MetafieldCall {
  const packs = (['metafieldsSet', 'metafieldsDelete'] as const).flatMap((field) =>
    packsOf(field, writes, apart),
  );
  const fields = packs.map(({ field }, index) => {
    const [, answer] = ASKED[field];
    return `m${index}: ${field}(metafields: $m${index}) { ${answer} userErrors { message } }`;
  });
  const parameters = packs.map(({ field }, index) => `$m${index}: [${ASKED[field][0]}!]!`);
  return {
    operation: {
      name: 'write metafields',
      document: `mutation WriteMetafields(${parameters.join(', ')}) {\n  ${fields.join('\n  ')}\n}`,
      variables: Object.fromEntries(
        packs.map(({ metafields }, index) => [`m${index}`, metafields]),
      ),
      cost: packs.length * COST,
      result: Result,
      refused: (message) => ({ userErrors: [{ message }] }),
    },
    refusalsOf: (result) =>
      new Map(
        packs.flatMap(({ customers }, index) => {
          const refusal = refusalOf(result[`m${index}`]);
          return refusal === null ? [] : [...customers].map((id) => [id, refusal] as const);
        }),
      ),
  };
}

function packsOf(field: Pack['field'], writes: readonly MetafieldWrite[], apart: boolean): Pack[] {
  const packs: Pack[] = [];
  for (const write of writes) {
    const metafields = field === 'metafieldsSet' ? inputsOf(write) : identifiersOf(write);
    if (metafields.length === 0) continue;
    const last = packs.at(-1);
    if (last && !apart && last.metafields.length + metafields.length <= A_MUTATION) {
      last.metafields.push(...metafields);
      last.customers.add(write.customerId);
    } else packs.push({ field, metafields, customers: new Set([write.customerId]) });
  }
  return packs;
}

function inputsOf({ customerId, set }: MetafieldWrite): object[] {
  return set.map(({ key, value }) => ({ ...placeOf(customerId, key), type: TYPE, value }));
}

function identifiersOf({ customerId, remove }: MetafieldWrite): object[] {
  return remove.map((key) => placeOf(customerId, key));
}

function placeOf(customerId: CustomerId, key: string) {
  return { ownerId: customerGid(customerId), namespace: METAFIELD_NAMESPACE, key };
}

function refusalOf(payload: z.infer<typeof Payload> | undefined): string | null {
  const errors = payload?.userErrors ?? [];
  if (errors.length > 0) return errors.map(({ message }) => message).join('; ');
  return payload?.metafields || payload?.deletedMetafields
    ? null
    : 'Shopify did not say that it was done';
}
