import { GraphQLError } from 'graphql';
import {
  defineMetafield,
  deleteAppMetafield,
  digestOf,
  faultOfPlace,
  isOwn,
  namespaceOf,
  setAppMetafields,
  type AppMetafield,
} from '../../changes/app-metafields.ts';
import { MetafieldInput } from '../../changes/inputs/metafields.ts';
import { metafieldAt } from '../../changes/metafields.ts';
import type { Metafield, MetafieldDefinition, MetafieldType } from '../../records.ts';
import { connectionOf, type PageArgs } from '../connection.ts';
import {
  connectionType,
  EDGE,
  field,
  plain,
  type Args,
  type ModelledField,
  type ModelledType,
} from '../modelled.ts';

const TYPES: readonly string[] = MetafieldInput.options.map(({ shape }) => shape.type.value);

/** One fact kept with a record, by its name; null when it was never said. */
export function metafieldField<Source extends { metafields?: Metafield[] }>(): ModelledField {
  return field<Source, { namespace?: string | null; key: string }>(
    ['namespace', 'key'],
    ({ metafields }, { namespace, key }) =>
      metafieldAt(metafields, { namespace: namespaceOf(namespace), key }),
  );
}

interface Identifier {
  ownerId: string;
  namespace: string;
  key: string;
}

interface DefinitionInput {
  name: string;
  namespace?: string | null;
  key: string;
  type: string;
  ownerType: string;
  description?: string | null;
  access?: { admin?: 'MERCHANT_READ' | 'MERCHANT_READ_WRITE' | null } | null;
  capabilities?: { adminFilterable?: { enabled: boolean } | null } | null;
}

/** What the simulator keeps of a definition; other parts are refused by name. */
const PARTS = {
  definition: [
    'name',
    'namespace',
    'key',
    'type',
    'ownerType',
    'description',
    'access',
    'capabilities',
  ],
  access: ['admin'],
  capabilities: ['adminFilterable'],
};

export const METAFIELD_QUERIES: ModelledType = {
  metafieldDefinitions: field<
    unknown,
    PageArgs & Args & { ownerType: string; namespace?: string | null; key?: string | null }
  >(
    ['first', 'after', 'ownerType', 'namespace', 'key'],
    (_, { ownerType, namespace, key, ...page }, { world }) => {
      requireCustomers('metafieldDefinitions', ownerType);
      const found = [...world.definitions.values()].filter(
        (one) =>
          (namespace == null || one.namespace === namespaceOf(namespace)) &&
          (key == null || one.key === key),
      );
      return connectionOf(found, page);
    },
  ),
};

export const METAFIELD_MUTATIONS: ModelledType = {
  metafieldsSet: field<unknown, { metafields: AppMetafield[] }>(
    ['metafields'],
    (_, { metafields }, { world }) => {
      for (const { ownerId, type } of metafields) {
        requireCustomer('metafieldsSet', ownerId);
        if (type != null) requireType(type);
      }
      const result = setAppMetafields(world, metafields);
      return 'faults' in result
        ? { metafields: null, userErrors: result.faults }
        : { metafields: result.metafields, userErrors: [] };
    },
  ),
  metafieldsDelete: field<unknown, { metafields: Identifier[] }>(
    ['metafields'],
    (_, { metafields }, { world }) => {
      for (const { ownerId } of metafields) requireCustomer('metafieldsDelete', ownerId);
      const deletedMetafields = metafields.map((one) => {
        const place = { ...one, namespace: namespaceOf(one.namespace) };
        return deleteAppMetafield(world, place) ? place : null;
      });
      return { deletedMetafields, userErrors: [] };
    },
  ),
  metafieldDefinitionCreate: field<unknown, { definition: DefinitionInput }>(
    ['definition'],
    (_, { definition: input }, { world }) => {
      requireModelled(input);
      const definition = definitionOf(input);
      const refused = faultOfDefinition(input, definition);
      if (refused) return { createdDefinition: null, userErrors: [refused] };
      const createdDefinition = defineMetafield(world, definition);
      return { createdDefinition, userErrors: createdDefinition ? [] : [taken(definition)] };
    },
  ),
};

