import type { StagedFile, StagedUploads } from '../../staged-uploads.ts';
import type { ApiContext } from '../context.ts';
import { mutationLines } from './mutation-lines.ts';
import { faultOfMutation, type MutationFault } from './mutation-rules.ts';
import type { MutationRequest } from './operation.ts';
import type { BulkFate, BulkOperations } from './operations.ts';
import type { SharedPace } from './pace.ts';
import { isDenied } from './rules.ts';
import { mutationType } from './selection.ts';

const IDENTIFIER = { shortest: 10, longest: 255 };

interface Parts {
  operations: BulkOperations;
  uploads: StagedUploads;
  /** What all running mutations share. */
  pace: SharedPace;
  /** The share of its lines after which the next operation breaks off; null when it does not. */
  breaksAt: () => number | null;
  /** Told of every line. */
  carriedOut: () => void;
}

/** The payload of `bulkOperationRunMutation`: an operation that has begun, or why Shopify refuses it. */
export function runBulkMutation(
  request: MutationRequest,
  context: ApiContext,
  parts: Parts,
): object {
  const file = parts.uploads.file(request.stagedUploadPath);
  const userError =
    faultOfIdentifier(request.clientIdentifier) ??
    faultOfMutation(request.mutation) ??
    faultOfRoom(parts.operations) ??
    faultOfFile(file);
  if (userError !== null || file === null)
    return { bulkOperation: null, userErrors: userError ? [userError] : [] };
  return started(request.mutation, file, context, parts);
}

function started(mutation: string, file: StagedFile, context: ApiContext, parts: Parts) {
  const denied = isDenied(mutation, context.access, mutationType());
  const share = denied ? null : parts.breaksAt();
  const fate: BulkFate = denied ? 'denied' : share === null ? 'ends' : 'breaks';
  const most = share === null ? Infinity : Math.floor(file.lines * share);
  const rows = (signal: AbortSignal) =>
    mutationLines({ mutation, file, most, context, ...parts }, signal);
  const bulkOperation = parts.operations.start({ type: 'MUTATION', query: mutation, fate, rows });
  return { bulkOperation, userErrors: [] };
}

function faultOfIdentifier(identifier: string | null | undefined): MutationFault | null {
  const length = identifier?.length ?? IDENTIFIER.shortest;
  const refused = (message: string) => ({
    field: ['clientIdentifier'],
    message,
    code: 'INVALID_MUTATION',
  });
  if (length < IDENTIFIER.shortest)
    return refused(`is too short (minimum is ${IDENTIFIER.shortest} characters)`);
  return length > IDENTIFIER.longest
    ? refused(`is too long (maximum is ${IDENTIFIER.longest} characters)`)
    : null;
}

function faultOfRoom(operations: BulkOperations): MutationFault | null {
  const message = 'Bulk operations limit reached. Please try again later.';
  return operations.hasRoom('MUTATION') ? null : { field: null, message, code: 'LIMIT_REACHED' };
}

function faultOfFile(file: StagedFile | null): MutationFault | null {
  if (file === null)
    return {
      field: null,
      message:
        "The JSONL file could not be found. Try uploading the file again, and check that you've " +
        'entered the URL correctly for the stagedUploadPath mutation argument.',
      code: 'NO_SUCH_FILE',
    };
  return file.lines === 0
    ? { field: null, message: 'The input file is empty.', code: 'INVALID_STAGED_UPLOAD_FILE' }
    : null;
}
