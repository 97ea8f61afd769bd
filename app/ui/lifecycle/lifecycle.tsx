import { Card, Link, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { LifecycleScreen } from '../../presenters/lifecycle-screen.ts';
import type { Unready } from '../../presenters/readiness.ts';
import { useFormat, type Format } from '../format.ts';
import { MonthPicker } from '../month-picker.tsx';
import { NotReady } from '../not-ready.tsx';
import { PageFrame } from '../page-frame.tsx';
import { SectionCard } from '../section-card.tsx';
import { AdviceCard } from './advice-card.tsx';
import { ComingCard } from './coming-card.tsx';
import { FlowsCard } from './flows-card.tsx';
import { StatesCard } from './states-card.tsx';
import { TrendCard } from './trend-card.tsx';

/** The six states: today, soon, and month by month. */
export function Lifecycle({ screen }: { screen: LifecycleScreen | Unready }) {
  const { t } = useTranslation();
  return (
    <PageFrame
      title={t('lifecyclePage.title')}
      subtitle={t('lifecyclePage.subtitle')}
      waits={typeof screen === 'string'}
    >
      {typeof screen === 'string' ? (
        <NotReady why={screen} teaches={t('lifecyclePage.teaches')} />
      ) : (
        <States screen={screen} />
      )}
    </PageFrame>
  );
}

function States({ screen }: { screen: LifecycleScreen }) {
  const { t } = useTranslation();
  const format = useFormat(screen);
  return (
    <>
      <StatesCard {...{ screen, format }} model="lifecycle" />
      <ComingCard format={format} />
      <Past {...{ screen, format }} />
      <StatesCard {...{ screen, format }} model="stage">
        <Text as="p">
          <Link url="/app/vip">{t('lifecyclePage.stages.toNextSteps')}</Link>
        </Text>
      </StatesCard>
      <AdviceCard advice={screen.advice} format={format} />
    </>
  );
}

function Past({ screen: { past }, format }: { screen: LifecycleScreen; format: Format }) {
  const { t } = useTranslation();
  if (!past) {
    return (
      <SectionCard title={t('months.building')}>
        <Text as="p">{t('months.buildingText')}</Text>
      </SectionCard>
    );
  }
  return (
    <>
      <Card>
        <MonthPicker months={past.months} format={format} />
      </Card>
      <TrendCard trend={past.trend} format={format} />
      <FlowsCard flows={past.flows} month={past.months.month} format={format} />
    </>
  );
}
