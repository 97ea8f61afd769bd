import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CustomerId } from '../../domain/ids.ts';
import { CUSTOMERS_A_CALL, refusalOf, writeTags, type TagWrite } from './write-tags.ts';

const write = fc
  .record({
    id: fc.bigInt({ min: 1n, max: 2n ** 63n - 1n }),
    add: fc.boolean(),
    remove: fc.boolean(),
  })
  .filter(({ add, remove }) => add || remove)
  .map(({ id, add, remove }): TagWrite => ({
    customerId: id as CustomerId,
    add: add ? ['kz-cpm:first-active'] : [],
    remove: remove ? ['kz-cpm:first-lapsed'] : [],
  }));

describe('tag writes of several customers', () => {
  it('stay within 1,000 points a document', () => {
    fc.assert(
      fc.property(fc.array(write, { maxLength: CUSTOMERS_A_CALL }), (writes) => {
        expect(writeTags(writes).cost).toBeLessThanOrEqual(1_000);
      }),
    );
  });

  it('say customer by customer what Shopify refused, or did not answer', () => {
    const done = { node: { id: 'x' }, userErrors: [] };
    const gone = { node: null, userErrors: [{ message: 'Customer does not exist' }] };
    const both = { add: ['a'], remove: ['b'] };
    const result = {
      add0: done,
      remove0: done,
      remove1: done,
      add1: gone,
      add2: done,
      remove3: null,
    };
    expect(refusalOf(result, both, 0)).toBeNull();
    expect(refusalOf(result, both, 1)).toBe('Customer does not exist');
    for (const unanswered of [2, 3, 4]) {
      expect(refusalOf(result, both, unanswered)).toBe('Shopify did not say that it was done');
    }
    expect(refusalOf(result, { add: ['a'], remove: [] }, 2)).toBeNull();
  });
});
