import type { I18n } from '@shopify/ui-extensions/admin';
import type { Limit, Reason } from './answer.ts';

/** The texts of the block in the language of whoever reads it. */
export interface Words {
  say: (key: string, values?: Record<string, string | number>) => string;
  model: (model: string) => string;
  state: (model: string, state: string) => string;
  date: (iso: string) => string;
  reasons: (reasons: readonly Reason[]) => string;
}

const IN_DAYS: readonly string[] = ['tenure', 'departure', 'gap'];
const RELATIONS: Record<Limit['relation'], string> = {
  '<': 'below',
  '<=': 'atMost',
  '>=': 'atLeast',
  '>': 'above',
};

function unitOf(measure: string, value: number): string {
  if (IN_DAYS.includes(measure)) return value === 1 ? 'day' : 'days';
  return measure === 'points' ? 'points' : 'times';
}

/** @param currency ISO code of amounts. */
export function wordsOf(i18n: I18n, currency: string): Words {
  const say: Words['say'] = (key, values) => i18n.translate(key, values);
  const state: Words['state'] = (model, name) => say(`state.${model}.${name}`);
  const figure = (measure: string, value: number | string): string => {
    if (typeof value === 'string') return state(measure, value);
    if (measure === 'amount') return i18n.formatCurrency(value, { currency });
    return say(`unit.${unitOf(measure, value)}`, { number: i18n.formatNumber(value) });
  };
  const limitText = (measure: string, { relation, threshold }: Limit) =>
    say(`relation.${RELATIONS[relation]}`, { threshold: figure(measure, threshold) });
  const reasonText = ({ measure, value, limits }: Reason): string => {
    const shown = { measure: say(`measure.${measure}`), value: figure(measure, value) };
    if (limits.length === 0) return say('reason.plain', shown);
    const texts = limits.map((limit) => limitText(measure, limit));
    return say('reason.limited', { ...shown, limits: texts.join(say('reason.and')) });
  };
  return {
    say,
    state,
    model: (model) => say(`model.${model}`),
    date: (iso) => i18n.formatDate(new Date(iso), { timeZone: 'UTC', dateStyle: 'medium' }),
    reasons: (reasons) => reasons.map(reasonText).join(say('separator')),
  };
}
