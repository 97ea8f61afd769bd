import { z } from 'zod';
import { SCOPES } from '../../app-scopes.ts';
import { gid } from './parts.ts';

const scopes = z.array(z.enum(SCOPES)).default([]);

/**
 * `POST /__sim/access`: scopes granted and taken back, the level of protected customer data, and
 * whether customers' names are approved by themselves.
 */
export const AccessInput = z.strictObject({
  grant: scopes,
  revoke: scopes,
  protectedData: z.union([z.literal(0), z.literal(1), z.literal(2)]).optional(),
  names: z.boolean().optional(),
});
export type AccessInput = z.infer<typeof AccessInput>;

/** `POST /__sim/privacy`: a request that Shopify passes on; the customer may be gone already. */
export const PrivacyInput = z.discriminatedUnion('topic', [
  z.strictObject({
    topic: z.enum(['customers/data_request', 'customers/redact']),
    customer: gid('Customer'),
    /** The customer's own, unless others are named. */
    orders: z.array(gid('Order')).optional(),
  }),
  z.strictObject({ topic: z.literal('shop/redact') }),
]);
export type PrivacyInput = z.infer<typeof PrivacyInput>;
