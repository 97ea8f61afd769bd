import { createHmac, hkdfSync } from 'node:crypto';
import { marksOf, type Contact, type IdentityKind } from '../domain/identity.ts';
import type { CustomerNode } from './customer-fields.ts';

/** A mark of a person as it may be kept: without the key it says nothing. */
export interface IdentityKey {
  kind: IdentityKind;
  /** Hexadecimal. */
  key: string;
}

const KEY_BYTES = 32;
const KEPT_BYTES = 16;

/**
 * Turns an answered customer into keyed hashes of who they may be; null for an answer that does not
 * tell. Each shop has a key of its own, so that nobody is found again in another shop.
 *
 * @param secret 32 bytes in base64.
 */
export function identityKeys(
  secret: string,
  shop: string,
): (customer: CustomerNode) => IdentityKey[] | null {
  const key = keyOf(secret, shop);
  return ({ firstName, lastName, defaultEmailAddress, defaultPhoneNumber, defaultAddress }) => {
    if (firstName === undefined || lastName === undefined) return null;
    return hashed(key, {
      email: defaultEmailAddress?.emailAddress ?? null,
      phone: defaultPhoneNumber?.phoneNumber ?? null,
      firstName,
      lastName,
      zip: defaultAddress?.zip ?? null,
    });
  };
}

/** The keyed hash of an e-mail address, as it is kept of customers; null for what is none. */
export function emailKey(secret: string, shop: string, email: string): string | null {
  const nobody = { phone: null, firstName: null, lastName: null, zip: null };
  return hashed(keyOf(secret, shop), { ...nobody, email })[0]?.key ?? null;
}

function keyOf(secret: string, shop: string): Buffer {
  const bytes = hkdfSync('sha256', Buffer.from(secret, 'base64'), shop, 'customer key', KEY_BYTES);
  return Buffer.from(bytes);
}

function hashed(key: Buffer, contact: Contact): IdentityKey[] {
  return marksOf(contact).map(({ kind, text }) => ({
    kind,
    key: createHmac('sha256', key)
      .update(`${kind}:${text}`)
      .digest()
      .subarray(0, KEPT_BYTES)
      .toString('hex'),
  }));
}
