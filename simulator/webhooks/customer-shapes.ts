import type { AppAccess } from '../access.ts';
import { numberOf } from '../numbering.ts';
import type { Customer, CustomerEvent, MailingAddress, Merge } from '../records.ts';
import type { World } from '../world.ts';
import type { Json } from './json-text.ts';
import { fill, partOf, sampleOf, type Sample } from './samples.ts';
import { shopTime } from './shop-time.ts';

/** A customer as Shopify's REST shapes write it: name and contact only for an approved app. */
export function customerPayload(customer: Customer, world: World, access: AppAccess): Json {
  const sample = sampleOf('customers/update');
  const { defaultAddress: known } = customer;
  const address = known && addressOf(known, customer.id, partOf(sample, 'default_address'));
  return fill(sample, {
    id: numberOf(customer.id),
    admin_graphql_api_id: customer.id,
    created_at: shopTime(customer.createdAt, world.shop.ianaTimezone),
    updated_at: shopTime(customer.updatedAt, world.shop.ianaTimezone),
    state: customer.state.toLowerCase(),
    verified_email: true,
    currency: world.shop.currencyCode,
    addresses: address ? [address] : [],
    default_address: address,
    ...(access.protectedData === 2 && {
      first_name: customer.firstName,
      last_name: customer.lastName,
      email: customer.defaultEmailAddress?.emailAddress ?? null,
      phone: customer.defaultPhoneNumber?.phoneNumber ?? null,
    }),
  });
}

/** The tags that came or went. */
export function tagsPayload(
  topic: 'customer.tags_added' | 'customer.tags_removed',
  { customer, tagsAdded, tagsRemoved }: CustomerEvent,
  world: World,
): Json {
  const tags = topic === 'customer.tags_added' ? tagsAdded : tagsRemoved;
  const occurredAt = world.clock.precise();
  return fill(sampleOf(topic), { customerId: customer.id, tags: tags ?? [], occurredAt });
}

export function mergePayload({ keptId, deletedId, jobId, status, errors }: Merge): Json {
  return fill(sampleOf('customers/merge'), {
    admin_graphql_api_customer_kept_id: keptId,
    admin_graphql_api_customer_deleted_id: deletedId,
    admin_graphql_api_job_id: jobId,
    status,
    errors: errors.map(({ customerIds, field, message }) => ({
      customer_ids: customerIds.map(numberOf),
      field,
      message,
    })),
  });
}

function addressOf(address: MailingAddress, customerId: string, sample: Sample): Json {
  const { id, country, countryCodeV2, province, provinceCode } = address;
  return fill(sample, {
    id: numberOf(id),
    customer_id: numberOf(customerId),
    country,
    country_code: countryCodeV2,
    country_name: country,
    province,
    province_code: provinceCode,
    default: true,
  });
}
