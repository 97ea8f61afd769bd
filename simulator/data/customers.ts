import { z } from 'zod';
import type { Customer } from '../records.ts';
import { EMPTY_STORE_NOW, id, instant, utc } from './parts.ts';

export const CustomerLine = z.looseObject({
  id: id('Customer'),
  createdAt: instant.optional(),
  updatedAt: instant.optional(),
  tags: z.array(z.string()).default([]),
});

/** A customer as its line says; what it leaves out is not known of it. */
export function customerOf(line: z.infer<typeof CustomerLine>): Customer {
  const createdAt = utc(line.createdAt ?? EMPTY_STORE_NOW);
  return {
    firstName: null,
    lastName: null,
    locale: 'ja',
    state: 'DISABLED',
    defaultEmailAddress: null,
    defaultPhoneNumber: null,
    defaultAddress: null,
    ...line,
    createdAt,
    updatedAt: utc(line.updatedAt ?? createdAt),
  };
}
