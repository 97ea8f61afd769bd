import { Badge, InlineGrid, InlineStack, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { SubscriptionsShown } from '../../presenters/subscriptions-screen.ts';
import { Figure } from '../figure.tsx';
import type { Format } from '../format.ts';
import { CountedLink, useShare } from '../repeat/counted-link.tsx';
import { SectionCard } from '../section-card.tsx';

interface Props {
  trial: NonNullable<SubscriptionsShown['trial']>;
  format: Format;
}

const TONES = { below: 'warning', within: 'success', above: 'success' } as const;

/** 定期引上: of those who tried, who went on to a subscription. */
export function TrialCard({ trial, format }: Props) {
  const { t } = useTranslation();
  const share = useShare(format);
  const { rate, verdict, target } = trial;
  const days = format.number(trial.days);
  return (
    <SectionCard
      title={t('reportSubscriptions.trial.title')}
      help={t('reportSubscriptions.trial.help', {
        days,
        from: format.roundPercent(target.from),
        to: format.roundPercent(target.to),
      })}
    >
      <InlineStack gap="200" blockAlign="center">
        <Text as="p">
          {t(`reportSubscriptions.trial.${rate.value === null ? 'open' : 'says'}`, {
            all: format.number(rate.denominator),
            led: format.number(rate.numerator),
            rate: share(rate.value),
            days,
          })}
        </Text>
        {verdict && (
          <Badge tone={TONES[verdict]}>{t(`reportSubscriptions.trial.verdict.${verdict}`)}</Badge>
        )}
      </InlineStack>
      <InlineGrid columns={{ xs: 2, md: 4 }} gap="400">
        {(['tried', 'notYet'] as const).map((key) => (
          <Figure
            key={key}
            label={t(`reportSubscriptions.trial.${key}`)}
            help={t(`reportSubscriptions.trial.${key}Help`)}
            value={
              <CountedLink
                people
                counted={trial[key]}
                what={t(`reportSubscriptions.trial.${key}`)}
                format={format}
              />
            }
          />
        ))}
      </InlineGrid>
    </SectionCard>
  );
}
