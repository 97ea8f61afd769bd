import type { Customer, EmailAddress, MailingAddress, PhoneNumber } from '../records.ts';
import { addTags, removeTags } from '../tags.ts';
import type { World } from '../world.ts';
import type { CustomerInput, TagsInput } from './inputs/customers.ts';
import { Refusal } from './refusal.ts';

const NO_CONSENT = {
  marketingState: 'NOT_SUBSCRIBED',
  marketingOptInLevel: null,
  marketingUpdatedAt: null,
} as const;

/** Makes a customer, or changes the fields given of the one with that id. @throws Refusal */
export function putCustomer(world: World, input: CustomerInput): Customer {
  const { tags: given, defaultEmailAddress, defaultPhoneNumber, defaultAddress, ...fields } = input;
  const known = input.id === undefined ? newcomer(world) : customerOf(world, input.id);
  const tags = given && addTags([], given);
  if (tags && 'error' in tags) throw new Refusal(422, tags.error);
  const email = contactOf(world, 'emailAddress', known.defaultEmailAddress, defaultEmailAddress);
  const phone = contactOf(world, 'phoneNumber', known.defaultPhoneNumber, defaultPhoneNumber);
  return world.saveCustomer({
    ...known,
    ...withoutAbsent(fields),
    defaultEmailAddress: email,
    defaultPhoneNumber: phone,
    defaultAddress: addressOf(world, known.defaultAddress, defaultAddress),
    tags: tags?.tags ?? known.tags,
  });
}

/** @throws Refusal when the store has no such customer. */
export function customerOf(world: World, id: string): Customer {
  const customer = world.customers.get(id);
  if (!customer) throw new Refusal(404, `${id} is not a customer of this store`);
  return customer;
}

/**
 * Puts tags on a customer and takes others off; without a difference nothing changed.
 *
 * @throws Refusal
 */
export function changeTags(world: World, id: string, { add, remove }: TagsInput): Customer {
  const customer = customerOf(world, id);
  const fewer = removeTags(customer.tags, remove);
  const result = 'error' in fewer ? fewer : addTags(fewer.tags, add);
  if ('error' in result) throw new Refusal(422, result.error);
  const { tags } = result;
  if (tags.join() === customer.tags.join()) return customer;
  return world.saveCustomer({ ...customer, tags });
}

/** Deletes a customer, which Shopify allows only for one who never ordered. @throws Refusal */
export function deleteCustomer(world: World, id: string): void {
  customerOf(world, id);
  if (world.ordersOf(id).length > 0)
    throw new Refusal(422, 'a customer who has orders cannot be deleted');
  world.deleteCustomer(id);
}

/** The parts given over the parts known; a state that changes is stamped. */
function contactOf<Contact extends EmailAddress | PhoneNumber>(
  world: World,
  name: keyof Contact & string,
  known: Contact | null,
  given: object | null | undefined,
): Contact | null {
  if (given === undefined) return known;
  if (given === null) return null;
  const parts = withoutAbsent(given) as Partial<Contact>;
  if (!known && !(name in parts)) throw new Refusal(400, `a first consent needs its ${name}`);
  const { marketingState: state } = parts;
  const changed = state !== undefined && state !== known?.marketingState;
  return {
    ...NO_CONSENT,
    ...known,
    ...parts,
    ...(changed && { marketingUpdatedAt: world.clock.now() }),
  } as Contact;
}

function addressOf(
  world: World,
  known: MailingAddress | null,
  given: CustomerInput['defaultAddress'],
): MailingAddress | null {
  if (given === undefined) return known;
  if (given === null) return null;
  const empty = {
    country: null,
    countryCodeV2: null,
    province: null,
    provinceCode: null,
    city: null,
    zip: null,
    address1: null,
  };
  const id = known?.id ?? `gid://shopify/MailingAddress/${world.freshNumber()}`;
  return { ...empty, ...known, ...withoutAbsent(given), id };
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
    state: 'DISABLED',
    defaultEmailAddress: null,
    defaultPhoneNumber: null,
    defaultAddress: null,
  };
}

type Present<Fields> = { [Name in keyof Fields]?: Exclude<Fields[Name], undefined> };

/** The fields that were given. */
export function withoutAbsent<Fields extends object>(fields: Fields): Present<Fields> {
  const entries = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as Present<Fields>;
}
