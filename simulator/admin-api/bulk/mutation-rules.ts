import { Kind, OperationTypeNode, parse } from 'graphql';
import { countConnections, faultBelow, hasNamedFragment, invalidity, MAX_BYTES } from './rules.ts';
import { mutationType, rootFields } from './selection.ts';

const MAX_CONNECTIONS = 1;

/** A refusal as `bulkOperationRunMutation` gives it. */
export interface MutationFault {
  field: string[] | null;
  message: string;
  code: string | null;
}

/** Shopify's rules for the mutation of a bulk operation; null when it keeps them. */
export function faultOfMutation(mutation: string): MutationFault | null {
  if (Buffer.byteLength(mutation) > MAX_BYTES)
    return invalid(`is too large (maximum is ${MAX_BYTES} bytes)`, ['mutation']);
  const unread = invalidity(mutation);
  if (unread) return invalid(`Failed to parse the mutation - ${unread}`);
  if (!isMutation(mutation))
    return invalid('Invalid operation type. Only `mutation` operations are supported.');
  if (hasNamedFragment(mutation))
    return invalid('The simulator does not model fragments in bulk mutations.');
  return faultOfFields(mutation);
}

function faultOfFields(mutation: string): MutationFault | null {
  const refused = (message: string) => ({ field: ['mutation'], message, code: null });
  const [root, ...more] = rootFields(mutation, mutationType());
  if (!root || more.length > 0 || parse(mutation).definitions.length > 1)
    return refused('You must specify a single top level mutation.');
  if (root.name.value.startsWith('bulkOperation'))
    return refused('You must use an allowed mutation name.');
  if (countConnections(root, mutationType()) > MAX_CONNECTIONS)
    return refused(`Bulk mutations cannot contain more than ${MAX_CONNECTIONS} connection.`);
  const unmodelled = faultBelow(root, mutationType());
  return unmodelled === null ? null : invalid(unmodelled);
}

function isMutation(text: string): boolean {
  return parse(text).definitions.every(
    (one) => one.kind !== Kind.OPERATION_DEFINITION || one.operation === OperationTypeNode.MUTATION,
  );
}

function invalid(message: string, field: string[] | null = null): MutationFault {
  return { field, message, code: 'INVALID_MUTATION' };
}
