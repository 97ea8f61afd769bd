import { noteTriggerUse } from '#app/commands/flow-triggers.ts';
import type { FlowPayload } from '#app/domain/flow.ts';
import type { Shop } from '#app/store/database.ts';

/** A firing as the store keeps it. */
export interface KeptFiring {
  handle: string;
  customer_id: bigint;
  payload: FlowPayload;
  attempts: number;
}

/** A workflow of the shop begins or ceases to wait for a trigger. */
export function turnWorkflow(
  shop: Shop,
  trigger: 'Customer segment changed' | 'Customer change is near',
  enabled = true,
  at = new Date(),
): Promise<void> {
  return noteTriggerUse(shop, { trigger, enabled, at });
}

/** Firings that Shopify has not been told, oldest first. */
export function keptFirings(shop: Shop): Promise<KeptFiring[]> {
  return shop.db.sql.query<KeptFiring>(
    'select handle, customer_id, payload, attempts from flow_firing where shop_id = $1 order by id',
    [shop.id],
  );
}
