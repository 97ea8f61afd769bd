import { Text } from '@shopify/polaris';
import { useSearchParams } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { CohortsScreen } from '../../presenters/cohorts-screen.ts';
import { ReportFrame } from '../reports/report-frame.tsx';
import { SectionCard } from '../section-card.tsx';
import { ComparisonCard } from './comparison-card.tsx';
import { Controls } from './controls.tsx';
import { GridCard } from './grid-card.tsx';
import { viewOf } from './views.ts';

/** コホート分析. */
export function CohortsPage({ screen }: { screen: CohortsScreen }) {
  const { t } = useTranslation();
  const [address] = useSearchParams();
  const view = viewOf(address);
  return (
    <ReportFrame
      title={t('reportCohorts.title')}
      subtitle={t('reportCohorts.subtitle')}
      screen={screen}
      controls={(asked, format) => <Controls screen={asked} spans={screen.spans} format={format} />}
    >
      {(shown, format, { question: { product, channel, source } }) => {
        const whole = product === '' && channel === '' && source === '';
        const withoutCost = shown.rows.reduce((sum, row) => sum + row.withoutCost, 0);
        if (shown.rows.length === 0) {
          return (
            <SectionCard title={t('reportCohorts.grid.title')}>
              <Text as="p">{t('reportCohorts.grid.nobody')}</Text>
            </SectionCard>
          );
        }
        return (
          <>
            <GridCard {...{ shown, format, view, whole }} />
            <ComparisonCard {...{ shown, format, view, whole }} />
            {view === 'profit' && withoutCost > 0 && (
              <Text as="p" variant="bodySm" tone="subdued">
                {t('reportCohorts.withoutCost', { orders: format.number(withoutCost) })}
              </Text>
            )}
          </>
        );
      }}
    </ReportFrame>
  );
}
