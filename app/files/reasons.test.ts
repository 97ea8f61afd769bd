import { describe, expect, it } from 'vitest';
import { quoted, unreadable } from './reasons.ts';

describe('quoted', () => {
  it.each([
    ['abc', '"abc"'],
    ['x'.repeat(40), `"${'x'.repeat(40)}"`],
    ['x'.repeat(41), `"${'x'.repeat(40)}…"`],
    ['表'.repeat(1000), `"${'表'.repeat(40)}…"`],
    ['😀'.repeat(40), `"${'😀'.repeat(40)}"`],
    ['😀'.repeat(41), `"${'😀'.repeat(40)}…"`],
    ['a\r\n\tb\u001b[31m', '"a b [31m"'],
  ])('shows %j', (value, shown) => {
    expect(quoted(value)).toBe(shown);
  });
});

describe('unreadable', () => {
  it('tells an empty cell from one with nonsense', () => {
    expect(unreadable('amount', 'Total', '')).toBe('unreadable amount: Total is empty');
    expect(unreadable('date', 'at', 'soon')).toBe('unreadable date "soon"');
  });
});
