import { BlockStack, Banner, InlineStack, Select, Text, TextField } from '@shopify/polaris';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AdsScreen } from '../../presenters/ads-screen.ts';
import type { Format } from '../format.ts';
import { useSetQuestion } from '../reports/question-bar.tsx';
import { ReportFrame } from '../reports/report-frame.tsx';
import { AgainstCard } from './against-card.tsx';
import { CostsCard } from './costs-card.tsx';
import { PaybackCard } from './payback-card.tsx';
import { SourcesCard } from './sources-card.tsx';
import { SummaryCard } from './summary-card.tsx';
import { TrendCard } from './trend-card.tsx';
import type { Asked, CardProps } from './words.ts';

/** 広告の採算. */
export function AdsPage({ screen }: { screen: AdsScreen }) {
  const { t } = useTranslation();
  return (
    <ReportFrame
      title={t('reportAds.title')}
      subtitle={t('reportAds.subtitle')}
      screen={screen}
      controls={(asked, format) => <Controls asked={asked} format={format} />}
    >
      {(shown, format) => {
        const paid = shown.paid.cost > 0;
        return (
          <>
            {shown.costs.length === 0 && <Teach shown={shown} format={format} />}
            <SummaryCard shown={shown} format={format} />
            {paid && <AgainstCard shown={shown} format={format} />}
            <SourcesCard shown={shown} format={format} />
            {paid && <PaybackCard shown={shown} format={format} />}
            <TrendCard shown={shown} format={format} />
            <CostsCard shown={shown} format={format} />
          </>
        );
      }}
    </ReportFrame>
  );
}

const SPANS = [3, 6, 12, 24, 36];
const HUNDRED = 100;

function Controls({ asked, format }: { asked: Asked; format: Format }) {
  const { t } = useTranslation();
  const set = useSetQuestion();
  const { months } = asked.question;
  return (
    <InlineStack gap="300" blockAlign="start">
      <Select
        label={t('reportAds.span')}
        options={SPANS.map((span) => ({
          value: String(span),
          label: t('reportAds.lastMonths', { months: span }),
        }))}
        value={String(months)}
        onChange={(value) => {
          set('months', value);
        }}
      />
      <Margin key={asked.question.margin} asked={asked} format={format} />
    </InlineStack>
  );
}

/** The rate goes into the address when the field is left. */
function Margin({ asked, format }: { asked: Asked; format: Format }) {
  const { t } = useTranslation();
  const set = useSetQuestion();
  const [text, setText] = useState(String(asked.question.margin));
  const number = Number(text);
  const wrong = text !== '' && !(number >= 0 && number <= HUNDRED);
  const known = asked.report.state === 'ready' ? asked.report.shown.knownRate : null;
  const tell = () => {
    if (!wrong && text !== String(asked.question.margin)) set('margin', text);
  };
  return (
    <div style={{ maxWidth: '22rem' }}>
      <TextField
        label={t('reportAds.margin')}
        autoComplete="off"
        inputMode="decimal"
        suffix="%"
        value={text}
        onChange={setText}
        onBlur={tell}
        helpText={
          known === null
            ? t('reportAds.marginUnknown')
            : t('reportAds.marginKnown', { rate: format.percent(known) })
        }
        {...(wrong && { error: t('reportAds.marginWrong') })}
      />
    </div>
  );
}

function Teach({ shown }: CardProps) {
  const { t } = useTranslation();
  const named = shown.sources.some(({ source }) => source !== null);
  return (
    <Banner title={t('reportAds.teach.title')} tone="info">
      <BlockStack gap="200">
        <Text as="p">{t('reportAds.teach.source')}</Text>
        {!named && <Text as="p">{t('reportAds.teach.nobody')}</Text>}
        <Text as="p">{t('reportAds.teach.cost')}</Text>
      </BlockStack>
    </Banner>
  );
}
