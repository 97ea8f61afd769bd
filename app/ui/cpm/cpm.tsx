import { useTranslation } from 'react-i18next';
import type { CpmScreen } from '../../presenters/cpm-screen.ts';
import type { Unready } from '../../presenters/readiness.ts';
import { useFormat } from '../format.ts';
import { MonthsBuilding } from '../months-building.tsx';
import { NotReady } from '../not-ready.tsx';
import { PageFrame } from '../page-frame.tsx';
import { ExcellentCard } from './excellent-card.tsx';
import { GroupsCard } from './groups-card.tsx';
import { NewsCard } from './news-card.tsx';
import { PeriodPicker } from './period-picker.tsx';
import { PortfolioCard } from './portfolio-card.tsx';
import { TransitionsCard } from './transitions-card.tsx';
import { TrendCard } from './trend-card.tsx';

interface Props {
  screen: CpmScreen | Unready | 'building';
}

/** CPM分析: the ten groups, where they stand, and how they grow. */
export function CpmPage({ screen }: Props) {
  const { t } = useTranslation();
  return (
    <PageFrame
      title={t('cpmPage.title')}
      subtitle={t('cpmPage.subtitle')}
      waits={typeof screen === 'string'}
    >
      {screen === 'building' && <MonthsBuilding teaches={t('cpmPage.teaches')} />}
      {typeof screen === 'string' && screen !== 'building' && (
        <NotReady why={screen} teaches={t('cpmPage.teaches')} />
      )}
      {typeof screen === 'object' && <Cards screen={screen} />}
    </PageFrame>
  );
}

function Cards({ screen }: { screen: CpmScreen }) {
  const format = useFormat(screen);
  return (
    <>
      <PeriodPicker screen={screen} format={format} />
      <NewsCard screen={screen} format={format} />
      <PortfolioCard screen={screen} format={format} />
      <GroupsCard screen={screen} format={format} />
      <TransitionsCard screen={screen} format={format} />
      <ExcellentCard screen={screen} format={format} />
      <TrendCard screen={screen} format={format} />
    </>
  );
}
