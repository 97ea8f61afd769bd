import { useTranslation } from 'react-i18next';
import type { ShownProfile } from '../../presenters/ranks-screen.ts';
import type { Format } from '../format.ts';
import { rounded, tenths } from './words.ts';

const READ = {
  customers: ({ customers }) => customers,
  share: ({ share }) => share.value,
  salesShare: ({ salesShare }) => salesShare.value,
  orderValue: ({ orderValue }) => orderValue.value,
  orders: ({ orders }) => orders.value,
  ordersLastYear: ({ ordersLastYear }) => ordersLastYear.value,
  itemsPerOrder: ({ itemsPerOrder }) => itemsPerOrder.value,
  unitsPerOrder: ({ unitsPerOrder }) => unitsPerOrder.value,
  lowerInterval: ({ interval }) => interval.lower,
  medianInterval: ({ interval }) => interval.median,
  upperInterval: ({ interval }) => interval.upper,
  activeDays: ({ activeDays }) => activeDays.value,
  ltv: ({ ltv }) => ltv.value,
  activeYears: ({ factors }) => factors.activeYears.value,
  ordersPerYear: ({ factors }) => factors.ordersPerYear.value,
  factorOrderValue: ({ factors }) => factors.orderValue.value,
  factorLtv: ({ factors }) => factors.ltv.value,
} satisfies Record<string, (profile: ShownProfile) => number | null>;
export type Measure = keyof typeof READ;

const MONEY: readonly Measure[] = ['orderValue', 'ltv', 'factorOrderValue', 'factorLtv'];
const SHARES: readonly Measure[] = ['share', 'salesShare'];

/** In which groups are held against each other, in the order of the table. */
export const MEASURES = Object.keys(READ) as Measure[];

/** The value of a measure; null where it cannot be said. */
export function valueOf(measure: Measure, profile: ShownProfile): number | null {
  return READ[measure](profile);
}

/** A value of a measure as it is written. */
export function useMeasureText(format: Format): (measure: Measure, value: number | null) => string {
  const { t } = useTranslation();
  return (measure, value) => {
    if (value === null) return t('reportRanks.none');
    if (MONEY.includes(measure)) return format.money(rounded(value));
    return SHARES.includes(measure) ? format.percent(value) : format.number(tenths(value));
  };
}
