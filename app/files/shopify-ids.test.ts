import { describe, expect, it } from 'vitest';
import { readShopifyId } from './shopify-ids.ts';

describe('readShopifyId', () => {
  it.each([
    ['6940095054102', 6_940_095_054_102n],
    ["'6940095054102", 6_940_095_054_102n],
    ['gid://shopify/Customer/42', 42n],
    ['9223372036854775807', 9_223_372_036_854_775_807n],
    ['9223372036854775808', null],
    ['99999999999999999999', null],
    ['gid://shopify/Order/42', null],
    ['0', null],
    ['6.94E+12', null],
    ['-4', null],
    ['hanako@example.com', null],
    ['', null],
  ])('%s → %s', (text, id) => {
    expect(readShopifyId(text, 'Customer')).toBe(id);
  });
});
