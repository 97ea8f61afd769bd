import { createHash } from 'node:crypto';
import type { Metafield, MetafieldDefinition, MetafieldType } from '../records.ts';
import type { World } from '../world.ts';
import { MetafieldInput } from './inputs/metafields.ts';
import {
  metafieldAt,
  newMetafield,
  withMetafield,
  withoutMetafield,
  type MetafieldPlace,
} from './metafields.ts';

const MOST = 25;
const NAMESPACE = { label: 'Namespace', least: 3, most: 255 };
const KEY = { label: 'Key', least: 2, most: 64 };
const OWN_NAMESPACE = 'app--4200001';

/** A metafield as `metafieldsSet` is given it; `compareDigest` is null where there must be none. */
export interface AppMetafield {
  ownerId: string;
  namespace?: string | null;
  key: string;
  type?: string | null;
  value: string;
  compareDigest?: string | null;
}

/** A refusal of `metafieldsSet`. */
export interface MetafieldFault {
  field: string[];
  message: string;
  code: string | null;
  elementIndex: null;
}

/** The namespace that is meant: without one, or by `$app`, that of the app itself. */
export function namespaceOf(given: string | null | undefined): string {
  if (given == null || given === '$app') return OWN_NAMESPACE;
  return given.startsWith('$app:') ? `${OWN_NAMESPACE}--${given.slice(5)}` : given;
}

export function isOwn(namespace: string): boolean {
  return namespace === OWN_NAMESPACE || namespace.startsWith(`${OWN_NAMESPACE}--`);
}

/** Changes with every change of the value. */
export function digestOf({ type, value }: Metafield): string {
  return createHash('sha256').update(`${type}\n${value}`).digest('hex');
}

export function definitionAt(world: World, { namespace, key }: MetafieldPlace) {
  const all = [...world.definitions.values()];
  return all.find((one) => one.namespace === namespace && one.key === key) ?? null;
}

/** Sets all the metafields or, when one of them will not do, none. */
export function setAppMetafields(
  world: World,
  inputs: readonly AppMetafield[],
): { metafields: Metafield[] } | { faults: MetafieldFault[] } {
  if (inputs.length > MOST) {
    const message = `Exceeded the maximum metafields input limit of ${MOST}.`;
    return { faults: [faultAt([], 'LESS_THAN_OR_EQUAL_TO', message)] };
  }
  const faults = inputs.flatMap((input, index) => faultOf(world, input, index) ?? []);
  if (faults.length > 0) return { faults };
  const owners = [...new Set(inputs.map(({ ownerId }) => ownerId))];
  const set = new Map(
    owners.flatMap((owner) =>
      save(
        world,
        owner,
        inputs.filter(({ ownerId }) => ownerId === owner),
      ),
    ),
  );
  return { metafields: inputs.flatMap((input) => set.get(input) ?? []) };
}

/** Takes a metafield from a customer; false when there was none. */
export function deleteAppMetafield(
  world: World,
  { ownerId, ...place }: MetafieldPlace & { ownerId: string },
): boolean {
  const customer = world.customers.get(ownerId);
  const all = customer?.metafields ?? [];
  if (!customer || !metafieldAt(all, place)) return false;
  world.saveCustomer({ ...customer, metafields: withoutMetafield(all, place) });
  return true;
}

/** What is wrong with a namespace or a key; null when nothing is. */
export function faultOfPlace({ namespace, key }: MetafieldPlace) {
  return faultOfName('namespace', namespace, NAMESPACE) ?? faultOfName('key', key, KEY);
}

/** Saves a customer once, whatever number of metafields it is given. */
function save(world: World, ownerId: string, inputs: readonly AppMetafield[]) {
  const customer = world.customers.get(ownerId);
  if (!customer) throw new Error(`${ownerId} was there a moment ago`);
  let all = customer.metafields ?? [];
  const set = inputs.map((input) => {
    const place = { namespace: namespaceOf(input.namespace), key: input.key };
    const type = typeOf(world, input, place);
    if (!type) throw new Error(`${input.key} had a type a moment ago`);
    const metafield = newMetafield(world, all, { ...place, type, value: input.value });
    all = withMetafield(all, metafield);
    return [input, metafield] as const;
  });
  world.saveCustomer({ ...customer, metafields: all });
  return set;
}

