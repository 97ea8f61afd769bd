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
  "name": "#1001", "currency": "JPY", "source_name": "pos", "location_id": 9007199254740997,
  "tags": "ギフト, first", "landing_site": "/?utm_source=instagram&utm_campaign=autumn&token=x",
  "company": null, "discount_codes": [{"code": "WELCOME"}], "total_discounts_set": ${money('600')},
  "line_items": [{"id": 11, "product_id": 9007199254740999, "variant_id": null, "title": "クリーム",
    "quantity": 2, "current_quantity": 1, "price_set": ${money('2500')},
    "discount_allocations": [{"amount_set": ${money('500')}}, {"amount_set": ${money('100')}}]}],
  "refunds": []${more}}`;

describe('what a payload says of an order', () => {
  it('is everything when nothing was refunded, with ids exact', () => {
    expect(readOrderNews('orders/updated', order(), read)).toEqual({
      kind: 'facts',
      facts: {
        id: 9007199254740993n,
        name: '#1001',
        customerId: 9007199254740995n,
        createdAt: Date.parse('2026-05-02T01:00:00Z'),
        processedAt: Date.parse('2026-05-01T01:00:00Z'),
        updatedAt: Date.parse('2026-05-03T01:00:00Z'),
        cancelledAt: null,
        test: false,
        total: 5000,
        currentTotal: 4000,
        refunded: 0,
        refunds: [],
        discount: 600,
        discountCodes: ['WELCOME'],
        tags: ['ギフト', 'first'],
        sourceName: 'pos',
        locationId: 9007199254740997n,
        business: false,
        utm: { source: 'instagram', medium: null, campaign: 'autumn' },
        lines: [
          {
            id: 11n,
            productId: 9007199254740999n,
            variantId: null,
            title: 'クリーム',
            quantity: 2,
            currentQuantity: 1,
            sales: 4400,
            plan: null,
          },
        ],
      },
    });
  });

  it('tells a company, and no visit where the address carries none', () => {
    const business = order()
      .replace('"company": null', '"company": {"id": 1, "location_id": 2}')
      .replace(/\?utm_source[^"]*/, '?ref=1');
    expect(readOrderNews('orders/create', business, read)).toMatchObject({
      facts: { business: true, utm: null },
    });
  });

  it('is not enough when something was refunded, but can be reckoned in the shop’s own money', () => {
    const back = (currency: string) =>
      `{"kind": "refund", "status": "success", "amount": "700.0", "currency": "${currency}"}`;
    const failed = back('JPY').replace('success', 'failure');
    const refunds = `[{"id": 1, "created_at": "2026-05-03T10:00:00+09:00",
      "transactions": [${back('JPY')}, ${failed}, ${back('USD')}]}]`;
    const refunded = order().replace('"refunds": []', `"refunds": ${refunds}`);
    expect(readOrderNews('orders/updated', refunded, read)).toMatchObject({
      kind: 'ask',
      id: 9007199254740993n,
      reckoned: {
        refunded: 700,
        refunds: [{ at: Date.parse('2026-05-03T01:00:00Z'), amount: 700 }],
        total: 5000,
      },
    });
    const refund = '{"id": 5, "order_id": 9007199254740993}';
    expect(readOrderNews('refunds/create', refund, read)).toEqual({
      kind: 'ask',
      id: 9007199254740993n,
      reckoned: null,
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
