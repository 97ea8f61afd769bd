import { useTranslation } from 'react-i18next';
import { regionName } from '../../i18n/prefectures.ts';
import type { RanksScreen, RanksShown, ShownProfile } from '../../presenters/ranks-screen.ts';
import type { Format } from '../format.ts';
import { useStateLabel } from '../settings/state-label.ts';

/** What every card of the page is given. */
export interface CardProps {
  shown: RanksShown;
  format: Format;
}

/** A page that has something to show or waits for it. */
export type Asked = Exclude<RanksScreen, { unready: unknown }>;

const TEN = 10;

/** With one decimal at most. */
export function tenths(value: number): number {
  return Math.round(value * TEN) / TEN;
}

/** Amounts are written without the decimals that nobody needs. */
export function rounded(value: number): number {
  return Math.round(value);
}

/** What a group is called; a rank without its layer is called the others of it. */
export function useGroupName({ by }: Pick<RanksShown, 'by'>): (group: string) => string {
  const { t } = useTranslation();
  const words = useStateLabel();
  return (group) => {
    if (by !== 'layer') return words.state(by, group);
    if (group === 'top-excellent' || group === 'high-ltv-general') return words.state(by, group);
    const rank = words.state('rank', group);
    return group === 'excellent' || group === 'general' ? t('reportRanks.rest', { rank }) : rank;
  };
}

/** Where the customers of a group live, and what they buy. */
export function useRegionsAndProducts(format: Format) {
  const { t, i18n } = useTranslation();
  const list = new Intl.ListFormat(i18n.language, { type: 'conjunction' });
  const shareOf = (value: number | null) => format.percent(value ?? 0);
  return {
    regions: ({ regions }: ShownProfile) =>
      list.format(
        regions.map(({ region, share }) =>
          t('reportRanks.persona.region', {
            region: regionName(i18n.language, null, region) ?? '',
            share: shareOf(share.value),
          }),
        ),
      ),
    products: ({ products }: ShownProfile, most: number) =>
      list.format(
        products
          .slice(0, most)
          .map(({ title, share }) =>
            t('reportRanks.persona.product', { product: title, share: shareOf(share.value) }),
          ),
      ),
  };
}
