import { z } from 'zod';
import type { CustomerFacts } from '../domain/customer-facts.ts';
import { customerIdOf } from './gid.ts';

/** What Kizuna reads of a customer, wherever it asks for one: ids, dates, tags, region and consent. */
export const CUSTOMER_FIELDS = `id createdAt updatedAt locale state tags numberOfOrders
  defaultAddress { countryCodeV2 provinceCode }
  defaultEmailAddress { marketingState }
  defaultPhoneNumber { marketingState }`;

/** Points of a customer. */
export const CUSTOMER_COST = 4;

const instant = z.iso.datetime().transform((text) => Date.parse(text));
const consent = z.object({ marketingState: z.string() }).nullable();

/** The fields of `CUSTOMER_FIELDS` in an answer. */
export const CustomerNode = z.object({
  id: z.string(),
  createdAt: instant,
  updatedAt: instant,
  locale: z.string(),
  state: z.string(),
  tags: z.array(z.string()),
  numberOfOrders: z.coerce.number(),
  defaultAddress: z
    .object({ countryCodeV2: z.string().nullable(), provinceCode: z.string().nullable() })
    .nullable(),
  defaultEmailAddress: consent,
  defaultPhoneNumber: consent,
});
export type CustomerNode = z.infer<typeof CustomerNode>;

/** An answered customer as facts. @throws RangeError for an id that is none. */
export function customerFactsOf(customer: CustomerNode): CustomerFacts {
  return {
    id: customerIdOf(customer.id),
    createdAt: customer.createdAt,
    updatedAt: customer.updatedAt,
    country: customer.defaultAddress?.countryCodeV2 ?? null,
    region: customer.defaultAddress?.provinceCode ?? null,
    account: customer.state.toLowerCase(),
    more: {
      locale: customer.locale,
      emailConsent: customer.defaultEmailAddress?.marketingState.toLowerCase() ?? null,
      smsConsent: customer.defaultPhoneNumber?.marketingState.toLowerCase() ?? null,
      orders: customer.numberOfOrders,
      tags: customer.tags,
    },
  };
}
