import type { Customer, Metafield } from '../records.ts';
import type { World } from '../world.ts';
import { customerOf } from './customers.ts';
import type { MetafieldInput } from './inputs/metafields.ts';

/**
 * Keeps a fact with a customer, in place of the one of that name, or takes it away.
 *
 * @throws Refusal
 */
export function setMetafield(world: World, id: string, input: MetafieldInput): Customer {
  const customer = customerOf(world, id);
  const { namespace, key, type, value } = input;
  const isOther = (one: Metafield) => one.namespace !== namespace || one.key !== key;
  const all = customer.metafields ?? [];
  const others = all.filter(isOther);
  if (value === null) return world.saveCustomer({ ...customer, metafields: others });
  const now = world.clock.now();
  const known = all.find((one) => !isOther(one));
  const metafield: Metafield = {
    id: known?.id ?? `gid://shopify/Metafield/${world.freshNumber()}`,
    namespace,
    key,
    type,
    value,
    createdAt: known?.createdAt ?? now,
    updatedAt: now,
  };
  return world.saveCustomer({ ...customer, metafields: [...others, metafield] });
}
