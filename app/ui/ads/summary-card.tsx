import { BlockStack, InlineGrid, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { AdsShown } from '../../presenters/ads-screen.ts';
import { Figure } from '../figure.tsx';
import type { Format } from '../format.ts';
import { SectionCard } from '../section-card.tsx';
import { rounded, useSourceName, type CardProps } from './words.ts';

/** What the page says, in sentences and a few numbers. */
export function SummaryCard({ shown, format }: CardProps) {
  const { t } = useTranslation();
  const { paid, all } = shown;
  const money = (value: number | null) =>
    value === null ? t('reportAds.none') : format.money(rounded(value));
  const percent = (value: number | null) =>
    value === null ? t('reportAds.none') : format.percent(value);
  const sentences = [...useTotals(shown, format), ...useVerdicts(shown)];
  return (
    <SectionCard title={t('reportAds.summary.title')} help={t('reportAds.summary.help')}>
      <BlockStack gap="400">
        <BlockStack gap="100">
          {sentences.map((sentence) => (
            <Text key={sentence} as="p" variant="bodyLg">
              {sentence}
            </Text>
          ))}
        </BlockStack>
        {paid.cost > 0 && (
          <InlineGrid columns={{ xs: 1, sm: 2, md: 3, lg: 5 }} gap="400">
            <Figure
              label={t('reportAds.summary.cost')}
              value={money(paid.cost)}
              help={t('reportAds.summary.costHelp')}
            />
            <Figure
              label={t('reportAds.summary.customers')}
              value={t('board.people', { customers: format.number(paid.customers) })}
              help={t('reportAds.summary.customersHelp')}
            />
            <Figure
              label={t('reportAds.summary.cpa')}
              value={money(paid.cpa)}
              help={t('reportAds.summary.cpaHelp')}
            />
            <Figure
              label={t('reportAds.summary.blended')}
              value={money(all.cpa)}
              help={t('reportAds.summary.blendedHelp')}
            />
            <Figure
              label={t('reportAds.summary.rate')}
              value={percent(all.rate)}
              help={t('reportAds.summary.rateHelp')}
            />
          </InlineGrid>
        )}
      </BlockStack>
    </SectionCard>
  );
}

function useTotals(shown: AdsShown, format: Format): string[] {
  const { t } = useTranslation();
  const said = useTotalsWords(format)(shown);
  const before = shown.paid.cost > 0 ? (shown.yearBefore?.cpa ?? null) : null;
  if (before === null) return [said];
  return [said, t('reportAds.summary.before', { cpa: format.money(rounded(before)) })];
}

/** What ads cost and whom they brought, as far as a sentence says it; money in main units. */
type Totals = Pick<AdsShown, 'from' | 'to' | 'paid'> & {
  all: { customers: number };
  sources: readonly { source: string | null; customers: number }[];
};

/** Says what ads cost and whom they brought; without costs, of whom the source is known. */
export function useTotalsWords(format: Format): (totals: Totals) => string {
  const { t } = useTranslation();
  const money = (value: number) => format.money(rounded(value));
  return ({ from, to, paid, all, sources }) => {
    const days = { from: format.day(from), to: format.day(to) };
    if (paid.cost > 0) {
      const spent = { ...days, cost: money(paid.cost) };
      if (paid.cpa === null) return t('reportAds.summary.paidNobody', spent);
      const brought = { customers: format.number(paid.customers), cpa: money(paid.cpa) };
      return t('reportAds.summary.paid', { ...spent, ...brought });
    }
    const direct = sources.find(({ source }) => source === null)?.customers ?? 0;
    const known = all.customers - direct;
    return t('reportAds.summary.unpaid', {
      ...days,
      customers: format.number(all.customers),
      known: format.number(known),
      share: format.percent(all.customers === 0 ? 0 : known / all.customers),
    });
  };
}

const VERDICTS = [
  ['pays', 'pays'],
  ['too-dear', 'dear'],
  ['open', 'open'],
  ['nobody', 'nobody'],
] as const;

function useVerdicts({ sources, all }: AdsShown): string[] {
  const { t, i18n } = useTranslation();
  const name = useSourceName();
  const list = new Intl.ListFormat(i18n.language, { type: 'conjunction' });
  return VERDICTS.flatMap(([judgement, words]) => {
    const names = sources
      .filter((account) => account.judgement === judgement)
      .map(({ source }) => name(source));
    if (names.length === 0) return [];
    return judgement === 'open' && all.rate === null
      ? [t('reportAds.summary.noRate')]
      : [t(`reportAds.summary.${words}`, { sources: list.format(names) })];
  });
}
