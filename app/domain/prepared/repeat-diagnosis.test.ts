import { describe, expect, it } from 'vitest';
import { buyer, AS_OF } from '#tests/factories/buyers.ts';
import { tally } from '../reports/tally.ts';
import { repeatDiagnosis } from './repeat-diagnosis.ts';

describe('the diagnosis of repeat purchases (seed 003 §11–13)', () => {
  it('looks at a full year of first orders that are 90 days old', () => {
    const rows = [buyer(90, 0), buyer(454, 364), buyer(454, 363), buyer(89, 1), buyer(455, 454)];
    expect(tally(repeatDiagnosis(AS_OF), rows).f2).toMatchObject({ numerator: 2, denominator: 3 });
  });

  it('finds those whose only order was 60 to 90 days ago', () => {
    const rows = [buyer(59), buyer(60), buyer(90), buyer(91), buyer(70, 70), buyer(80, 70)];
    expect(tally(repeatDiagnosis(AS_OF), rows).due).toBe(2);
  });

  it('counts the orders of the year per buyer of the year', () => {
    const rows = [buyer(364, 10), buyer(365, 10), buyer(365)];
    expect(tally(repeatDiagnosis(AS_OF), rows).ordersAYear).toMatchObject({
      numerator: 3,
      denominator: 2,
    });
  });
});
