import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { final } from '../domain/failure.ts';

const ALGORITHM = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Encrypts a text with a 32-byte key in base64; the shop binds it, so that rows cannot be swapped. */
export function seal(text: string, key: string, shop: string): Buffer {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv(ALGORITHM, Buffer.from(key, 'base64'), iv).setAAD(
    Buffer.from(shop),
  );
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), body]);
}

/** Decrypts what `seal` made. @throws Failure (stop) when the key or the shop is another one. */
export function unseal(sealed: Uint8Array, key: string, shop: string): string {
  const bytes = Buffer.from(sealed);
  const iv = bytes.subarray(0, IV_BYTES);
  const tag = bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES);
  const decipher = createDecipheriv(ALGORITHM, Buffer.from(key, 'base64'), iv);
  decipher.setAAD(Buffer.from(shop)).setAuthTag(tag);
  try {
    const body = bytes.subarray(IV_BYTES + TAG_BYTES);
    return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8');
  } catch (error) {
    throw final(
      'a stored token cannot be decrypted: is ENCRYPTION_KEY the one it was stored with?',
      error,
    );
  }
}
