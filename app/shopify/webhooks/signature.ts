import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * Whether Shopify signed exactly these bytes: base64 of HMAC-SHA256 with the app's secret. During
 * a rotation the old secret signs for about an hour, so every secret given may be the one.
 */
export function isSigned(body: Uint8Array, signature: string, secrets: readonly string[]): boolean {
  const given = Buffer.from(signature, 'base64');
  return secrets.some((secret) => {
    const expected = createHmac('sha256', secret).update(body).digest();
    return expected.length === given.length && timingSafeEqual(expected, given);
  });
}