function definitionOf(input: DefinitionInput): Omit<MetafieldDefinition, 'id'> {
  const namespace = namespaceOf(input.namespace);
  return {
    namespace,
    key: input.key,
    name: input.name,
    description: input.description ?? null,
    type: input.type as MetafieldType,
    adminAccess: input.access?.admin ?? (isOwn(namespace) ? 'PRIVATE' : 'PUBLIC_READ_WRITE'),
    adminFilterable: input.capabilities?.adminFilterable?.enabled ?? false,
  };
}

function faultOfDefinition(input: DefinitionInput, { namespace, key }: MetafieldPlaceOf) {
  const wrong = faultOfPlace({ namespace, key });
  if (wrong) return { ...wrong, field: ['definition', wrong.field] };
  if (input.name.trim() === '')
    return { field: ['definition', 'name'], message: "Name can't be blank", code: 'BLANK' };
  return input.access?.admin != null && !isOwn(namespace)
    ? {
        field: ['definition', 'access'],
        message: 'Setting the access control of the admin is only allowed on app-owned metafields.',
        code: 'ADMIN_ACCESS_INPUT_NOT_ALLOWED',
      }
    : null;
}

type MetafieldPlaceOf = Pick<MetafieldDefinition, 'key' | 'namespace'>;

function taken({ namespace }: MetafieldPlaceOf) {
  return {
    field: ['definition', 'key'],
    message: `Key is in use for Customer metafields on the '${namespace}' namespace.`,
    code: 'TAKEN',
  };
}

/** @throws GraphQLError that names the part the simulator does not model. */
function requireModelled(input: DefinitionInput): void {
  requireCustomers('metafieldDefinitionCreate', input.ownerType);
  requireType(input.type);
  const given = { definition: input, access: input.access, capabilities: input.capabilities };
  for (const [name, part] of Object.entries(given)) {
    const foreign = Object.entries(part ?? {}).find(
      ([key, value]) =>
        !PARTS[name as keyof typeof PARTS].includes(key) && value !== null && value !== false,
    );
    if (foreign)
      throw new GraphQLError(
        `The simulator does not model metafieldDefinitionCreate(${name}: {${foreign[0]}:})`,
      );
  }
}

function requireCustomers(name: string, ownerType: string): void {
  if (ownerType !== 'CUSTOMER')
    throw new GraphQLError(`The simulator does not model ${name} for ${ownerType}`);
}

function requireCustomer(name: string, ownerId: string): void {
  if (!/^gid:\/\/shopify\/Customer\/\d+$/.test(ownerId))
    throw new GraphQLError(`The simulator does not model ${name} for ${ownerId}`);
}

function requireType(type: string): void {
  if (!TYPES.includes(type))
    throw new GraphQLError(`The simulator does not model metafields of type ${type}`);
}

export const METAFIELD_MODELS: Record<string, ModelledType> = {
  Metafield: {
    ...plain('id', 'namespace', 'key', 'type', 'value', 'createdAt', 'updatedAt'),
    compareDigest: field([], (metafield: Metafield) => digestOf(metafield)),
  },
  MetafieldIdentifier: plain('ownerId', 'namespace', 'key'),
  MetafieldsSetPayload: plain('metafields', 'userErrors'),
  MetafieldsSetUserError: plain('field', 'message', 'code', 'elementIndex'),
  MetafieldsDeletePayload: plain('deletedMetafields', 'userErrors'),
  MetafieldDefinition: {
    ...plain('id', 'namespace', 'key', 'name', 'description'),
    ownerType: field([], () => 'CUSTOMER'),
    type: field([], ({ type }: MetafieldDefinition) => ({ name: type })),
    access: field([], ({ adminAccess }: MetafieldDefinition) => ({ admin: adminAccess })),
    capabilities: field([], ({ adminFilterable }: MetafieldDefinition) => ({
      adminFilterable: { enabled: adminFilterable },
    })),
  },
  MetafieldDefinitionType: plain('name'),
  MetafieldAccess: plain('admin'),
  MetafieldCapabilities: plain('adminFilterable'),
  MetafieldCapabilityAdminFilterable: plain('enabled'),
  MetafieldDefinitionCreatePayload: plain('createdDefinition', 'userErrors'),
  MetafieldDefinitionCreateUserError: plain('field', 'message', 'code'),
  MetafieldDefinitionConnection: connectionType(),
  MetafieldDefinitionEdge: EDGE,
};
