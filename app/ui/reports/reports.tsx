import { BlockStack, Card, InlineGrid, Link, Text } from '@shopify/polaris';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { HubReport, ReportsHub } from '../../presenters/reports-hub.ts';
import { useFormat, type Format } from '../format.ts';
import { PageFrame } from '../page-frame.tsx';
import { useRefresh } from '../use-refresh.ts';
import { saidOf, useHeadlines } from './use-headlines.ts';

/** Every report, by the last part of its address, in the order of a look at the shop. */
const REPORTS = [
  ['health', 'reportHealth'],
  ['diagnosis', 'reportDiagnosis'],
  ['repeat', 'reportRepeat'],
  ['subscriptions', 'reportSubscriptions'],
  ['products', 'reportProducts'],
  ['worth', 'reportWorth'],
  ['ads', 'reportAds'],
  ['cohorts', 'reportCohorts'],
  ['ranks', 'reportRanks'],
] as const;

/** All reports, what each of them answers, and what it says. @param props.hub null: nothing yet. */
export function ReportsPage({ hub }: { hub: ReportsHub | null }) {
  const { t } = useTranslation();
  return (
    <PageFrame title={t('reports.title')} subtitle={t('reports.subtitle')}>
      {hub ? <ToldCards hub={hub} /> : <Cards />}
    </PageFrame>
  );
}

function ToldCards({ hub }: { hub: ReportsHub }) {
  const format = useFormat(hub.place);
  const headlines = useHeadlines(format);
  useRefresh(Object.values(hub.told).some(({ state }) => state === 'making'));
  return (
    <Cards
      below={(report) => (
        <Told told={hub.told[report]} says={saidOf(report, hub, headlines)} format={format} />
      )}
    />
  );
}

function Cards({ below }: { below?: (report: HubReport) => ReactNode }) {
  const { t } = useTranslation();
  return (
    <InlineGrid columns={{ xs: 1, md: 2 }} gap="400">
      {REPORTS.map(([report, words]) => (
        <Card key={report}>
          <BlockStack gap="200">
            <BlockStack gap="100">
              <Text as="h2" variant="headingMd">
                <Link url={`/app/reports/${report}`} removeUnderline>
                  {t(`${words}.title`)}
                </Link>
              </Text>
              <Text as="p" tone="subdued">
                {t(`${words}.subtitle`)}
              </Text>
            </BlockStack>
            {below?.(report)}
          </BlockStack>
        </Card>
      ))}
    </InlineGrid>
  );
}

/** Why a report says nothing; without a month its page says it. */
const UNTOLD = {
  making: 'reports.making',
  unasked: 'reports.hub.unasked',
  'no-month': null,
} as const;

interface ToldProps {
  told: ReportsHub['told'][HubReport];
  says: string | null;
  format: Format;
}

function Told({ told, says, format }: ToldProps) {
  const { t } = useTranslation();
  if (told.state !== 'told') {
    const why = UNTOLD[told.state];
    return why && <Text as="p">{t(why)}</Text>;
  }
  return (
    <BlockStack gap="050">
      <Text as="p" variant="bodyLg">
        {says}
      </Text>
      <Text as="p" variant="bodySm" tone="subdued">
        {t('reports.hub.asOf', { day: format.day(told.asOf) })}
      </Text>
    </BlockStack>
  );
}
