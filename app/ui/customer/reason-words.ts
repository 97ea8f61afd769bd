import { useTranslation } from 'react-i18next';
import type { Condition, NextOrder } from '../../presenters/customer-reasons.ts';
import type { ShownEvent } from '../../presenters/customer-screen.ts';
import { EVENT_KINDS, useEventWord } from '../event-words.ts';
import type { Format } from '../format.ts';
import { useStateLabel } from '../settings/state-label.ts';
import { useStateWords } from '../state-words.ts';

/** Why a customer is somewhere and what would move them, in the merchant's language. */
export interface ReasonWords {
  /** What is so. */
  is: (condition: Condition) => string;
  /** What would have to be so. */
  wanted: (condition: Condition) => string;
  /** What one more order would do. */
  order: (order: NextOrder) => string;
}

type Measure = 'orders' | 'tenure' | 'departure' | 'amount' | 'gap' | 'points';

/** The sentences about one customer. */
export function useReasonWords(format: Format): ReasonWords {
  const { t } = useTranslation();
  const { labelOf, valueOf } = useMeasures(format);
  const stateOf = useStateOf();
  const order = useOrderWords(format);
  const bound = (condition: Condition) =>
    t(`customer.bound.${condition.standing}`, { value: valueOf(condition, condition.threshold) });
  return {
    order,
    is: (condition) => {
      const label = labelOf(condition.measure);
      const { kind, standing, value } = condition;
      if (kind === 'state')
        return t(`customer.state.${standing === 'eq' ? 'is' : 'isNot'}`, stateOf(condition));
      return t('customer.reasons.is', {
        label,
        value: valueOf(condition, value),
        bound: bound(condition),
      });
    },
    wanted: (condition) => {
      const { kind, standing, measure, value, missing, from } = condition;
      const label = labelOf(measure);
      if (kind === 'state')
        return t(
          `customer.state.${standing === 'eq' ? 'shouldBe' : 'shouldNotBe'}`,
          stateOf(condition),
        );
      if (missing !== null && typeof value === 'number') {
        return t('customer.reasons.more', {
          label,
          value: valueOf(condition, value),
          goal: valueOf(condition, value + missing),
          missing: valueOf(condition, missing),
        });
      }
      if (from !== null)
        return t('customer.reasons.longer', {
          label,
          bound: bound(condition),
          day: format.day(from),
        });
      return t('customer.reasons.should', {
        label,
        value: valueOf(condition, value),
        bound: bound(condition),
      });
    },
  };
}

function useMeasures(format: Format) {
  const { t } = useTranslation();
  const eventWord = useEventWord();
  const isEvent = (measure: string): measure is ShownEvent['kind'] =>
    (EVENT_KINDS as readonly string[]).includes(measure);
  return {
    labelOf: (measure: string) =>
      isEvent(measure) ? eventWord(measure) : t(`customer.measure.${measure as Measure}`),
    valueOf: ({ kind, measure }: Condition, value: Condition['value']) => {
      if (typeof value !== 'number') return t('customer.facts.none');
      if (kind === 'money') return format.money(value);
      if (kind === 'days') return t('customer.days', { count: value, days: format.number(value) });
      return measure === 'points'
        ? t('customer.points', { count: value, points: format.number(value) })
        : t('customer.times', { times: format.number(value) });
    },
  };
}

function useStateOf() {
  const label = useStateLabel();
  return ({ measure, threshold }: Condition) => ({
    model: label.model(measure),
    state: label.state(measure, String(threshold)),
  });
}

function useOrderWords(format: Format): (order: NextOrder) => string {
  const { t } = useTranslation();
  const words = useStateWords();
  return ({ to, spend, from, until }) => {
    const order =
      spend === null
        ? t('customer.order.any')
        : t('customer.order.worth', { amount: format.money(spend) });
    const state = words.label(to);
    if (from !== null && until !== null) {
      const days = { from: format.day(from), until: format.day(until) };
      return t('customer.order.between', { order, state, ...days });
    }
    if (from !== null) return t('customer.order.from', { order, state, from: format.day(from) });
    if (until !== null)
      return t('customer.order.until', { order, state, until: format.day(until) });
    return t('customer.order.next', { order, state });
  };
}
