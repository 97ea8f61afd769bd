import { expect, it } from 'vitest';
import { cutTo } from './include-fields.ts';
import { jsonText } from './json-text.ts';

const payload = {
  id: 9_007_199_254_740_993n,
  note: null,
  customer: { id: 1, email: 'x' },
  refunds: [
    { id: 2, amount: '5' },
    { id: 3, amount: '6' },
  ],
};

it.each([
  [['id'], { id: payload.id }],
  [['customer.id', 'note'], { note: null, customer: { id: 1 } }],
  [['refunds.amount'], { refunds: [{ amount: '5' }, { amount: '6' }] }],
  [['customer', 'customer.id'], { customer: payload.customer }],
  [['nothing', 'note.deeper'], { note: null }],
])('include_fields %j', (paths, kept) => {
  expect(cutTo(payload, paths)).toEqual(kept);
});

it('whole numbers of any size stay exact in the text', () => {
  expect(jsonText(payload)).toContain('{"id":9007199254740993,"note":null,');
  expect(jsonText(['"', undefined, true, 1.5])).toBe(String.raw`["\"",null,true,1.5]`);
});
