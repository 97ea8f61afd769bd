import type { Customer } from '../records.ts';
import { addTags } from '../tags.ts';
import type { World } from '../world.ts';
import type { CustomerInput } from './input.ts';
import { Refusal } from './refusal.ts';

/** Makes a customer, or changes the fields given of the one with that id. @throws Refusal */
export function putCustomer(world: World, input: CustomerInput): Customer {
  const { tags: given, ...fields } = input;
  const known = input.id === undefined ? newcomer(world) : world.customers.get(input.id);
  if (!known) throw new Refusal(404, `${input.id} is not a customer of this store`);
  const tags = given && addTags([], given);
  if (tags && 'error' in tags) throw new Refusal(422, tags.error);
  return world.saveCustomer({ ...known, ...withoutAbsent(fields), tags: tags?.tags ?? known.tags });
}

function newcomer(world: World): Customer {
  const now = world.clock.now();
  return {
    id: `gid://shopify/Customer/${world.freshNumber()}`,
    createdAt: now,
    updatedAt: now,
    firstName: null,
    lastName: null,
    locale: 'ja',
    tags: [],
  };
}

type Present<Fields> = { [Name in keyof Fields]?: Exclude<Fields[Name], undefined> };

/** The fields that were given. */
export function withoutAbsent<Fields extends object>(fields: Fields): Present<Fields> {
  const entries = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as Present<Fields>;
}
