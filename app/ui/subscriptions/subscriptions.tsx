import { Button, InlineStack, Select, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type {
  SubscriptionsScreen,
  SubscriptionsShown,
} from '../../presenters/subscriptions-screen.ts';
import type { Format } from '../format.ts';
import { useSetQuestion } from '../reports/question-bar.tsx';
import { ReportFrame } from '../reports/report-frame.tsx';
import { SectionCard } from '../section-card.tsx';
import { DeliveriesCard } from './deliveries-card.tsx';
import { OverviewCard } from './overview-card.tsx';
import { SubscribedCard } from './subscribed-card.tsx';
import { TrialCard } from './trial-card.tsx';

/** 定期購入の継続率 (seed 003 §17). */
export function SubscriptionsPage({ screen }: { screen: SubscriptionsScreen }) {
  const { t } = useTranslation();
  return (
    <ReportFrame
      title={t('reportSubscriptions.title')}
      subtitle={t('reportSubscriptions.subtitle')}
      screen={screen}
      controls={({ question: { product, silent }, report }, format) => (
        <InlineStack gap="300" blockAlign="end">
          <Silence {...{ silent, format }} />
          {product !== '' && (
            <OneProduct title={report.state === 'ready' ? report.shown.title : null} />
          )}
        </InlineStack>
      )}
    >
      {(shown, format, { question: { silent } }) =>
        shown.sold === 0 ? <Nobody /> : <Cards {...{ shown, silent, format }} />
      }
    </ReportFrame>
  );
}

const CHOICES = [30, 45, 60, 90, 120, 180, 365];

function Silence({ silent, format }: { silent: number; format: Format }) {
  const { t } = useTranslation();
  const set = useSetQuestion();
  const choices = [...new Set([...CHOICES, silent])].sort((a, b) => a - b);
  return (
    <Select
      label={t('reportSubscriptions.silent')}
      options={choices.map((days) => ({
        value: String(days),
        label: t('reportSubscriptions.days', { days: format.number(days) }),
      }))}
      value={String(silent)}
      onChange={(value) => {
        set('silent', value);
      }}
    />
  );
}

/** @param title null while it is not known. */
function OneProduct({ title }: { title: string | null }) {
  const { t } = useTranslation();
  const set = useSetQuestion();
  return (
    <InlineStack gap="200" blockAlign="center">
      <Text as="span">
        {title === null
          ? t('reportSubscriptions.onlyOne')
          : t('reportSubscriptions.only', { product: title })}
      </Text>
      <Button
        onClick={() => {
          set('product', '');
        }}
      >
        {t('reportSubscriptions.all')}
      </Button>
    </InlineStack>
  );
}

function Nobody() {
  const { t } = useTranslation();
  return (
    <SectionCard title={t('reportSubscriptions.nobody.title')}>
      <Text as="p">{t('reportSubscriptions.nobody.text')}</Text>
      <Text as="p" tone="subdued">
        {t('reportSubscriptions.nobody.how')}
      </Text>
    </SectionCard>
  );
}

interface CardsProps {
  shown: SubscriptionsShown;
  silent: number;
  format: Format;
}

function Cards({ shown, silent, format }: CardsProps) {
  return (
    <>
      <OverviewCard {...{ shown, silent, format }} />
      <DeliveriesCard deliveries={shown.deliveries} {...{ silent, format }} />
      <SubscribedCard {...{ shown, format }} />
      {shown.trial && <TrialCard trial={shown.trial} format={format} />}
    </>
  );
}
