import { z } from 'zod';
import type { FlowPayload } from '../../domain/flow.ts';
import type { CustomerId } from '../../domain/ids.ts';
import type { Operation } from '../operation.ts';

const COST = 10;

/** What a trigger tells its workflows. */
export interface TriggerFiring {
  handle: string;
  customerId: CustomerId;
  payload: FlowPayload;
}

const Payload = z.object({ userErrors: z.array(z.object({ message: z.string() })) }).nullable();
const Result = z.record(z.string(), Payload);
type Result = z.infer<typeof Result>;

/** Fires triggers, each by a mutation of its own in one document. */
export function fireTriggers(firings: readonly TriggerFiring[]): Operation<Result> {
  const parameters = firings.map((_, index) => `$h${index}: String!, $p${index}: JSON!`);
  const fields = firings.map(
    (_, index) =>
      `f${index}: flowTriggerReceive(handle: $h${index}, payload: $p${index}) { userErrors { message } }`,
  );
  return {
    name: 'fire triggers',
    document: `mutation FireTriggers(${parameters.join(', ')}) {\n  ${fields.join('\n  ')}\n}`,
    variables: Object.fromEntries(
      firings.flatMap(({ handle, customerId, payload }, index): [string, unknown][] => [
        [`h${index}`, handle],
        [`p${index}`, { customer_id: Number(customerId), ...payload }],
      ]),
    ),
    cost: firings.length * COST,
    result: Result,
    refused: (message) => ({ userErrors: [{ message }] }),
  };
}

/** Why Flow did not take the firing at a place; null when it did. */
export function firingRefusal(result: Result, index: number): string | null {
  const payload = result[`f${index}`];
  if (!payload) return 'Shopify did not say that it was done';
  const { userErrors } = payload;
  return userErrors.length === 0 ? null : userErrors.map(({ message }) => message).join('; ');
}
