import { describe, expect, it } from 'vitest';
import { largestLeak } from './leak.ts';

const passage = (then: number, advanced: number | null, target: number | null) => ({
  then,
  advanced,
  value: advanced === null || then === 0 ? null : advanced / then,
  target,
});

describe('the largest leak', () => {
  it('is where most customers are missing, not where the rate is lowest', () => {
    const many = passage(1_000, 400, 0.5);
    expect(largestLeak([passage(10, 0, 0.8), many])).toEqual({ ...many, missing: 100 });
  });

  it('counts whole customers', () => {
    expect(largestLeak([passage(3, 1, 0.5)])?.missing).toBe(1);
  });

  it('is none where aims are met, unknown or not set', () => {
    const fine = [passage(10, 5, 0.5), passage(0, 0, 0.5), passage(10, 0, null)];
    expect(largestLeak([...fine, passage(10, null, 0.5)])).toBeNull();
    expect(largestLeak([])).toBeNull();
  });
});
