import type { PrivacyRequest } from '../records.ts';
import type { World } from '../world.ts';
import type { PrivacyInput } from './inputs/app.ts';

/** Passes a privacy request on to the app; the store itself forgets nothing. */
export function askForPrivacy(world: World, input: PrivacyInput): object {
  if (input.topic === 'shop/redact') {
    world.tell({ topics: ['shop/redact'] });
    return { topic: input.topic };
  }
  const known = world.customers.get(input.customer);
  const request: PrivacyRequest = {
    id: `gid://shopify/DataRequest/${world.freshNumber()}`,
    customer: {
      id: input.customer,
      email: known?.defaultEmailAddress?.emailAddress ?? null,
      phone: known?.defaultPhoneNumber?.phoneNumber ?? null,
    },
    orderIds: input.orders ?? world.ordersOf(input.customer).map(({ id }) => id),
  };
  world.tell({ topics: [input.topic], request });
  return { topic: input.topic, ...request };
}
