import type { AppAccess } from '../access.ts';
import type { BulkOperations } from '../admin-api/bulk/operations.ts';
import type { Flow } from '../flow/flow.ts';
import type { Faults } from '../faults.ts';
import type { OAuth } from '../oauth.ts';
import type { Deliveries } from '../webhooks/deliveries.ts';
import type { World } from '../world.ts';

/** The parts of a simulator that its control reaches. */
export interface Controlled {
  world: World;
  oauth: OAuth;
  access: AppAccess;
  bulk: BulkOperations;
  faults: Faults;
  deliveries: Deliveries;
  flow: Flow;
  stats: () => object;
}
