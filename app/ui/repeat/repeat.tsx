import { useTranslation } from 'react-i18next';
import type { RepeatScreen } from '../../presenters/repeat-screen.ts';
import { PeriodChoice } from '../reports/question-bar.tsx';
import { ReportFrame } from '../reports/report-frame.tsx';
import { AgainCard } from './again-card.tsx';
import { BuyersCard } from './buyers-card.tsx';
import { DiagnosisCard } from './diagnosis-card.tsx';
import { LadderCard } from './ladder-card.tsx';
import { RatesCard } from './rates-card.tsx';
import { TimingCard } from './timing-card.tsx';
import { YearCard } from './year-card.tsx';

/** リピート分析. */
export function RepeatPage({ screen }: { screen: RepeatScreen }) {
  const { t } = useTranslation();
  return (
    <ReportFrame
      title={t('reportRepeat.title')}
      subtitle={t('reportRepeat.subtitle')}
      screen={screen}
      controls={({ question, today }, format) => (
        <PeriodChoice period={question.period} {...{ today, format }} />
      )}
    >
      {(shown, format, { question }) => (
        <>
          <DiagnosisCard diagnosis={shown.diagnosis} format={format} />
          <BuyersCard {...{ shown, format }} />
          <AgainCard period={question.period} {...{ shown, format }} />
          <LadderCard ladder={shown.ladder} format={format} />
          <TimingCard timing={shown.timing} format={format} />
          <YearCard year={shown.year} leftAfterDays={shown.ladder.leftAfterDays} format={format} />
          <RatesCard {...{ shown, format }} />
        </>
      )}
    </ReportFrame>
  );
}
