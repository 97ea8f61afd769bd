import { useTranslation } from 'react-i18next';

type StatePath = 'state.cpm.first-active.label';

/** What models and their states are called. */
export interface StateLabel {
  model: (model: string) => string;
  /** Null where the model says nothing. */
  state: (model: string, state: string | null) => string;
}

/** Every model's states in the merchant's language, deciles too. */
export function useStateLabel(): StateLabel {
  const { t } = useTranslation();
  return {
    model: (model) =>
      model === 'decile' ? t('settings.decile') : t(`model.${model}` as 'model.cpm'),
    state: (model, state) => {
      if (state === null) return t('settings.consequences.none');
      if (model === 'decile') return t('settings.decileState', { number: state });
      return t(`state.${model}.${state}.label` as StatePath);
    },
  };
}
