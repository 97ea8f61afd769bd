import { describe, expect, it } from 'vitest';
import { BadFile, BadRows } from './bad-file.ts';

function refusalOf(bad: BadRows): BadFile | null {
  try {
    bad.refuse('orders.csv');
    return null;
  } catch (error) {
    return error as BadFile;
  }
}

describe('BadRows', () => {
  it('has nothing against a file without bad rows', () => {
    expect(refusalOf(new BadRows())).toBeNull();
  });

  it('names the first 20 rows, each with all its reasons, and counts the others', () => {
    const bad = new BadRows();
    for (let line = 2; line <= 26; line += 1) {
      expect(bad.includes(line)).toBe(false);
      bad.add(line, 'first');
      bad.add(line, 'second');
      expect(bad.includes(line)).toBe(true);
    }
    const refusal = refusalOf(bad);
    expect(refusal).toBeInstanceOf(BadFile);
    expect(refusal?.message).toBe('orders.csv has 25 bad rows');
    expect(refusal?.count).toBe(25);
    expect(refusal?.rows).toEqual(
      Array.from({ length: 20 }, (_, i) => ({ line: i + 2, reason: 'first; second' })),
    );
  });

  it('speaks of one row as one', () => {
    const bad = new BadRows();
    bad.add(2, 'first');
    expect(refusalOf(bad)?.message).toBe('orders.csv has 1 bad row');
  });
});
