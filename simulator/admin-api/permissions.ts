import { GraphQLError } from 'graphql';
import type { AppAccess } from '../access.ts';

interface Permission {
  /** One of these is needed. */
  scopes?: readonly string[];
  /** The protected object that a field leads to. */
  object?: 'Customer' | 'Order';
  /** Name, address, e-mail or phone: level 2 of protected customer data. */
  personal?: 'name' | 'other';
}

const CUSTOMERS = { scopes: ['read_customers'], object: 'Customer' } as const;
const ORDERS = { scopes: ['read_orders'], object: 'Order' } as const;
const PRODUCTS = { scopes: ['read_products'] } as const;
const COMPANIES = { scopes: ['read_customers', 'read_companies'] } as const;
const CHANGES = { scopes: ['write_customers'], object: 'Customer' } as const;

/** What a field needs beyond a token, by type and name. */
const PERMISSIONS: Readonly<Record<string, Permission>> = {
  'QueryRoot.customer': CUSTOMERS,
  'QueryRoot.customers': CUSTOMERS,
  'QueryRoot.order': ORDERS,
  'QueryRoot.orders': ORDERS,
  'QueryRoot.product': PRODUCTS,
  'QueryRoot.products': PRODUCTS,
  'QueryRoot.segment': CUSTOMERS,
  'QueryRoot.segments': CUSTOMERS,
  'QueryRoot.customerSegmentMembers': CUSTOMERS,
  'Mutation.tagsAdd': CHANGES,
  'Mutation.tagsRemove': CHANGES,
  'QueryRoot.metafieldDefinitions': CUSTOMERS,
  'Mutation.metafieldsSet': CHANGES,
  'Mutation.metafieldsDelete': CHANGES,
  'Mutation.metafieldDefinitionCreate': CHANGES,
  'Mutation.segmentCreate': CHANGES,
  'Mutation.segmentUpdate': CHANGES,
  'Mutation.segmentDelete': CHANGES,
  'Order.customer': CUSTOMERS,
  'Order.purchasingEntity': COMPANIES,
  'Customer.statistics': CUSTOMERS,
  'Customer.orders': ORDERS,
  'Customer.lastOrder': ORDERS,
  'LineItem.product': PRODUCTS,
  'LineItem.variant': PRODUCTS,
  'ProductVariant.inventoryItem': { scopes: ['read_inventory'] },
  'Location.name': { scopes: ['read_locations', 'read_markets_home'] },
  ...Object.fromEntries(
    [
      'Customer.firstName',
      'Customer.lastName',
      'Customer.displayName',
      'CustomerSegmentMember.firstName',
      'CustomerSegmentMember.lastName',
    ].map((name) => [name, { personal: 'name' } as const]),
  ),
  ...Object.fromEntries(
    [
      'CustomerEmailAddress.emailAddress',
      'CustomerPhoneNumber.phoneNumber',
      'MailingAddress.city',
      'MailingAddress.zip',
      'MailingAddress.address1',
    ].map((name) => [name, { personal: 'other' } as const]),
  ),
};

/** What each kind of node asks for when it is read by id alone. */
const NODES: Readonly<Record<string, Permission>> = {
  Customer: CUSTOMERS,
  Order: ORDERS,
  Product: PRODUCTS,
};

/** Why this app may not read a field, as Shopify says it; null when it may. */
export function denialOfField(type: string, name: string, access: AppAccess): GraphQLError | null {
  return denial(PERMISSIONS[`${type}.${name}`], name, access);
}

/** Why this app may not read nodes of a type; null when it may. */
export function denialOfNode(type: string, access: AppAccess): GraphQLError | null {
  return denial(NODES[type], 'nodes', access);
}

function denial(needs: Permission | undefined, name: string, access: AppAccess) {
  if (!needs) return null;
  const { scopes, object, personal } = needs;
  if (scopes && !access.has(...scopes)) return missingScope(name, scopes);
  if (object && access.protectedData < 1) return notApproved(`access the ${object} object`);
  const mayRead = personal === 'name' ? access.names : access.protectedData === 2;
  return personal && !mayRead ? notApproved(`use the ${name} field`) : null;
}

function missingScope(name: string, scopes: readonly string[]): GraphQLError {
  const requiredAccess = `${scopes.map((scope) => `\`${scope}\` access scope`).join(' or ')}.`;
  return new GraphQLError(`Access denied for ${name} field. Required access: ${requiredAccess}`, {
    extensions: {
      code: 'ACCESS_DENIED',
      documentation: 'https://shopify.dev/api/usage/access-scopes',
      requiredAccess,
    },
  });
}

function notApproved(what: string): GraphQLError {
  const documentation = 'https://shopify.dev/docs/apps/launch/protected-customer-data';
  return new GraphQLError(
    `This app is not approved to ${what}. See ${documentation} for more details.`,
    { extensions: { code: 'ACCESS_DENIED', documentation } },
  );
}
