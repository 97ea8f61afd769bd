import { useTranslation } from 'react-i18next';
import type { AdsScreen, AdsShown, ShownAccount } from '../../presenters/ads-screen.ts';
import type { Format } from '../format.ts';

/** What every card of the page is given. */
export interface CardProps {
  shown: AdsShown;
  format: Format;
}

/** A page that has something to show or waits for it. */
export type Asked = Exclude<AdsScreen, { unready: unknown }>;

/** What a source is called. */
export function useSourceName(): (source: string | null) => string {
  const { t } = useTranslation();
  return (source) => source ?? t('reportAds.direct');
}

/** The allowable CPA of the longest age of which there is one. */
export function longest({ verdicts }: ShownAccount): ShownAccount['verdicts'][number] | null {
  return verdicts.findLast(({ allowable }) => allowable !== null) ?? null;
}

/** Amounts are written without the decimals that nobody needs. */
export function rounded(amount: number): number {
  return Math.round(amount);
}
