import { HttpResponseError } from '@shopify/shopify-api';
import { describe, expect, it } from 'vitest';
import { Failure, final } from '../domain/failure.ts';
import { toFailure } from './failures.ts';

describe('what Shopify and its libraries throw', () => {
  it.each([
    ['a Response 500', new Response(null, { status: 500 }), { kind: 'retry' }],
    ['a Response 403', new Response(null, { status: 403 }), { kind: 'stop' }],
    [
      'a Response 429',
      new Response(null, { status: 429, headers: { 'Retry-After': '3' } }),
      { kind: 'delay', ms: 3_000 },
    ],
    [
      'a Response 429 without a time',
      new Response(null, { status: 429 }),
      { kind: 'delay', ms: 2_000 },
    ],
    [
      "the library's own error",
      new HttpResponseError({
        message: 'x',
        code: 429,
        statusText: 'Too Many Requests',
        headers: { 'Retry-After': ['4'] },
      }),
      { kind: 'delay', ms: 4_000 },
    ],
    ['a network error', new TypeError('fetch failed'), { kind: 'retry' }],
    ['a string', 'gone', { kind: 'retry' }],
  ])('%s', (_, thrown, remedy) => {
    const failure = toFailure(thrown, 'calling');
    expect(failure).toBeInstanceOf(Failure);
    expect(failure.message).toMatch(/^calling: /);
    expect(failure.remedy).toEqual(remedy);
  });

  it('a Failure stays what it is', () => {
    const failure = final('as it was');
    expect(toFailure(failure, 'calling')).toBe(failure);
  });
});
