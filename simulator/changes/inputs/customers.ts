import { z } from 'zod';
import { gid, instant } from './parts.ts';

const text = z.string().nullable().optional();
const consent = {
  marketingState: z
    .enum(['INVALID', 'NOT_SUBSCRIBED', 'PENDING', 'REDACTED', 'SUBSCRIBED', 'UNSUBSCRIBED'])
    .optional(),
  marketingOptInLevel: z
    .enum(['CONFIRMED_OPT_IN', 'SINGLE_OPT_IN', 'UNKNOWN'])
    .nullable()
    .optional(),
};

/** What may be said of a customer; the parts of an address or a consent are changed one by one. */
export const person = {
  firstName: text,
  lastName: text,
  locale: z.string().optional(),
  tags: z.array(z.string()).optional(),
  state: z.enum(['DECLINED', 'DISABLED', 'ENABLED', 'INVITED']).optional(),
  defaultEmailAddress: z
    .strictObject({ emailAddress: z.string().min(1).optional(), ...consent })
    .nullable()
    .optional(),
  defaultPhoneNumber: z
    .strictObject({ phoneNumber: z.string().min(1).optional(), ...consent })
    .nullable()
    .optional(),
  defaultAddress: z
    .strictObject({
      country: text,
      countryCodeV2: text,
      province: text,
      provinceCode: text,
      city: text,
      zip: text,
      address1: text,
    })
    .nullable()
    .optional(),
  createdAt: instant.optional(),
  /** Taken and replaced: when a record changed is the store's to say. */
  updatedAt: instant.optional(),
};

/** `POST /__sim/customers`: a new customer, or with an id a change of it. */
export const CustomerInput = z.strictObject({ id: gid('Customer').optional(), ...person });
export type CustomerInput = z.infer<typeof CustomerInput>;

/** `POST /__sim/customers/:id/tags`, as a merchant ticks and unticks them in the admin. */
export const TagsInput = z.strictObject({
  add: z.array(z.string()).default([]),
  remove: z.array(z.string()).default([]),
});
export type TagsInput = z.infer<typeof TagsInput>;

/** `POST /__sim/customers/merge`; a merge that fails changes nothing and says why. */
export const MergeInput = z.strictObject({
  keep: gid('Customer'),
  remove: gid('Customer'),
  fail: z.string().optional(),
});
export type MergeInput = z.infer<typeof MergeInput>;
