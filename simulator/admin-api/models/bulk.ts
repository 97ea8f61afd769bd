import { GraphQLError } from 'graphql';
import type { BulkOperation, MutationRequest } from '../bulk/operation.ts';
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
  bulkOperationRunMutation: field<unknown, MutationRequest & Args>(
    ['mutation', 'stagedUploadPath', 'clientIdentifier'],
    (_, request, { bulk }) => bulk.mutate(request),
  ),
  stagedUploadsCreate: field<unknown, { input: StagedUploadInput[] }>(
    ['input'],
    (_, { input }, { uploads }) => ({
      stagedTargets: input.map((one) => {
        requireVariables(one);
        return uploads.target(one.filename, one.mimeType);
      }),
      userErrors: [],
    }),
  ),
  bulkOperationCancel: field<unknown, { id: string }>(['id'], (_, { id }, { bulk }) =>
    bulk.cancel(id),
  ),
};

interface StagedUploadInput {
  filename: string;
  httpMethod: string;
  mimeType: string;
  resource: string;
}

/** Only files of variables for bulk mutations are taken. @throws GraphQLError */
function requireVariables(input: StagedUploadInput): void {
  const modelled = {
    resource: 'BULK_MUTATION_VARIABLES',
    mimeType: 'text/jsonl',
    httpMethod: 'POST',
  };
  for (const [name, value] of Object.entries(modelled)) {
    const given = input[name as keyof typeof modelled];
    if (given !== value)
      throw new GraphQLError(`The simulator does not model stagedUploadsCreate(${name}: ${given})`);
  }
}

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
  BulkOperationRunMutationPayload: plain('bulkOperation', 'userErrors'),
  BulkOperationCancelPayload: plain('bulkOperation', 'userErrors'),
  BulkOperationConnection: connectionType(),
  BulkOperationEdge: EDGE,
  BulkOperationUserError: plain('field', 'message', 'code'),
  BulkMutationUserError: plain('field', 'message', 'code'),
  StagedUploadsCreatePayload: plain('stagedTargets', 'userErrors'),
  StagedMediaUploadTarget: plain('url', 'resourceUrl', 'parameters'),
  StagedUploadParameter: plain('name', 'value'),
};
