import { GraphQLError } from 'graphql';
import { field, plain, type ModelledType } from '../modelled.ts';

export const BULK_MUTATIONS: ModelledType = {
  bulkOperationRunQuery: field<unknown, { query: string; groupObjects?: boolean }>(
    ['query', 'groupObjects'],
    (_, { query, groupObjects }, context) => {
      if (groupObjects) throw new GraphQLError('The simulator does not model groupObjects: true');
      return context.runBulkQuery(query);
    },
  ),
};

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
  BulkOperationUserError: plain('field', 'message', 'code'),
};
