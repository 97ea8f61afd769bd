import { Card, EmptyState } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { HomeScreen, Overview } from '../../presenters/home-screen.ts';
import { ChangesCard } from '../changes-card.tsx';
import { useFormat } from '../format.ts';
import { PageFrame } from '../page-frame.tsx';
import { TaggingCard } from '../tagging-card.tsx';
import { useProgress } from '../use-progress.ts';
import { BoardSkeletons, WorkCard } from '../work-card.tsx';
import { ActivityCard } from './activity-card.tsx';
import { AsleepCard } from './asleep-card.tsx';
import { AttentionCard } from './attention-card.tsx';
import { SalesCard } from './sales-card.tsx';
import { StepsCard } from './steps-card.tsx';

interface Props {
  screen: HomeScreen;
  starting: boolean;
  onStart: () => void;
  onRetry: () => void;
}

/** The first page: how the list of customers is doing, and what to do about it. */
export function Home({ screen, starting, onStart, onRetry }: Props) {
  const { t } = useTranslation();
  const { work } = useProgress(screen.progress);
  const { overview } = screen;
  return (
    <PageFrame title={t('home.title')}>
      <WorkCard work={work} onRetry={onRetry} />
      {overview === null && work.step !== 'failed' && <BoardSkeletons />}
      {overview === 'empty' && <NoCustomers />}
      {overview !== null && overview !== 'empty' && (
        <Cards overview={overview} starting={starting} onStart={onStart} />
      )}
    </PageFrame>
  );
}

type CardsProps = Pick<Props, 'starting' | 'onStart'> & { overview: Overview };

function Cards({ overview, starting, onStart }: CardsProps) {
  const format = useFormat(overview);
  const { steps, offer, figures, trend, attention, asleep, changes, currency } = overview;
  return (
    <>
      {steps && <StepsCard steps={steps} />}
      {offer && <TaggingCard {...{ offer, format, starting, onStart }} withLink />}
      <ActivityCard figures={figures} format={format} />
      <AttentionCard attention={attention} format={format} />
      {trend && <SalesCard trend={trend} format={format} currency={currency} />}
      <AsleepCard asleep={asleep} format={format} />
      <ChangesCard changes={changes} format={format} />
    </>
  );
}

function NoCustomers() {
  const { t } = useTranslation();
  return (
    <Card>
      <EmptyState heading={t('home.empty.title')} image="">
        <p>{t('home.empty.text')}</p>
        <p>{t('homePage.teaches')}</p>
      </EmptyState>
    </Card>
  );
}
