import type { ApiContext } from '../context.ts';
import { readField } from '../models/index.ts';
import type { BulkFate, BulkOperations } from './operations.ts';
import { rowsOf } from './rows.ts';
import { faultOf, isDenied } from './rules.ts';
import { argsOf, queryType, rootFields } from './selection.ts';

/** The payload of `bulkOperationRunQuery`: an operation that has begun, or why Shopify refuses it. */
export function runBulkQuery(
  query: string,
  context: ApiContext,
  operations: BulkOperations,
  breaks: () => boolean,
): object {
  const refused = (code: string, message: string) => ({
    bulkOperation: null,
    userErrors: [{ field: ['query'], message, code }],
  });
  if (operations.room <= 0)
    return refused('LIMIT_REACHED', 'Too many bulk operations are running.');
  const fault = faultOf(query);
  if (fault) return refused('INVALID', fault);
  const fate = isDenied(query, context.access) ? 'denied' : breaks() ? 'breaks' : 'ends';
  const unread = fate === 'denied' ? null : faultOfRoot(query, context);
  if (unread) return refused('INVALID', unread);
  return started(query, context, operations, fate);
}

/** The payload of `bulkOperationCancel`. */
export function cancelBulk(id: string, operations: BulkOperations): object {
  const known = operations.get(id);
  const refused = (message: string) => [{ field: ['id'], message }];
  if (!known) return { bulkOperation: null, userErrors: refused('Bulk operation does not exist') };
  const { status } = known;
  const userErrors = operations.cancel(id)
    ? []
    : refused(`A bulk operation cannot be canceled when it is ${status.toLowerCase()}`);
  return { bulkOperation: operations.get(id), userErrors };
}

function started(query: string, context: ApiContext, operations: BulkOperations, fate: BulkFate) {
  return { bulkOperation: operations.start(query, rowsOf(query, context), fate), userErrors: [] };
}

/** What the top-level field itself refuses, e.g. a search it cannot read; null when it can be read. */
function faultOfRoot(query: string, context: ApiContext): string | null {
  try {
    const [root] = rootFields(query);
    if (root) readField(queryType().name, root.name.value, {}, argsOf(root), context);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
