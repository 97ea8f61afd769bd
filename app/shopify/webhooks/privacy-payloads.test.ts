import { describe, expect, it } from 'vitest';
import { dataRequestOf, redactRequestOf } from './privacy-payloads.ts';

describe('privacy payloads', () => {
  it('of a data request tell who asks, to the last digit', () => {
    const body = `{"shop_id": 1, "orders_requested": [9007199254740993, 2],
      "customer": {"id": 9007199254740995, "email": "a@b.jp"}, "data_request": {"id": 7}}`;
    expect(dataRequestOf(body)).toEqual({
      id: 7n,
      customerId: 9_007_199_254_740_995n,
      orders: [9_007_199_254_740_993n, 2n],
    });
  });

  it.each([
    [
      '{"customer": {"id": 5, "email": " a@b.jp ", "phone": null}, "orders_to_redact": [1]}',
      5n,
      [1n],
      ['a@b.jp'],
    ],
    ['{"customer": {"email": "a@b.jp", "phone": "+811"}}', null, [], ['a@b.jp', '+811']],
    ['{"orders_to_redact": null}', null, [], []],
  ])('of a redaction %s tell whom and what', (body, customerId, orders, contacts) => {
    expect(redactRequestOf(body)).toEqual({ customerId, orders, contacts });
  });

  it.each(['{}', '{"customer": {}, "data_request": {"id": 1}}', '{"customer": {"id": 1}}'])(
    'of a data request such as %s are refused',
    (body) => {
      expect(() => dataRequestOf(body)).toThrow();
    },
  );

  it('of a redaction with an id that is none are refused', () => {
    expect(() => redactRequestOf('{"customer": {"id": "x"}}')).toThrow();
  });
});
