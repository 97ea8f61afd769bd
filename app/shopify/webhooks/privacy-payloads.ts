import { parse } from 'lossless-json';
import { z } from 'zod';
import type { CustomerId, OrderId } from '../../domain/ids.ts';

/** A customer asks what is kept of them. */
export interface DataRequest {
  id: bigint;
  customerId: CustomerId;
  orders: OrderId[];
}

/** A customer is to be forgotten. */
export interface RedactRequest {
  /** Null for someone who is known by an e-mail address only. */
  customerId: CustomerId | null;
  orders: OrderId[];
  /** E-mail address and telephone number, to find what mentions them. */
  contacts: string[];
}

/** Numbers stay text, so that ids above 2^53 stay exact. */
const number = z
  .string()
  .regex(/^\d+$/)
  .transform((digits) => BigInt(digits));
const numbers = z.array(number).nullish();

const Asked = z.object({
  customer: z.object({ id: number }),
  orders_requested: numbers,
  data_request: z.object({ id: number }),
});
const Redact = z.object({
  customer: z
    .object({ id: number.nullish(), email: z.string().nullish(), phone: z.string().nullish() })
    .nullish(),
  orders_to_redact: numbers,
});

/** Reads the body of customers/data_request. @throws ZodError or SyntaxError for another shape. */
export function dataRequestOf(body: string): DataRequest {
  const asked = Asked.parse(parse(body, undefined, String));
  return {
    id: asked.data_request.id,
    customerId: asked.customer.id as CustomerId,
    orders: (asked.orders_requested ?? []) as OrderId[],
  };
}

/** Reads the body of customers/redact. @throws ZodError or SyntaxError for another shape. */
export function redactRequestOf(body: string): RedactRequest {
  const { customer, orders_to_redact: orders } = Redact.parse(parse(body, undefined, String));
  return {
    customerId: (customer?.id ?? null) as CustomerId | null,
    orders: (orders ?? []) as OrderId[],
    contacts: [customer?.email, customer?.phone].flatMap((contact) => (contact ?? '').trim() || []),
  };
}
