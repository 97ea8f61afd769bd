import { triggerNamed } from '../domain/flow.ts';
import type { Shop } from '../store/database.ts';
import { noteTrigger, type TriggerUse } from '../store/flow-triggers.ts';

/** Notes what Flow says of a trigger, under our own name for it where we know Flow's. */
export function noteTriggerUse(shop: Shop, use: TriggerUse): Promise<void> {
  return noteTrigger(shop, { ...use, trigger: triggerNamed(use.trigger) ?? use.trigger });
}
