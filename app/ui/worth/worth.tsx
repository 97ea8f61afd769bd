import { Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { WorthScreen } from '../../presenters/worth-screen.ts';
import { ReportFrame } from '../reports/report-frame.tsx';
import { ConcentrationCards } from './concentration-cards.tsx';
import { FormsCard } from './forms-card.tsx';
import { GlanceCard } from './glance-card.tsx';
import { GroupsCard } from './groups-card.tsx';
import { PeriodsCard } from './periods-card.tsx';
import { SpreadCard } from './spread-card.tsx';

/** 顧客価値. */
export function WorthPage({ screen }: { screen: WorthScreen }) {
  const { t } = useTranslation();
  return (
    <ReportFrame
      title={t('reportWorth.title')}
      subtitle={t('reportWorth.subtitle')}
      screen={screen}
      controls={() => (
        <Text as="p" tone="subdued">
          {t('reportWorth.all')}
        </Text>
      )}
    >
      {(shown, format) => (
        <>
          <GlanceCard {...{ shown, format }} />
          <FormsCard {...{ shown, format }} />
          <GroupsCard {...{ shown, format }} />
          <SpreadCard {...{ shown, format }} />
          <PeriodsCard {...{ shown, format }} />
          <ConcentrationCards {...{ shown, format }} />
        </>
      )}
    </ReportFrame>
  );
}
