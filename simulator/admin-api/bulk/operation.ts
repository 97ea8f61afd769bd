type Status = 'CREATED' | 'RUNNING' | 'COMPLETED' | 'FAILED' | 'CANCELING' | 'CANCELED' | 'EXPIRED';

export type BulkType = 'MUTATION' | 'QUERY';

/** A bulk operation, as the Admin API shows it. */
export interface BulkOperation {
  id: string;
  status: Status;
  errorCode: 'ACCESS_DENIED' | 'INTERNAL_SERVER_ERROR' | 'TIMEOUT' | null;
  createdAt: string;
  completedAt: string | null;
  objectCount: string;
  rootObjectCount: string;
  fileSize: string | null;
  url: string | null;
  partialDataUrl: string | null;
  type: BulkType;
  query: string;
}

/** The arguments of `bulkOperationRunMutation`. */
export interface MutationRequest {
  mutation: string;
  stagedUploadPath: string;
  clientIdentifier?: string | null;
}

/** A line of a result; children carry their parent's id inside. */
export interface BulkRow {
  line: string;
  root: boolean;
}

export function newOperation(
  id: string,
  type: BulkType,
  query: string,
  createdAt: string,
): BulkOperation {
  return {
    id,
    status: 'CREATED',
    errorCode: null,
    createdAt,
    completedAt: null,
    objectCount: '0',
    rootObjectCount: '0',
    fileSize: null,
    url: null,
    partialDataUrl: null,
    type,
    query,
  };
}

/** The operation when the addresses of its data have run out. */
export function expired(operation: BulkOperation): BulkOperation {
  const status = operation.status === 'COMPLETED' ? 'EXPIRED' : operation.status;
  return { ...operation, status, url: null, partialDataUrl: null };
}
