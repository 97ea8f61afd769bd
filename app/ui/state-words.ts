import { useTranslation } from 'react-i18next';
import type { NamedState } from '../presenters/states.ts';
import type { Thresholds } from '../presenters/thresholds.ts';
import type { Format } from './format.ts';

/** What a state is called, and what it means with the shop's own thresholds. */
export interface StateWords {
  label: (named: NamedState) => string;
  meaning: (named: NamedState, thresholds: Thresholds, format: Format) => string;
}

/** The states in the merchant's language. */
export function useStateWords(): StateWords {
  const { t } = useTranslation();
  return {
    label: (named) => t(`${pathOf(named)}.label`),
    meaning: (named, { amount, ...days }, format) =>
      t(`${pathOf(named)}.meaning`, { ...days, amount: format.money(amount) }),
  };
}

type Path = { [Each in NamedState as Each['model']]: `state.${Each['model']}.${Each['state']}` };

function pathOf({ model, state }: NamedState): Path[keyof Path] {
  return `state.${model}.${state}` as Path[keyof Path];
}
