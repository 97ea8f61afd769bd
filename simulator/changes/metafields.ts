import type { Customer, Metafield } from '../records.ts';
import type { World } from '../world.ts';
import { customerOf } from './customers.ts';
import type { MetafieldInput } from './inputs/metafields.ts';

/** What tells one metafield of a record from the others. */
export interface MetafieldPlace {
  namespace: string;
  key: string;
}

/**
 * Keeps a fact with a customer, in place of the one of that name, or takes it away.
 *
 * @throws Refusal
 */
export function setMetafield(world: World, id: string, input: MetafieldInput): Customer {
  const customer = customerOf(world, id);
  const all = customer.metafields ?? [];
  const { value, ...rest } = input;
  const metafields =
    value === null
      ? withoutMetafield(all, input)
      : withMetafield(all, newMetafield(world, all, { ...rest, value }));
  return world.saveCustomer({ ...customer, metafields });
}

export function metafieldAt(
  all: readonly Metafield[] | undefined,
  { namespace, key }: MetafieldPlace,
): Metafield | null {
  return all?.find((one) => one.namespace === namespace && one.key === key) ?? null;
}

export function withoutMetafield(all: readonly Metafield[], place: MetafieldPlace): Metafield[] {
  return all.filter((one) => one !== metafieldAt(all, place));
}

export function withMetafield(all: readonly Metafield[], metafield: Metafield): Metafield[] {
  return [...withoutMetafield(all, metafield), metafield];
}

/** A metafield as it is set now; it stays itself where there was one of that name. */
export function newMetafield(
  world: World,
  all: readonly Metafield[],
  { namespace, key, type, value }: MetafieldPlace & Pick<Metafield, 'type' | 'value'>,
): Metafield {
  const now = world.clock.now();
  const known = metafieldAt(all, { namespace, key });
  const id = known?.id ?? `gid://shopify/Metafield/${world.freshNumber()}`;
  return { id, namespace, key, type, value, createdAt: known?.createdAt ?? now, updatedAt: now };
}
