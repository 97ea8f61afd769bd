import { adCost, allowableCpa, type AdCost } from './advertising.ts';

/** An ad or channel: what it cost, whom it brought, and what they were worth after some days. */
export interface AdResult {
  /** Minor units. */
  cost: number;
  acquisitions: number;
  /** Gross margin rate, 0 to 1. */
  marginRate: number;
  /** LTV in sales per customer so many days after the first order; null while unripe. */
  ltv: readonly { days: number; value: number | null }[];
}

/** The actual CPA against the allowable one after so many days. */
export interface AdVerdict {
  days: number;
  /** 限界CPA, minor units. */
  allowable: number | null;
  /** Allowable − actual: what is left of a customer. */
  difference: number | null;
  verdict: Verdict | null;
}

/** `pays`: the actual CPA does not exceed the allowable one. */
export type Verdict = 'pays' | 'too-dear';

/** LTVから算出するCPA against 実際のCPA (seed 003 §15, domain.md A4.5); null where either is unknown. */
export function adVerdicts(ad: AdResult): { actual: AdCost; verdicts: AdVerdict[] } {
  const actual = adCost('cpa', ad.cost, ad.acquisitions);
  const verdicts = ad.ltv.map(({ days, value }) => {
    const allowable = value === null ? null : allowableCpa(value, ad.marginRate);
    return { days, allowable, ...verdictOf(actual.value, allowable) };
  });
  return { actual, verdicts };
}

function verdictOf(
  actual: number | null,
  allowable: number | null,
): Pick<AdVerdict, 'difference' | 'verdict'> {
  if (actual === null || allowable === null) return { difference: null, verdict: null };
  const difference = allowable - actual;
  return { difference, verdict: difference >= 0 ? 'pays' : 'too-dear' };
}
