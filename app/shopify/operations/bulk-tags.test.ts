import { describe, expect, it } from 'vitest';
import { lineResultOf } from './bulk-tags.ts';

const line = (rest: object) => lineResultOf(JSON.stringify({ __lineNumber: 7, ...rest }));
const payload = (node: object | null, ...messages: string[]) => ({
  data: { tagsAdd: { node, userErrors: messages.map((message) => ({ field: null, message })) } },
});

describe('a line of a bulk result', () => {
  it('says whether its customer’s tags were changed', () => {
    expect(line(payload({ id: 'x' }))).toEqual({ number: 7, refusal: null });
    expect(line(payload(null, 'Customer does not exist'))).toEqual({
      number: 7,
      refusal: 'Customer does not exist',
    });
    expect(line(payload({ id: 'x' }, 'a', 'b')).refusal).toBe('a; b');
  });

  it('that went wrong as a whole says why', () => {
    expect(line({ errors: [{ message: 'Internal error' }] }).refusal).toBe('Internal error');
    for (const silent of [{}, { data: null }, { data: { tagsAdd: null } }, payload(null)]) {
      expect(line(silent).refusal).toBe('Shopify did not say that it was done');
    }
  });

  it('that is cut off or of another shape is not understood', () => {
    expect(() => lineResultOf('{"data":{"tagsAdd"')).toThrow(SyntaxError);
    expect(() => lineResultOf('{"data":{}}')).toThrow('__lineNumber');
  });
});
