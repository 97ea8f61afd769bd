import { Card, SkeletonBodyText, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { Unready } from '../../presenters/readiness.ts';
import type { VipRelations } from '../../presenters/vip-relations.ts';
import type { VipScreen } from '../../presenters/vip-screen.ts';
import { useFormat, type Format } from '../format.ts';
import { MonthPicker } from '../month-picker.tsx';
import { NotReady } from '../not-ready.tsx';
import { PageFrame } from '../page-frame.tsx';
import { SectionCard } from '../section-card.tsx';
import { useLater } from '../use-later.ts';
import { AxesCard } from './axes-card.tsx';
import { BulkCard } from './bulk-card.tsx';
import { CandidatesCard } from './candidates-card.tsx';
import { ContractCard } from './contract-card.tsx';
import { StepsCard, type StepsChange } from './steps-card.tsx';
import { SummaryCard } from './summary-card.tsx';
import { SupportersCard } from './supporters-card.tsx';
import { TrendCard } from './trend-card.tsx';

interface Props {
  screen: VipScreen | Unready;
  onSave: (change: StepsChange) => void;
}

/** VIPs, candidates and the one next step of everybody. */
export function Vip({ screen, onSave }: Props) {
  const { t } = useTranslation();
  return (
    <PageFrame
      title={t('vipPage.title')}
      subtitle={t('vipPage.subtitle')}
      waits={typeof screen === 'string'}
    >
      {typeof screen === 'string' ? (
        <NotReady why={screen} teaches={t('vipPage.teaches')} />
      ) : (
        <Cards {...{ screen, onSave }} />
      )}
    </PageFrame>
  );
}

function Cards({ screen, onSave }: Props & { screen: VipScreen }) {
  const format = useFormat(screen);
  const { relations = null } =
    useLater<{ relations: VipRelations | null }>('/app/vip/relations') ?? {};
  return (
    <>
      {screen.past && (
        <Card>
          <MonthPicker months={screen.past.months} format={format} />
        </Card>
      )}
      <SummaryCard {...{ screen, format }} />
      <Related {...{ screen, relations, format }} />
      <Past {...{ screen, format }} />
      <StepsCard {...{ screen, relations, format, onSave }} />
      <ContractCard {...{ screen, format }} />
      <BulkCard {...{ relations, format }} bulkBuyerDays={screen.bulkBuyerDays} />
    </>
  );
}

interface Shown {
  screen: VipScreen;
  format: Format;
}

function Related({ screen, relations, format }: Shown & { relations: VipRelations | null }) {
  const { t } = useTranslation();
  if (!relations) {
    return (
      <SectionCard title={t('vipPage.axes.title')} help={t('vipPage.axes.help')}>
        <Text as="p" tone="subdued">
          {t('vipPage.loading')}
        </Text>
        <SkeletonBodyText lines={8} />
      </SectionCard>
    );
  }
  const asked = screen.asked.all;
  return (
    <>
      <AxesCard {...{ relations, format }} />
      <CandidatesCard {...{ relations, asked, format }} />
      <SupportersCard {...{ relations, asked, format }} />
    </>
  );
}

function Past({ screen: { past }, format }: Shown) {
  const { t } = useTranslation();
  if (past) return <TrendCard trend={past.trend} format={format} />;
  return (
    <SectionCard title={t('months.building')}>
      <Text as="p">{t('months.buildingText')}</Text>
    </SectionCard>
  );
}
