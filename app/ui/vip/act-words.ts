import { useTranslation } from 'react-i18next';
import type { LackRow } from '../../presenters/vip-relations.ts';
import type { VipScreen } from '../../presenters/vip-screen.ts';
import { useEventWord } from '../event-words.ts';

/** What a VIP does beside buying, in the merchant's language. */
export interface ActWords {
  /** All that is asked, in one phrase; empty when nothing is. */
  asked: (asked: VipScreen['asked']) => string;
  /** What somebody still lacks; empty when nothing is missing. */
  lacks: (lacks: readonly LackRow[]) => string;
}

/** Says what is asked and what is missing. */
export function useActWords(): ActWords {
  const { t } = useTranslation();
  const word = useEventWord();
  const join = (parts: readonly string[]) => parts.join(t('vipPage.summary.joined'));
  return {
    asked: ({ acts, points }) =>
      join([
        ...acts.map(({ kind, times }) =>
          t('vipPage.summary.act', { kind: word(kind), count: times }),
        ),
        ...(points === 0 ? [] : [t('vipPage.summary.points', { count: points })]),
      ]),
    lacks: (lacks) =>
      join(
        lacks.map(({ what, more }) =>
          what === 'points'
            ? t('vipPage.candidates.lackPoints', { count: more })
            : t('vipPage.candidates.lack', { kind: word(what), count: more }),
        ),
      ),
  };
}
