import { useTranslation } from 'react-i18next';
import type { Worth, WorthShown } from '../../presenters/worth-screen.ts';
import type { Format } from '../format.ts';

/** What every card of the page is given. */
export interface CardProps {
  shown: WorthShown;
  format: Format;
}

/** The ways of counting lifetime value, in the order in which they are shown. */
export const FORMS = [
  'annual',
  'cumulative',
  'age90',
  'age180',
  'age365',
  'age730',
  'factors',
  'churn',
  'margin',
  'yearProfit',
  'profit',
  'continuing',
  'retained',
  'revived',
  'new',
] as const;
export type Form = (typeof FORMS)[number];

/** A form that an address names. */
export function formOf(text: string | null): Form {
  return FORMS.find((form) => form === text) ?? 'cumulative';
}

/** What a form says of some customers, and of how many. */
interface Told {
  /** Minor units; null: nothing. */
  value: number | null;
  customers: number;
}

/** The value of a form. */
export function toldBy(form: Form, worth: Worth): Told {
  switch (form) {
    case 'age90':
    case 'age180':
    case 'age365':
    case 'age730':
      return worth.byAge.find(({ days }) => `age${days}` === form) ?? { value: null, customers: 0 };
    case 'churn':
      return { value: worth.churn.value, customers: worth.churn.annualChurn.denominator };
    case 'margin':
      return { value: worth.margin.value, customers: worth.customers };
    default:
      return worth[form];
  }
}

/** Writes amounts in minor units, and the other parts of a formula. */
export interface Writer {
  money: (minor: number | null) => string;
  /** One digit after the point. */
  decimal: (value: number | null) => string;
  percent: (value: number | null) => string;
  number: (value: number) => string;
}

const ONE_DIGIT = 10;

/** The writer of a shop. */
export function useWriter(format: Format, minorPerUnit: number): Writer {
  const { t } = useTranslation();
  const known = (how: (value: number) => string) => (value: number | null) =>
    value === null ? t('reportWorth.none') : how(value);
  return {
    money: known((minor) => format.money(minor / minorPerUnit)),
    decimal: known((value) => format.number(Math.round(value * ONE_DIGIT) / ONE_DIGIT)),
    percent: known(format.percent),
    number: format.number,
  };
}

/** A form's formula with the numbers of some customers in it; why there is none otherwise. */
export function useParts(write: Writer): (form: Form, worth: Worth) => string {
  const { t } = useTranslation();
  return (form, worth) => {
    const { value, customers } = toldBy(form, worth);
    if (value === null) return t(`reportWorth.formula.${whyNot(form)}`);
    switch (form) {
      case 'factors':
        return t('reportWorth.formula.factors', factorsOf(worth, write));
      case 'churn':
        return t('reportWorth.formula.churn', churnOf(worth, write));
      case 'margin':
        return t('reportWorth.formula.margin', {
          value: write.money(worth.cumulative.value),
          rate: write.percent(worth.margin.rate.value),
        });
      case 'profit':
      case 'yearProfit':
        return t(`reportWorth.formula.${worth[form].unknown === 0 ? 'divided' : 'unknownCosts'}`, {
          count: customers,
          sum: write.money(worth[form].sum),
          customers: write.number(customers),
          unknown: write.number(worth[form].unknown),
        });
      default:
        return t('reportWorth.formula.divided', {
          count: customers,
          sum: write.money(value * customers),
          customers: write.number(customers),
        });
    }
  };
}

function whyNot(form: Form) {
  if (form.startsWith('age')) return 'early';
  if (form === 'margin' || form === 'profit' || form === 'yearProfit') return 'noCosts';
  return form === 'churn' ? 'noChurn' : 'nobody';
}

function factorsOf({ factors }: Worth, write: Writer) {
  return {
    years: write.decimal(factors.activeYears),
    orders: write.decimal(factors.ordersPerYear),
    price: write.money(factors.orderValue),
  };
}

function churnOf({ churn }: Worth, write: Writer) {
  return {
    price: write.money(churn.orderValue),
    orders: write.decimal(churn.ordersPerYear),
    churn: write.percent(churn.annualChurn.value),
  };
}

/** An amount as a file has it: main units, at most two digits after the point. */
export function inUnits(minor: number | null, minorPerUnit: number): number | null {
  const CENT = 100;
  return minor === null ? null : Math.round((minor / minorPerUnit) * CENT) / CENT;
}
