import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CustomerId } from '../../domain/ids.ts';
import { packTagWrites, refusalOf, writeTags, type TagWrite } from './write-tags.ts';

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

describe('packed tag writes', () => {
  it('keep everyone once, in order, within 1,000 points a document', () => {
    fc.assert(
      fc.property(fc.array(write, { maxLength: 300 }), (writes) => {
        const packs = packTagWrites(writes);
        expect(packs.flat()).toEqual(writes);
        for (const pack of packs) expect(writeTags(pack).cost).toBeLessThanOrEqual(1_000);
      }),
    );
  });

  it('fill a document before the next one begins', () => {
    const one: TagWrite = { customerId: 1n as CustomerId, add: ['a'], remove: [] };
    expect(
      packTagWrites(Array.from({ length: 198 }, () => one)).map((pack) => pack.length),
    ).toEqual([99, 99]);
  });

  it('say line by line what Shopify refused', () => {
    const done = { node: { id: 'x' }, userErrors: [] };
    const result = {
      add0: done,
      remove1: done,
      add1: { node: null, userErrors: [{ message: 'Customer does not exist' }] },
    };
    expect([refusalOf(result, 0), refusalOf(result, 1)]).toEqual([null, 'Customer does not exist']);
  });
});
