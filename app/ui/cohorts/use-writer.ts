import { useTranslation } from 'react-i18next';
import type { CohortsShown } from '../../presenters/cohorts-screen.ts';
import type { Format } from '../format.ts';
import type { CardProps, View } from './views.ts';
import { isMoney } from './views.ts';

/** Writes what a view says per customer. */
type ViewWriter = (view: View, value: number | null) => string;

/** The writer of what a page shows. */
export function useViewWriter({ shown, format }: Pick<CardProps, 'shown' | 'format'>): ViewWriter {
  return useViewWriters(format)(shown);
}

/** The writer of anything that is shown. */
export function useViewWriters(
  format: Format,
): (shown: Pick<CohortsShown, 'minorPerUnit'>) => ViewWriter {
  const { t } = useTranslation();
  return ({ minorPerUnit }) =>
    (view, value) => {
      if (value === null) return t('reportCohorts.none');
      return isMoney(view) ? format.money(value / minorPerUnit) : format.percent(value);
    };
}
