import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NameTable } from './name-table.ts';

const name = fc.oneof(
  fc.constantFrom('', 'A', 'a', 'NA', 'null', '山田', '＃１', '😀', '\uFFFD', 'c1', 'c10'),
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.nat({ max: 3_000 }).map((number) => `C${number}`),
);

describe('a name table', () => {
  it('numbers distinct names as they first come, exactly as a Map would', () => {
    fc.assert(
      fc.property(fc.array(name, { maxLength: 400, size: 'max' }), (names) => {
        const table = new NameTable();
        const map = new Map<string, number>();
        for (const each of names) {
          const known = map.get(each) ?? map.size;
          map.set(each, known);
          expect(table.number(each)).toBe(known);
        }
        expect(table.size).toBe(map.size);
        for (const [each, number] of map) {
          expect(table.find(each)).toBe(number);
          expect(table.name(number)).toBe(each);
        }
        expect(table.find('nobody of this name')).toBeNull();
      }),
    );
  });

  it('holds more names than it began with room for', () => {
    const table = new NameTable();
    for (let each = 0; each < 30_000; each += 1) table.number(`order-${each}`);
    expect(table.size).toBe(30_000);
    expect(table.number('order-12345')).toBe(12_345);
    expect(table.name(29_999)).toBe('order-29999');
  });

  it('compares in code-point order, which is not that of UTF-16', () => {
    const codePoints = (text: string) => Array.from(text, (letter) => letter.codePointAt(0) ?? 0);
    const byCodePoint = (a: number[], b: number[]) => {
      const at = a.findIndex((point, index) => point !== b[index]);
      return at === -1 ? a.length - b.length : (a[at] ?? 0) - (b[at] ?? -1);
    };
    fc.assert(
      fc.property(name, name, (a, b) => {
        const table = new NameTable();
        const compared = table.compare(table.number(a), table.number(b));
        expect(Math.sign(compared)).toBe(Math.sign(byCodePoint(codePoints(a), codePoints(b))));
      }),
    );
    const table = new NameTable();
    expect(table.compare(table.number('😀'), table.number('\uFFFD'))).toBeGreaterThan(0);
  });
});
