import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Column } from './column.ts';

describe('a column', () => {
  it('gives back every whole number, however large the numbers get', () => {
    const whole = fc.oneof(fc.integer({ min: -40_000, max: 40_000 }), fc.maxSafeInteger());
    fc.assert(
      fc.property(fc.array(whole, { size: 'large' }), fc.nat(), whole, (values, place, other) => {
        const column = new Column();
        for (const value of values) column.push(value);
        const expected = [...values];
        if (values.length > 0) {
          column.set(place % values.length, other);
          expected[place % values.length] = other;
        }
        expect(column.length).toBe(values.length);
        expect(expected.map((_, index) => column.at(index))).toEqual(expected);
      }),
    );
  });

  it('has no row that was never pushed, and keeps numbers only', () => {
    const column = new Column();
    column.push(1);
    expect(() => column.at(1)).toThrow('there is no row 1');
    expect(() => {
      column.push(NaN);
    }).toThrow('only numbers');
  });
});
