import { InlineGrid, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { SubscriptionsShown } from '../../presenters/subscriptions-screen.ts';
import { Figure } from '../figure.tsx';
import type { Format } from '../format.ts';
import { CountedLink, useShare } from '../repeat/counted-link.tsx';
import { SectionCard } from '../section-card.tsx';

interface Props {
  shown: SubscriptionsShown;
  silent: number;
  format: Format;
}

const COUNTS = ['customers', 'running', 'left'] as const;
const AVERAGES = ['averageOrders', 'averageOrdersAtEnd'] as const;
const SHARES = ['averageContinuation', 'averageCancellation'] as const;

/** How many subscribe, how many go on, and for how long. */
export function OverviewCard({ shown, silent, format }: Props) {
  const { t } = useTranslation();
  const share = useShare(format);
  const says = useOverviewWords(format);
  const { continuation, customers } = shown;
  const days = format.number(silent);
  const words = (
    key: (typeof COUNTS)[number] | (typeof AVERAGES)[number] | (typeof SHARES)[number],
  ) => ({
    label: t(`reportSubscriptions.overview.${key}`),
    help: t(`reportSubscriptions.overview.${key}Help`, { days }),
  });
  const times = (value: number | null) =>
    value === null
      ? t('reportSubscriptions.none')
      : t('reportSubscriptions.times', { times: format.number(Math.round(value * 10) / 10) });
  return (
    <SectionCard
      title={t('reportSubscriptions.overview.title')}
      help={t('reportSubscriptions.overview.help', { days })}
    >
      {customers.count === 0 ? (
        <Text as="p">{t('reportSubscriptions.overview.nobody')}</Text>
      ) : (
        <Text as="p">
          {says(shown)}
          {t('between')}
          <Year {...{ shown, days, format }} />
        </Text>
      )}
      <InlineGrid columns={{ xs: 2, md: 4 }} gap="400">
        {COUNTS.map((key) => (
          <Figure
            key={key}
            {...words(key)}
            value={
              <CountedLink people counted={shown[key]} what={words(key).label} format={format} />
            }
          />
        ))}
        <Figure
          label={t('reportSubscriptions.overview.continuation')}
          help={t('reportSubscriptions.overview.continuationHelp')}
          value={share(continuation.value)}
        />
        {AVERAGES.map((key) => (
          <Figure key={key} {...words(key)} value={times(shown[key])} />
        ))}
        {SHARES.map((key) => (
          <Figure key={key} {...words(key)} value={share(shown[key])} />
        ))}
      </InlineGrid>
    </SectionCard>
  );
}

/** How many subscribe, as far as a sentence says it. */
interface Overview {
  customers: { count: number };
  running: { count: number };
  continuation: SubscriptionsShown['continuation'];
}

/** Says how many subscribe and go on. */
export function useOverviewWords(format: Format): (overview: Overview) => string {
  const { t } = useTranslation();
  const share = useShare(format);
  return ({ customers, running, continuation }) =>
    t('reportSubscriptions.overview.says', {
      customers: format.number(customers.count),
      second: format.number(continuation.numerator),
      rate: share(continuation.value),
      running: format.number(running.count),
    });
}

function Year({
  shown: {
    second: { now, before },
  },
  days,
  format,
}: Omit<Props, 'silent'> & { days: string }) {
  const { t } = useTranslation();
  const share = useShare(format);
  if (now.value === null) return null;
  return t(`reportSubscriptions.overview.${before.value === null ? 'year' : 'yearAndBefore'}`, {
    began: format.number(now.denominator),
    second: format.number(now.numerator),
    rate: share(now.value),
    before: share(before.value),
    days,
  });
}
