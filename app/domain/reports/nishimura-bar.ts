import type { Ratio } from './tally.ts';

/** What a shop should reach (西村式, domain.md A4.1). */
export interface NishimuraBar {
  repeatRate: number;
  /** Minor units per customer and year. */
  annualLtv: number;
}

/** 60 % and ¥18,000. */
export const NISHIMURA_BAR: NishimuraBar = { repeatRate: 0.6, annualLtv: 18_000 };

/** Whether both the repeat rate and the annual LTV reach the bar; null when either is unknown. */
export function meetsNishimuraBar(
  repeat: Ratio,
  annualLtv: number | null,
  bar: NishimuraBar = NISHIMURA_BAR,
): boolean | null {
  if (repeat.value === null || annualLtv === null) return null;
  return repeat.value >= bar.repeatRate && annualLtv >= bar.annualLtv;
}
