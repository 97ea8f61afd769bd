import { z } from 'zod';
import type { CustomerFacts } from '../domain/customer-facts.ts';
import { customerIdOf } from './gid.ts';

/** Of protected data Shopify has approved the app for names, addresses and contacts. */
export const APPROVED_FOR_CONTACTS = 2;

/**
 * What Kizuna reads of a customer, wherever it asks for one: ids, dates, tags, region and consent.
 *
 * @param protectedData 0, 1 or 2; with 2 also by what the same person may be recognised.
 */
export function customerFields(protectedData: number): string {
  const whole = protectedData >= APPROVED_FOR_CONTACTS;
  const also = (fields: string) => (whole ? ` ${fields}` : '');
  return `id createdAt updatedAt locale state tags numberOfOrders${also('firstName lastName')}
  defaultAddress { countryCodeV2 provinceCode${also('zip')} }
  defaultEmailAddress { marketingState${also('emailAddress')} }
  defaultPhoneNumber { marketingState${also('phoneNumber')} }`;
}

/** Points of a customer. */
export const CUSTOMER_COST = 4;

const instant = z.iso.datetime().transform((text) => Date.parse(text));
const text = z.string().nullish();
const consent = { marketingState: z.string() };

/** The fields of `customerFields` in an answer. */
export const CustomerNode = z.object({
  id: z.string(),
  createdAt: instant,
  updatedAt: instant,
  locale: z.string(),
  state: z.string(),
  tags: z.array(z.string()),
  numberOfOrders: z.coerce.number(),
  firstName: text,
  lastName: text,
  defaultAddress: z
    .object({
      countryCodeV2: z.string().nullable(),
      provinceCode: z.string().nullable(),
      zip: text,
    })
    .nullable(),
  defaultEmailAddress: z.object({ ...consent, emailAddress: text }).nullable(),
  defaultPhoneNumber: z.object({ ...consent, phoneNumber: text }).nullable(),
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
