import type { AppAccess } from '../access.ts';
import type { World } from '../world.ts';
import type { BulkOperation } from './bulk/operation.ts';

/** What resolvers work on. */
export interface ApiContext {
  world: World;
  access: AppAccess;
  bulk: {
    /** Newest first. */
    readonly all: readonly BulkOperation[];
    get: (id: string) => BulkOperation | null;
    /** The payload of `bulkOperationRunQuery`. */
    run: (query: string) => object;
    /** The payload of `bulkOperationCancel`. */
    cancel: (id: string) => object;
  };
}
