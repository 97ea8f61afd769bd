import { describe, expect, it } from 'vitest';
import { moneyReader } from '../../domain/money.ts';
import { readOrderNews } from './order-payloads.ts';

const read = moneyReader('JPY');
const money = (amount: string) =>
  `{"shop_money":{"amount":"${amount}","currency_code":"JPY"},"presentment_money":{"amount":"1.0","currency_code":"USD"}}`;
const order = (more = '') => `{
  "id": 9007199254740993, "admin_graphql_api_id": "gid://shopify/Order/9007199254740993",
  "created_at": "2026-05-02T10:00:00+09:00", "processed_at": "2026-05-01T10:00:00+09:00",
  "updated_at": "2026-05-03T10:00:00+09:00", "cancelled_at": null, "test": false,
  "total_price_set": ${money('5000')}, "current_total_price_set": ${money('4000')},
  "customer": {"id": 9007199254740995, "admin_graphql_api_id": "gid://shopify/Customer/9007199254740995"},
  "refunds": []${more}}`;

describe('what a payload says of an order', () => {
  it('is everything when nothing was refunded, with ids exact', () => {
    expect(readOrderNews('orders/updated', order(), read)).toEqual({
      kind: 'facts',
      facts: {
        id: 9007199254740993n,
        customerId: 9007199254740995n,
        processedAt: Date.parse('2026-05-01T01:00:00Z'),
        updatedAt: Date.parse('2026-05-03T01:00:00Z'),
        cancelledAt: null,
        test: false,
        total: 5000,
        currentTotal: 4000,
        refunded: 0,
      },
    });
  });

  it('is not enough when something was refunded', () => {
    const refunded = order().replace('"refunds": []', '"refunds": [{"id": 1}]');
    expect(readOrderNews('orders/updated', refunded, read)).toEqual({
      kind: 'ask',
      id: 9007199254740993n,
    });
    const refund = '{"id": 5, "order_id": 9007199254740993}';
    expect(readOrderNews('refunds/create', refund, read)).toEqual({
      kind: 'ask',
      id: 9007199254740993n,
    });
  });

  it('may be that it is gone', () => {
    expect(readOrderNews('orders/delete', '{"id": 9007199254740993}', read)).toEqual({
      kind: 'deleted',
      id: 9007199254740993n,
    });
  });

  it('knows guests, and orders that were never processed apart from being created', () => {
    const guest = order()
      .replace(/"customer": \{[^}]*\}/, '"customer": null')
      .replace(/"processed_at": "[^"]*"/, '"processed_at": null');
    expect(readOrderNews('orders/create', guest, read)).toMatchObject({
      facts: { customerId: null, processedAt: Date.parse('2026-05-02T01:00:00Z') },
    });
  });

  it.each([
    ['orders/create', '{}'],
    ['orders/create', order().replace('"5000"', '"five"')],
    ['orders/create', order().replace('gid://shopify/Order/', 'gid://shopify/Draft/')],
    ['orders/delete', '{"id": "x"}'],
    ['refunds/create', '{"id": 5}'],
  ])('of %s of another shape is refused', (topic, body) => {
    expect(() => readOrderNews(topic, body, read)).toThrow();
  });
});
