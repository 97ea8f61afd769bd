import type { Day } from '../day.ts';
import { monthsBefore } from './calendar-months.ts';

/** Where constant rates lead: each year the retained of the year before and the new ones. */
export interface Growth {
  /** 稼働 today. */
  active: number;
  newPerYear: number;
  /** 顧客維持率, 0 to 1. */
  retention: number;
}

/** 増加の限界 (seed 004): the number that the customers tend to, and when they are there. */
export interface Ceiling {
  /** N* = new per year ÷ (1 − retention); may be no whole number. */
  customers: number;
  /** Whole years until it is nearly reached; null when that takes more than 1,000. */
  years: number | null;
}

const NEARLY = 0.01;
const LAST_CUSTOMER = 1;
const LONGEST_YEARS = 1_000;
const MONTHS_PER_YEAR = 12;

/**
 * The steady state of domain.md A5. It counts as reached at the end of the first whole year in which
 * no more than 1 % of it, or no more than one customer, is missing or too many. Null when everybody
 * is retained: then there is no ceiling.
 */
export function ceilingOf({ active, newPerYear, retention }: Growth): Ceiling | null {
  if (retention >= 1) return null;
  const customers = newPerYear / (1 - retention);
  const tolerated = Math.max(customers * NEARLY, LAST_CUSTOMER);
  let gap = Math.abs(customers - active);
  let years = 0;
  while (gap > tolerated && years <= LONGEST_YEARS) {
    gap *= retention;
    years += 1;
  }
  return { customers, years: years > LONGEST_YEARS ? null : years };
}

/** The date of a ceiling, so many calendar years after a day; null when it is never reached. */
export function ceilingDay({ years }: Ceiling, asOf: Day): Day | null {
  return years === null ? null : monthsBefore(asOf, -years * MONTHS_PER_YEAR);
}
