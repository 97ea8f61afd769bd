import { GraphQLError } from 'graphql';
import type { BulkOperation } from '../bulk/operation.ts';
import { connectionOf, type PageArgs } from '../connection.ts';
import {
  byGid,
  connectionType,
  EDGE,
  field,
  plain,
  type Args,
  type ModelledType,
} from '../modelled.ts';

/** Reads of the app's bulk operations, newest first. */
export const BULK_QUERIES: ModelledType = {
  bulkOperation: byGid('BulkOperation', (id, { bulk }) => bulk.get(id)),
  bulkOperations: field<unknown, PageArgs & { query?: string | null } & Args>(
    ['first', 'after', 'query'],
    (_, { query, ...page }, { bulk }) => connectionOf(bulk.all.filter(testOf(query ?? '')), page),
  ),
};

export const BULK_MUTATIONS: ModelledType = {
  bulkOperationRunQuery: field<unknown, { query: string; groupObjects?: boolean }>(
    ['query', 'groupObjects'],
    (_, { query, groupObjects }, context) => {
      if (groupObjects) throw new GraphQLError('The simulator does not model groupObjects: true');
      return context.bulk.run(query);
    },
  ),
  bulkOperationCancel: field<unknown, { id: string }>(['id'], (_, { id }, { bulk }) =>
    bulk.cancel(id),
  ),
};

/** Only `status:` and `operation_type:`. */
function testOf(query: string): (operation: BulkOperation) => boolean {
  const terms = query.split(/\s+/).filter((term) => term !== '' && term !== 'AND');
  const tests = terms.map((term) => {
    const [, field, value = ''] = /^(status|operation_type):(\w+)$/.exec(term) ?? [];
    if (field === undefined)
      throw new GraphQLError(
        `The simulator does not model bulkOperations(query: ${JSON.stringify(query)})`,
      );
    const name = field === 'status' ? 'status' : 'type';
    return (operation: BulkOperation) => operation[name] === value.toUpperCase();
  });
  return (operation) => tests.every((test) => test(operation));
}

export const BULK_MODELS: Record<string, ModelledType> = {
  BulkOperation: plain(
    'id',
    'status',
    'errorCode',
    'createdAt',
    'completedAt',
    'objectCount',
    'rootObjectCount',
    'fileSize',
    'url',
    'partialDataUrl',
    'type',
    'query',
  ),
  BulkOperationRunQueryPayload: plain('bulkOperation', 'userErrors'),
  BulkOperationCancelPayload: plain('bulkOperation', 'userErrors'),
  BulkOperationConnection: connectionType(),
  BulkOperationEdge: EDGE,
  BulkOperationUserError: plain('field', 'message', 'code'),
};
