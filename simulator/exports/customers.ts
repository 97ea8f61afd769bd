import { priceText } from '../money.ts';
import { numberOf } from '../numbering.ts';
import type { Customer } from '../records.ts';
import { amountSpentBy, orderCountOf } from '../spending.ts';
import type { World } from '../world.ts';
import { asText, yesNo, type Row } from './cells.ts';

/** The columns of Shopify's own export of customers; those the store knows nothing of stay empty. */
export const CUSTOMER_COLUMNS = [
  'Customer ID',
  'First Name',
  'Last Name',
  'Email',
  'Accepts Email Marketing',
  'Default Address Company',
  'Default Address Address1',
  'Default Address Address2',
  'Default Address City',
  'Default Address Province Code',
  'Default Address Country Code',
  'Default Address Zip',
  'Default Address Phone',
  'Phone',
  'Accepts SMS Marketing',
  'Total Spent',
  'Total Orders',
  'Note',
  'Tax Exempt',
  'Tags',
] as const;
type CustomerColumn = (typeof CUSTOMER_COLUMNS)[number];

/** The rows of the export, one a customer. */
export function* customerRows(world: World): Generator<Row<CustomerColumn>> {
  for (const customer of world.customers.values()) yield rowOf(customer, world);
}

function rowOf(customer: Customer, world: World): Row<CustomerColumn> {
  const { id, defaultEmailAddress: email, defaultPhoneNumber: phone } = customer;
  const { defaultAddress: address } = customer;
  return {
    'Customer ID': asText(String(numberOf(id))),
    'First Name': customer.firstName ?? '',
    'Last Name': customer.lastName ?? '',
    Email: email?.emailAddress ?? '',
    'Accepts Email Marketing': yesNo(email?.marketingState === 'SUBSCRIBED'),
    'Default Address Address1': address?.address1 ?? '',
    'Default Address City': address?.city ?? '',
    'Default Address Province Code': address?.provinceCode ?? '',
    'Default Address Country Code': address?.countryCodeV2 ?? '',
    'Default Address Zip': asText(address?.zip),
    Phone: asText(phone?.phoneNumber),
    'Accepts SMS Marketing': yesNo(phone?.marketingState === 'SUBSCRIBED'),
    'Total Spent': priceText(amountSpentBy(world, id)),
    'Total Orders': orderCountOf(world, id),
    'Tax Exempt': 'no',
    Tags: customer.tags.join(', '),
  };
}
