import type { Ratio } from './tally.ts';

/** What a shop should reach (西村式, domain.md A4.1). */
export interface NishimuraBar {
  repeatRate: number;
  /** Minor units per customer and year. */
  annualLtv: number;
}

const IN_YEN: NishimuraBar = { repeatRate: 0.6, annualLtv: 18_000 };

/** 60 % and ¥18,000, which says nothing of money that is not yen: there is no bar until a shop sets one. */
export function nishimuraBarOf(currency: string): NishimuraBar | null {
  return currency === 'JPY' ? IN_YEN : null;
}

/** Whether both the repeat rate and the annual LTV reach the bar; null when any of the three is unknown. */
export function meetsNishimuraBar(
  repeat: Ratio,
  annualLtv: number | null,
  bar: NishimuraBar | null,
): boolean | null {
  if (repeat.value === null || annualLtv === null || bar === null) return null;
  return repeat.value >= bar.repeatRate && annualLtv >= bar.annualLtv;
}
