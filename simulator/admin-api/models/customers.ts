import type { Customer, PhoneNumber } from '../../records.ts';
import { rfmGroupOf } from '../../rfm-groups.ts';
import { amountSpentBy, orderCountOf } from '../../spending.ts';
import { connectionType, EDGE, field, plain, type ModelledType } from '../modelled.ts';
import { searchIn, type Search } from '../search/search.ts';
import { LIST_RULES } from './lists.ts';
import { metafieldField } from './metafields.ts';
import { visibleOrders } from './visible-orders.ts';

/** Customers and what hangs on them. */
export const CUSTOMER_MODELS: Record<string, ModelledType> = {
  Customer: {
    ...plain(
      'id',
      'createdAt',
      'updatedAt',
      'firstName',
      'lastName',
      'locale',
      'tags',
      'state',
      'defaultEmailAddress',
      'defaultPhoneNumber',
      'defaultAddress',
    ),
    metafield: metafieldField<Customer>(),
    displayName: field([], ({ firstName, lastName, defaultEmailAddress }: Customer) => {
      const name = [firstName, lastName].filter(Boolean).join(' ');
      return name || (defaultEmailAddress?.emailAddress ?? '');
    }),
    numberOfOrders: field([], ({ id }: Customer, _, { world }) => String(orderCountOf(world, id))),
    amountSpent: field([], ({ id }: Customer, _, { world }) => amountSpentBy(world, id)),
    statistics: field([], (customer: Customer) => customer),
    lastOrder: field(
      [],
      ({ id }: Customer, _, context) =>
        visibleOrders(context.world.ordersOf(id), context).at(-1) ?? null,
    ),
    orders: field<Customer, Search & Record<string, unknown>>(
      ['first', 'after', 'query', 'sortKey', 'reverse'],
      ({ id }, search, context) =>
        searchIn(visibleOrders(context.world.ordersOf(id), context), LIST_RULES.orders, search),
    ),
  },
  CustomerStatistics: {
    rfmGroup: field([], ({ id }: Customer, _, { world }) => rfmGroupOf(world, id)),
  },
  CustomerEmailAddress: plain(
    'emailAddress',
    'marketingState',
    'marketingOptInLevel',
    'marketingUpdatedAt',
  ),
  CustomerPhoneNumber: {
    ...plain('phoneNumber', 'marketingState', 'marketingOptInLevel', 'marketingUpdatedAt'),
    smsMarketingConsent: field([], (phone: PhoneNumber) => phone),
  },
  CustomerSmsMarketingConsent: {
    state: field([], ({ marketingState }: PhoneNumber) => marketingState),
    optInLevel: field([], ({ marketingOptInLevel }: PhoneNumber) => marketingOptInLevel),
    updatedAt: field([], ({ marketingUpdatedAt }: PhoneNumber) => marketingUpdatedAt),
  },
  MailingAddress: plain(
    'id',
    'country',
    'countryCodeV2',
    'province',
    'provinceCode',
    'city',
    'zip',
    'address1',
  ),
  CustomerConnection: connectionType(),
  CustomerEdge: EDGE,
};
