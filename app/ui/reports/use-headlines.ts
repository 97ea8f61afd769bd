import { useTranslation } from 'react-i18next';
import type { HubReport, HubSays, ReportsHub, Told } from '../../presenters/reports-hub.ts';
import { useTotalsWords } from '../ads/summary-card.tsx';
import { useViewWords } from '../cohorts/grid-card.tsx';
import { useListWords } from '../diagnosis/list-card.tsx';
import type { Format } from '../format.ts';
import { useMonthWords } from '../health/sheet.tsx';
import { useRepeatsWords } from '../products/repeats-card.tsx';
import { useWhoWords } from '../ranks/persona-card.tsx';
import { useGroupName } from '../ranks/words.ts';
import { useAgainWords } from '../repeat/again-card.tsx';
import { useOverviewWords } from '../subscriptions/overview-card.tsx';
import { useAnnualWords } from '../worth/glance-card.tsx';

/** How the main numbers of a report are said. */
type Headlines = { [Report in HubReport]: (says: HubSays[Report]) => string };

/** Says the main numbers of every report in the words of its own page. */
export function useHeadlines(format: Format): Headlines {
  const { t } = useTranslation();
  const again = useAgainWords(format);
  const overview = useOverviewWords(format);
  const repeats = useRepeatsWords(format);
  const view = useViewWords(format);
  const who = useWhoWords(format);
  const rank = useGroupName({ by: 'rank' });
  return {
    health: useMonthWords(format),
    diagnosis: useListWords(format),
    repeat: (says) => again(says.again, says.period),
    subscriptions: (says) =>
      says === null ? t('reportSubscriptions.nobody.text') : overview(says),
    products: (says) => (says === null ? t('reportProducts.repeats.nobody') : repeats(says)),
    worth: useAnnualWords(format),
    ads: useTotalsWords(format),
    cohorts: (says) => view('retention', says),
    ranks: (says) => (says === null ? t('reportRanks.empty') : who(says, rank(says.group))),
  };
}

/** What a report says; null while it says nothing. */
export function saidOf<Report extends HubReport>(
  report: Report,
  hub: ReportsHub,
  headlines: Headlines,
): string | null {
  const told: Told<HubSays[Report]> = hub.told[report];
  return told.state === 'told' ? headlines[report](told.says) : null;
}
