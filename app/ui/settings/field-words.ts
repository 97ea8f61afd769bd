import { useTranslation } from 'react-i18next';
import type { Field, Unit } from '../../presenters/settings-screen.ts';
import type { EVENT_KINDS } from '../event-words.ts';
import { useEventWord } from '../event-words.ts';
import type { Format } from '../format.ts';

type EventKind = (typeof EVENT_KINDS)[number];

/** What a setting is called, what it means, and a value of it. */
export interface FieldWords {
  label: (path: string) => string;
  help: (path: string) => string;
  /** A text of the form as it is said in a sentence. */
  value: (field: Pick<Field, 'path' | 'unit'>, text: string) => string;
  unit: (unit: Unit) => string;
}

const LIST = /^(rfm\.(?:recencyDays|orders|amounts)|vip\.(?:minimumEvents|points))\.(.+)$/;

/** The settings in the merchant's language. */
export function useFieldWords(format: Format): FieldWords {
  const { t } = useTranslation();
  const eventWord = useEventWord();
  const unit = (of: Unit) => (of === 'choice' || of === 'money' ? '' : t(`settings.unit.${of}`));
  return {
    label: (path) => {
      const [, list, name] = LIST.exec(path) ?? [];
      if (!list || !name) return t(`settings.field.${path}.label` as LabelPath);
      if (list.startsWith('vip')) return eventWord(name as EventKind);
      return t('settings.cut', { percent: 20 * (Number(name) + 1) });
    },
    help: (path) => (LIST.test(path) ? '' : t(`settings.field.${path}.help` as HelpPath)),
    value: ({ path, unit: of }, text) => {
      if (text === '' && of !== 'points') return t('settings.notAsked');
      if (of === 'choice') return t(`settings.choice.${path}.${text}` as ChoicePath);
      return of === 'money'
        ? format.money(Number(text))
        : t('settings.measured', { value: format.number(Number(text)), unit: unit(of) });
    },
    unit,
  };
}

type LabelPath = 'settings.field.cpm.amount.label';
type HelpPath = 'settings.field.cpm.amount.help';
type ChoicePath = 'settings.choice.refreshCutoffs.weekly';
