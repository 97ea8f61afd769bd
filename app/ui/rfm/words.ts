import { useTranslation } from 'react-i18next';
import type { RfmScreen } from '../../presenters/rfm-screen.ts';
import type { Format } from '../format.ts';
import { useStateLabel } from '../settings/state-label.ts';

export type Score = 'r' | 'f' | 'm';
type Ranges = NonNullable<RfmScreen['cuts']>['ranges'];

/** What a class is called, and what it means with the shop's own thresholds. */
export interface ClassWords {
  label: (state: string) => string;
  meaning: (state: string) => string;
}

type MeaningPath = 'state.rank.excellent.meaning';

/** The classes of a model in the merchant's language. */
export function useClassWords(model: 'rfm' | 'rank' | 'abc', screen: RfmScreen): ClassWords {
  const { t } = useTranslation();
  const words = useStateLabel();
  return {
    label: (state) => words.state(model, state),
    meaning: (state) =>
      t(`state.${model}.${state}.meaning` as MeaningPath, { ...screen.thresholds }),
  };
}

/** What a score takes, in words; null while there are no cuts. */
export function useRangeWords(
  screen: RfmScreen,
  format: Format,
): (score: Score, value: number) => string | null {
  const { t } = useTranslation();
  const written = (score: Score, range: Ranges[Score][number]): string => {
    if (!range) return t('rfmPage.range.nobody');
    const number = score === 'm' ? format.money : format.number;
    const { from, to } = range;
    if (to === null) return t(`rfmPage.range.${score}.from`, { from: number(from) });
    if (score === 'f' && from === to) return t('rfmPage.range.f.only', { count: to });
    const least = score === 'r' ? from === 0 : from <= 1;
    if (score !== 'f' && least) return t(`rfmPage.range.${score}.upTo`, { to: number(to) });
    return t(`rfmPage.range.${score}.between`, { from: number(from), to: number(to) });
  };
  return (score, value) =>
    screen.cuts ? written(score, screen.cuts.ranges[score][5 - value] ?? null) : null;
}
