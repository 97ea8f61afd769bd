import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { readDelivery } from './delivery.ts';

const NEW = 'the secret';
const OLD = 'the one before';
const BODY = '{"id":9007199254740993}';

function request(changes: Record<string, string | null> = {}, body = BODY, secret = NEW) {
  const bytes = Buffer.from(body);
  const headers = new Headers({
    'X-Shopify-Topic': 'orders/create',
    'X-Shopify-Hmac-Sha256': createHmac('sha256', secret).update(bytes).digest('base64'),
    'X-Shopify-Shop-Domain': 'A-shop.myshopify.com',
    'X-Shopify-API-Version': '2026-10',
    'X-Shopify-Webhook-Id': 'w-1',
    'X-Shopify-Triggered-At': '2026-11-01T10:00:00.123Z',
  });
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) headers.delete(name);
    else headers.set(name, value);
  }
  return readDelivery(headers, bytes, [NEW, OLD]);
}

describe('a delivery', () => {
  it('is read whole, its body as it came', () => {
    expect(request()).toEqual({
      delivery: {
        shopDomain: 'a-shop.myshopify.com',
        webhookId: 'w-1',
        topic: 'orders/create',
        body: BODY,
        hash: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
        triggeredAt: new Date('2026-11-01T10:00:00.123Z'),
      },
    });
  });

  it('may be signed with the old secret during a rotation, with no other', () => {
    expect(request({}, BODY, OLD)).toHaveProperty('delivery');
    expect(request({}, BODY, 'guess')).toHaveProperty('status', 401);
  });

  it.each([
    'X-Shopify-Topic',
    'X-Shopify-Shop-Domain',
    'X-Shopify-API-Version',
    'X-Shopify-Webhook-Id',
  ])('without %s is malformed', (name) => {
    expect(request({ [name]: null })).toEqual({
      status: 400,
      reason: `missing or malformed: ${name.toLowerCase()}`,
    });
  });

  it.each([null, '', 'AAAA', 'nicht base64 !'])('with the signature %j is refused', (signature) => {
    expect(request({ 'X-Shopify-Hmac-Sha256': signature })).toHaveProperty('status', 401);
  });

  it.each(['', 'null', '[]', '"text"', '{"id":', 'id=1'])(
    'signed, but with the body %j, is malformed',
    (body) => {
      expect(request({}, body)).toEqual({ status: 400, reason: 'the body is not a JSON object' });
    },
  );

  it.each(['evil.example.com', 'a.myshopify.com.evil.com', '../a'])(
    'of the shop %s is malformed',
    (domain) => {
      expect(request({ 'X-Shopify-Shop-Domain': domain })).toHaveProperty('status', 400);
    },
  );

  it('does without the time it was triggered', () => {
    for (const time of [null, 'yesterday']) {
      expect(request({ 'X-Shopify-Triggered-At': time })).toHaveProperty(
        'delivery.triggeredAt',
        null,
      );
    }
  });
});
