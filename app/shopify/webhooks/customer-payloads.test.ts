import { describe, expect, it } from 'vitest';
import { customerNewsOf, mergeNewsOf, tagNewsOf } from './customer-payloads.ts';

const BIG = 'gid://shopify/Customer/9007199254740993';
const customer = {
  admin_graphql_api_id: BIG,
  created_at: '2026-01-01T12:00:00+09:00',
  updated_at: '2026-01-02T12:00:00+09:00',
  state: 'ENABLED',
  default_address: { country_code: 'JP', province_code: 'JP-13' },
};
const merge = {
  admin_graphql_api_customer_kept_id: BIG,
  admin_graphql_api_customer_deleted_id: 'gid://shopify/Customer/5',
  status: 'completed',
};
const tags = { customerId: BIG, tags: ['卸'], occurredAt: '2026-01-02T03:00:00.123Z' };
const text = (body: object) => JSON.stringify(body);

describe('customer payloads', () => {
  it('tell facts without tags and consent', () => {
    expect(customerNewsOf('customers/update', text(customer))).toEqual({
      kind: 'facts',
      facts: {
        id: 9_007_199_254_740_993n,
        createdAt: Date.parse('2026-01-01T03:00:00Z'),
        updatedAt: Date.parse('2026-01-02T03:00:00Z'),
        country: 'JP',
        region: 'JP-13',
        account: 'enabled',
        more: null,
      },
    });
  });

  it.each([{ default_address: null }, { default_address: undefined }, { default_address: {} }])(
    'of a customer with %j tell no region',
    (fields) => {
      expect(customerNewsOf('customers/create', text({ ...customer, ...fields }))).toMatchObject({
        facts: { country: null, region: null },
      });
    },
  );

  it('tell who was deleted, to the last digit', () => {
    expect(customerNewsOf('customers/delete', '{"id": 9007199254740993}')).toEqual({
      kind: 'deleted',
      id: 9_007_199_254_740_993n,
    });
  });

  it('tell of a merge once it has come to pass', () => {
    expect(mergeNewsOf(text(merge))).toEqual({ kept: 9_007_199_254_740_993n, deleted: 5n });
    expect(mergeNewsOf(text({ ...merge, status: 'failed' }))).toBeNull();
  });

  it('tell which tags came or went, and when', () => {
    const at = Date.parse('2026-01-02T03:00:00.123Z');
    const id = 9_007_199_254_740_993n;
    expect(tagNewsOf('customer.tags_added', text(tags))).toEqual({
      id,
      added: ['卸'],
      removed: [],
      at,
    });
    expect(tagNewsOf('customer.tags_removed', text(tags))).toEqual({
      id,
      added: [],
      removed: ['卸'],
      at,
    });
  });

  it.each([
    () => customerNewsOf('customers/update', '{}'),
    () =>
      customerNewsOf('customers/update', text({ ...customer, admin_graphql_api_id: 'gid://x' })),
    () => customerNewsOf('customers/delete', '{"id": "five"}'),
    () => mergeNewsOf(text({ ...merge, admin_graphql_api_customer_kept_id: null })),
    () => tagNewsOf('customer.tags_added', text({ ...tags, occurredAt: 'today' })),
    () => tagNewsOf('customer.tags_added', text({ ...tags, tags: 'a, b' })),
  ])('of another shape are refused (%#)', (read) => {
    expect(read).toThrow();
  });
});
