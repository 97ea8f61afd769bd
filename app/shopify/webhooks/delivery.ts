import { createHash } from 'node:crypto';
import { z } from 'zod';
import { isSigned } from './signature.ts';

/** What Shopify sent, found whole and genuine. */
export interface Delivery {
  shopDomain: string;
  webhookId: string;
  topic: string;
  /** The JSON text as it came: ids in it may exceed 2^53. */
  body: string;
  /** SHA-256 of the body, hexadecimal. */
  hash: string;
  triggeredAt: Date | null;
}

/** A delivery, or the HTTP status it is refused with and why. */
export type Reading = { delivery: Delivery } | { status: 400 | 401; reason: string };

const Headers = z.object({
  'x-shopify-topic': z.string().min(1),
  'x-shopify-shop-domain': z.string().regex(/^[a-z0-9][a-z0-9-]*\.myshopify\.com$/i),
  'x-shopify-webhook-id': z.string().min(1).max(200),
  'x-shopify-api-version': z.string().min(1),
});
const instant = z.iso.datetime({ offset: true });

/** Reads a request: 401 when the signature is missing or wrong, 400 when it is signed but malformed. */
export function readDelivery(
  headers: { get: (name: string) => string | null },
  bytes: Uint8Array,
  secrets: readonly string[],
): Reading {
  const signature = headers.get('x-shopify-hmac-sha256');
  if (!signature || !isSigned(bytes, signature, secrets)) {
    return { status: 401, reason: 'the signature is missing or wrong' };
  }
  const names = Object.keys(Headers.shape);
  const given = Headers.safeParse(
    Object.fromEntries(names.map((name) => [name, headers.get(name)])),
  );
  if (!given.success) {
    const faulty = given.error.issues.map((issue) => issue.path.join('.')).join(', ');
    return { status: 400, reason: `missing or malformed: ${faulty}` };
  }
  const body = Buffer.from(bytes).toString('utf8');
  if (!isJsonObject(body)) return { status: 400, reason: 'the body is not a JSON object' };
  const triggeredAt = instant.safeParse(headers.get('x-shopify-triggered-at'));
  return {
    delivery: {
      shopDomain: given.data['x-shopify-shop-domain'].toLowerCase(),
      webhookId: given.data['x-shopify-webhook-id'],
      topic: given.data['x-shopify-topic'],
      body,
      hash: createHash('sha256').update(bytes).digest('hex'),
      triggeredAt: triggeredAt.success ? new Date(triggeredAt.data) : null,
    },
  };
}

function isJsonObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
