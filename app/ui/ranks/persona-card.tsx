import { BlockStack, InlineGrid, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { ShownProfile } from '../../presenters/ranks-screen.ts';
import { CountLink } from '../count-link.tsx';
import { customersUrl } from '../customers-url.ts';
import { ExportButton, type Sheet } from '../export-button.tsx';
import { Figure } from '../figure.tsx';
import type { Format } from '../format.ts';
import { SectionCard } from '../section-card.tsx';
import { MEASURES, useMeasureText, valueOf, type Measure } from './measures.ts';
import { rounded, tenths, useGroupName, useRegionsAndProducts, type CardProps } from './words.ts';

interface Props extends CardProps {
  profile: ShownProfile;
}

const FIGURES = ['share', 'salesShare', 'orderValue', 'medianInterval', 'ltv'] as const;

/** Who the customers of a group are, in sentences and a few numbers. */
export function PersonaCard({ profile, shown, format }: Props) {
  const { t } = useTranslation();
  const name = useGroupName(shown)(profile.group);
  const sentences = usePersona(profile, name, format);
  const text = useMeasureText(format);
  return (
    <SectionCard
      title={name}
      actions={<ExportButton sheet={useSheet(profile, name, sentences, format)} />}
    >
      <BlockStack gap="400">
        <BlockStack gap="100">
          {sentences.map((sentence) => (
            <Text key={sentence} as="p">
              {sentence}
            </Text>
          ))}
        </BlockStack>
        <InlineGrid columns={{ xs: 2, md: 6 }} gap="400">
          <Figure
            label={t('reportRanks.measure.customers')}
            value={
              <CountLink
                people
                url={customersUrl(profile.customersOf)}
                says={t('reportRanks.show', {
                  group: name,
                  customers: format.number(profile.customers),
                })}
                count={profile.customers}
                format={format}
              />
            }
            help={t('reportRanks.help.customers')}
          />
          {FIGURES.map((measure) => (
            <Figure
              key={measure}
              label={t(`reportRanks.measure.${measure}`)}
              value={text(measure, valueOf(measure, profile))}
              help={t(`reportRanks.help.${measure}`)}
            />
          ))}
        </InlineGrid>
      </BlockStack>
    </SectionCard>
  );
}

const NAMED_PRODUCTS = 3;

function usePersona(profile: ShownProfile, group: string, format: Format): string[] {
  const { t } = useTranslation();
  const { regions, products } = useRegionsAndProducts(format);
  const season = useSeason();
  const who = useWhoWords(format);
  const peaks = season(profile);
  return [
    who(profile, group),
    ...(profile.regions.length > 0
      ? [t('reportRanks.persona.regions', { regions: regions(profile) })]
      : []),
    ...useBuying(profile, format),
    ...(peaks === null ? [] : [t('reportRanks.persona.season', { months: peaks })]),
    ...(profile.products.length > 0
      ? [t('reportRanks.persona.products', { products: products(profile, NAMED_PRODUCTS) })]
      : []),
    ...useWorth(profile, format),
  ];
}

/** Says how many the customers of a group are, and what part of the sales is theirs. */
export function useWhoWords(
  format: Format,
): (profile: Pick<ShownProfile, 'customers' | 'share' | 'salesShare'>, group: string) => string {
  const { t } = useTranslation();
  return ({ customers, share, salesShare }, group) =>
    t('reportRanks.persona.who', {
      count: customers,
      group,
      customers: format.number(customers),
      share: format.percent(share.value ?? 0),
      sales: format.percent(salesShare.value ?? 0),
    });
}

function useBuying(profile: ShownProfile, format: Format): string[] {
  const { t } = useTranslation();
  const { orderValue, itemsPerOrder, unitsPerOrder, interval, ordersLastYear } = profile;
  const value = format.money(rounded(orderValue.value ?? 0));
  const number = (of: number | null) =>
    of === null ? t('reportRanks.none') : format.number(tenths(of));
  const basket =
    itemsPerOrder.value === null
      ? t('reportRanks.persona.basketValue', { value })
      : t('reportRanks.persona.basket', {
          value,
          items: number(itemsPerOrder.value),
          units: number(unitsPerOrder.value),
        });
  const rhythm =
    interval.median === null
      ? t('reportRanks.persona.once')
      : t('reportRanks.persona.rhythm', {
          days: number(interval.median),
          orders: number(ordersLastYear.value),
        });
  return [basket, rhythm];
}

function useWorth({ ltv, factors }: ShownProfile, format: Format): string[] {
  const { t } = useTranslation();
  const money = (value: number | null) => format.money(rounded(value ?? 0));
  const said = t('reportRanks.persona.ltv', { ltv: money(ltv.value) });
  if (factors.activeYears.value === null || factors.ordersPerYear.value === null) return [said];
  return [
    said,
    t('reportRanks.persona.factors', {
      customers: format.number(factors.customers),
      years: format.number(tenths(factors.activeYears.value)),
      orders: format.number(tenths(factors.ordersPerYear.value)),
      value: money(factors.orderValue.value),
      ltv: money(factors.ltv.value),
    }),
  ];
}

const MONTHS = 12;
/** A month stands out with so many times the orders of an even year (ours). */
const PEAK = 1.3;
const MOST_PEAKS = 3;

/** The months that stand out; null where none does. */
function useSeason(): (profile: ShownProfile) => string | null {
  const { i18n } = useTranslation();
  const monthName = new Intl.DateTimeFormat(i18n.language, { month: 'long', timeZone: 'UTC' });
  const list = new Intl.ListFormat(i18n.language, { type: 'conjunction' });
  return ({ months }) => {
    const peaks = months
      .map(({ value }, month) => ({ month, share: value ?? 0 }))
      .filter(({ share }) => share * MONTHS >= PEAK)
      .sort((a, b) => b.share - a.share)
      .slice(0, MOST_PEAKS)
      .map(({ month }) => monthName.format(new Date(Date.UTC(2026, month, 1))));
    return peaks.length === 0 ? null : list.format(peaks);
  };
}

function useSheet(
  profile: ShownProfile,
  name: string,
  sentences: readonly string[],
  format: Format,
): Sheet {
  const { t } = useTranslation();
  const { regions, products } = useRegionsAndProducts(format);
  const label = (measure: Measure | 'regions' | 'products') => t(`reportRanks.measure.${measure}`);
  return {
    name: `persona-${profile.group}`,
    header: [t('reportRanks.compare.measure'), name],
    rows: [
      ...MEASURES.map((measure) => [label(measure), valueOf(measure, profile)]),
      [label('regions'), regions(profile)],
      [label('products'), products(profile, profile.products.length)],
      ...sentences.map((sentence) => ['', sentence]),
    ],
  };
}
