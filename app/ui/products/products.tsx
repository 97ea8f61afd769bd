import { Banner, InlineStack } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { ProductsScreen } from '../../presenters/products-screen.ts';
import { ProductPicker } from '../builder/product-picker.tsx';
import type { Format } from '../format.ts';
import { ChannelChoice, PeriodChoice, useSetQuestion } from '../reports/question-bar.tsx';
import { ReportFrame } from '../reports/report-frame.tsx';
import { GroupsCard } from './groups-card.tsx';
import { LimitedCard } from './limited-card.tsx';
import { NextCard } from './next-card.tsx';
import { PairsCard } from './pairs-card.tsx';
import { RepeatsCard } from './repeats-card.tsx';
import { RolesCard, type Roles } from './roles-card.tsx';
import { SeasonsCard } from './seasons-card.tsx';
import { TrialCard } from './trial-card.tsx';

type Props = ProductsScreen & { onSave: (roles: Roles) => void };
type Asked = Extract<ProductsScreen['screen'], { question: unknown }>;

const YEAR_DAYS = 365;

/** 商品分析. */
export function ProductsPage({ screen, channels, roles, known, onSave }: Props) {
  const { t } = useTranslation();
  return (
    <ReportFrame
      title={t('reportProducts.title')}
      subtitle={t('reportProducts.subtitle')}
      screen={screen}
      controls={(asked, format) => <Controls {...{ asked, channels, known, format }} />}
    >
      {(shown, format, { question }) => (
        <>
          {shown.crowded && (
            <Banner>
              <p>{t('reportProducts.crowded')}</p>
            </Banner>
          )}
          <RepeatsCard {...{ shown, format }} />
          <NextCard next={shown.next} format={format} />
          <PairsCard {...{ shown, question, format }} />
          <GroupsCard groups={shown.groups} format={format} />
          <SeasonsCard seasons={shown.seasons} short={isShort(question.period)} format={format} />
          <LimitedCard limited={shown.limited} format={format} />
          <TrialCard trial={shown.trial} days={question.days} format={format} />
          {roles && <RolesCard {...{ roles, known, onSave }} />}
        </>
      )}
    </ReportFrame>
  );
}

type ControlsProps = Pick<Props, 'channels' | 'known'> & { asked: Asked; format: Format };

function Controls({ asked: { question, today }, channels, known, format }: ControlsProps) {
  const { t } = useTranslation();
  const set = useSetQuestion();
  return (
    <InlineStack gap="300" blockAlign="start">
      <PeriodChoice period={question.period} {...{ today, format }} />
      <ChannelChoice channel={question.channel} channels={channels} />
      <ProductPicker
        label={t('reportProducts.one')}
        known={known}
        chosen={question.product === '' ? [] : [question.product]}
        problem={null}
        onChange={(chosen) => {
          set('product', chosen.at(-1) ?? '');
        }}
      />
    </InlineStack>
  );
}

/** Days and months that are less than a year of seasons. */
function isShort(period: string): boolean {
  if (period === 'all') return false;
  if (period.endsWith('d')) return parseInt(period, 10) < YEAR_DAYS;
  const [from = '', to] = period.split('..');
  return to === undefined || Date.parse(to) - Date.parse(from) < (YEAR_DAYS - 1) * 86_400_000;
}