function faultOf(world: World, input: AppMetafield, index: number): MetafieldFault | null {
  const at = String(index);
  const place = { namespace: namespaceOf(input.namespace), key: input.key };
  const customer = world.customers.get(input.ownerId);
  if (!customer) return faultAt([at, 'ownerId'], 'INVALID', 'Owner does not exist.');
  const wrong = faultOfPlace(place);
  if (wrong) return faultAt([at, wrong.field], wrong.code, wrong.message);
  if (place.namespace.startsWith('app--') && !isOwn(place.namespace))
    return faultAt(
      [at],
      'APP_NOT_AUTHORIZED',
      'Access to this namespace and key on Metafields for this resource type is not allowed.',
    );
  return (
    faultOfType(world, input, place, at) ??
    faultOfValue(world, input, place, at) ??
    faultOfDigest(metafieldAt(customer.metafields, place), input, at)
  );
}

function faultOfName(
  field: 'key' | 'namespace',
  text: string,
  { label, least, most }: { label: string; least: number; most: number },
) {
  if (text.length < least)
    return {
      field,
      code: 'TOO_SHORT',
      message: `${label} is too short (minimum is ${least} characters)`,
    };
  if (text.length > most)
    return {
      field,
      code: 'TOO_LONG',
      message: `${label} is too long (maximum is ${most} characters)`,
    };
  return /^[\w-]+$/.test(text)
    ? null
    : { field, code: 'INVALID', message: `${label} contains one or more invalid characters.` };
}

function faultOfType(world: World, input: AppMetafield, place: MetafieldPlace, at: string) {
  const type = typeOf(world, input, place);
  if (type === null) return faultAt([at, 'type'], 'BLANK', "Type can't be blank");
  const { type: defined } = definitionAt(world, place) ?? { type };
  return defined === type
    ? null
    : faultAt(
        [at, 'type'],
        'INVALID_TYPE',
        `Type must be consistent with the definition's type: '${defined}'.`,
      );
}

const WRONG_VALUES: Partial<Record<MetafieldType, string>> = {
  boolean: 'Value must be true or false.',
  date: 'Value must be in YYYY-MM-DD format.',
  date_time: 'Value must be in YYYY-MM-DDTHH:MM:SS format.',
  number_integer: 'Value must be an integer.',
};

function faultOfValue(world: World, input: AppMetafield, place: MetafieldPlace, at: string) {
  const type = typeOf(world, input, place);
  const { value } = input;
  if (value === '') return faultAt([at, 'value'], 'BLANK', "Value can't be blank");
  if (MetafieldInput.safeParse({ ...place, type, value }).success) return null;
  const message = (type && WRONG_VALUES[type]) ?? 'Value is invalid.';
  return faultAt([at, 'value'], 'INVALID_VALUE', message);
}

function faultOfDigest(known: Metafield | null, { compareDigest }: AppMetafield, at: string) {
  if (compareDigest === undefined) return null;
  if (compareDigest === (known && digestOf(known))) return null;
  return known
    ? faultAt(
        [at],
        'STALE_OBJECT',
        'The resource has been updated since it was loaded. Try again with an updated ' +
          '`compareDigest` value.',
      )
    : faultAt([at], 'INVALID_COMPARE_DIGEST', 'Invalid `compareDigest` value.');
}

/** The type said, or else the one that is known. */
function typeOf(world: World, input: AppMetafield, place: MetafieldPlace): MetafieldType | null {
  if (input.type != null) return input.type as MetafieldType;
  const known = metafieldAt(world.customers.get(input.ownerId)?.metafields, place);
  return definitionAt(world, place)?.type ?? known?.type ?? null;
}

function faultAt(path: string[], code: string, message: string): MetafieldFault {
  return { field: ['metafields', ...path], message, code, elementIndex: null };
}

/** Makes a definition; null when there is one of that namespace and key. */
export function defineMetafield(
  world: World,
  definition: Omit<MetafieldDefinition, 'id'>,
): MetafieldDefinition | null {
  if (definitionAt(world, definition)) return null;
  const id = `gid://shopify/MetafieldDefinition/${world.freshNumber()}`;
  return world.saveDefinition({ ...definition, id });
}
