import type { ApiContext } from '../context.ts';
import { readField } from '../models/index.ts';
import type { BulkRow } from './operation.ts';
import type { BulkFate, BulkOperations } from './operations.ts';
import { paced } from './pace.ts';
import { rowsOf } from './rows.ts';
import { faultOf, isDenied } from './rules.ts';
import { argsOf, queryType, rootFields } from './selection.ts';

interface Parts {
  operations: BulkOperations;
  /** Lines a second. */
  rate: number;
  /** Whether the next one breaks off half way. */
  breaks: () => boolean;
}

/** The payload of `bulkOperationRunQuery`: an operation that has begun, or why Shopify refuses it. */
export function runBulkQuery(query: string, context: ApiContext, parts: Parts): object {
  const refused = (code: string, message: string) => ({
    bulkOperation: null,
    userErrors: [{ field: ['query'], message, code }],
  });
  if (!parts.operations.hasRoom('QUERY'))
    return refused('LIMIT_REACHED', 'Too many bulk operations are running.');
  const fault = faultOf(query);
  if (fault) return refused('INVALID', fault);
  const fate = isDenied(query, context.access) ? 'denied' : parts.breaks() ? 'breaks' : 'ends';
  const unread = fate === 'denied' ? null : faultOfRoot(query, context);
  if (unread) return refused('INVALID', unread);
  return started(query, context, parts, fate);
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

function started(query: string, context: ApiContext, parts: Parts, fate: BulkFate) {
  const all = rowsOf(query, context);
  const rows = (signal: AbortSignal) =>
    paced(fate === 'breaks' ? firstHalf(all) : all, parts.rate, signal);
  const bulkOperation = parts.operations.start({ type: 'QUERY', query, fate, rows });
  return { bulkOperation, userErrors: [] };
}

function firstHalf(rows: Iterable<BulkRow>): BulkRow[] {
  const all = [...rows];
  return all.slice(0, Math.ceil(all.length / 2));
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
