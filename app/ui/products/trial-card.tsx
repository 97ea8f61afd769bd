import { Badge, InlineGrid, InlineStack, Select, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { ProductsShown } from '../../presenters/products-screen.ts';
import { Figure } from '../figure.tsx';
import type { Format } from '../format.ts';
import { useSetQuestion } from '../reports/question-bar.tsx';
import { SectionCard } from '../section-card.tsx';
import { Behind, useWritten } from './links.tsx';

interface Props {
  trial: ProductsShown['trial'];
  /** Within how many days. */
  days: number;
  format: Format;
}

const CHOICES = [30, 60, 90, 120, 180, 365];
const VERDICTS = {
  below: { words: 'below', tone: 'warning' },
  within: { words: 'inside', tone: 'success' },
  above: { words: 'above', tone: 'success' },
} as const;

/** お試しからの引上率 (seed 003 §16). */
export function TrialCard({ trial, days, format }: Props) {
  const { t } = useTranslation();
  const set = useSetQuestion();
  const { from, to } = trial?.target ?? { from: 0.2, to: 0.4 };
  const choices = [...new Set([...CHOICES, days])].sort((a, b) => a - b);
  return (
    <SectionCard
      title={t('reportProducts.trial.title')}
      help={t('reportProducts.trial.help', {
        days: format.number(days),
        from: format.roundPercent(from),
        to: format.roundPercent(to),
      })}
    >
      {trial ? (
        <>
          <InlineStack>
            <Select
              label={t('reportProducts.trial.within')}
              options={choices.map((choice) => ({
                value: String(choice),
                label: t('reportProducts.trial.days', { days: format.number(choice) }),
              }))}
              value={String(days)}
              onChange={(value) => {
                set('days', value);
              }}
            />
          </InlineStack>
          <Rate trial={trial} days={days} format={format} />
        </>
      ) : (
        <Text as="p">{t('reportProducts.trial.none')}</Text>
      )}
    </SectionCard>
  );
}

function Rate({ trial, days, format }: Props & { trial: NonNullable<Props['trial']> }) {
  const { t } = useTranslation();
  const written = useWritten();
  const { rate, verdict } = trial;
  const said = verdict && VERDICTS[verdict];
  return (
    <>
      <InlineStack gap="200" blockAlign="center">
        <Text as="p">
          {t(rate.value === null ? 'reportProducts.trial.open' : 'reportProducts.trial.says', {
            all: format.number(rate.denominator),
            led: format.number(rate.numerator),
            rate: written(rate.value, format.percent),
            days: format.number(days),
          })}
        </Text>
        {said && <Badge tone={said.tone}>{t(`reportProducts.trial.${said.words}`)}</Badge>}
      </InlineStack>
      <InlineGrid columns={{ xs: 2, md: 4 }} gap="400">
        {(['tried', 'notYet'] as const).map((key) => (
          <Figure
            key={key}
            label={t(`reportProducts.trial.${key}`)}
            help={t(`reportProducts.trial.${key}Help`)}
            value={
              <Behind of={trial[key]} what={t(`reportProducts.trial.${key}`)} format={format} />
            }
          />
        ))}
      </InlineGrid>
    </>
  );
}
