import type { AppAccess } from '../access.ts';
import type { Flow } from '../flow/flow.ts';
import type { StagedUploads } from '../staged-uploads.ts';
import type { World } from '../world.ts';
import type { BulkOperation, MutationRequest } from './bulk/operation.ts';

/** What resolvers work on. */
export interface ApiContext {
  world: World;
  access: AppAccess;
  uploads: StagedUploads;
  flow: Pick<Flow, 'receive'>;
  bulk: {
    /** Newest first. */
    readonly all: readonly BulkOperation[];
    get: (id: string) => BulkOperation | null;
    /** The payload of `bulkOperationRunQuery`. */
    run: (query: string) => object;
    /** The payload of `bulkOperationRunMutation`. */
    mutate: (request: MutationRequest) => object;
    /** The payload of `bulkOperationCancel`. */
    cancel: (id: string) => object;
  };
}
