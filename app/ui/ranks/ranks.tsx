import { Card, EmptyState, Select, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { RanksScreen } from '../../presenters/ranks-screen.ts';
import { useSetQuestion } from '../reports/question-bar.tsx';
import { ReportFrame } from '../reports/report-frame.tsx';
import { CompareCard } from './compare-card.tsx';
import { ExcellentCard } from './excellent-card.tsx';
import { GapCards, LiftedCard } from './gap-cards.tsx';
import { PersonaCard } from './persona-card.tsx';
import { SeasonCard } from './season-card.tsx';
import type { Asked, CardProps } from './words.ts';

/** ランク別プロフィール. */
export function RanksPage({ screen }: { screen: RanksScreen }) {
  const { t } = useTranslation();
  return (
    <ReportFrame
      title={t('reportRanks.title')}
      subtitle={t('reportRanks.subtitle')}
      screen={screen}
      controls={(asked) => <By asked={asked} />}
    >
      {(shown, format) => <Cards shown={shown} format={format} />}
    </ReportFrame>
  );
}

function Cards({ shown, format }: CardProps) {
  const { t } = useTranslation();
  if (shown.profiles.length === 0) {
    return (
      <Card>
        <EmptyState heading={t('reportRanks.title')} image="">
          <p>{t('reportRanks.empty')}</p>
        </EmptyState>
      </Card>
    );
  }
  return (
    <>
      {shown.lifted.length > 0 && <LiftedCard shown={shown} format={format} />}
      {shown.profiles.map((profile) => (
        <PersonaCard key={profile.group} {...{ profile, shown, format }} />
      ))}
      {shown.ungrouped > 0 && (
        <Text as="p" tone="subdued">
          {t('reportRanks.ungrouped', { count: shown.ungrouped })}
        </Text>
      )}
      <CompareCard shown={shown} format={format} />
      {shown.by === 'rank' && <GapCards shown={shown} format={format} />}
      <SeasonCard shown={shown} format={format} />
      <ExcellentCard shown={shown} format={format} />
    </>
  );
}

const GROUPINGS = ['rank', 'layer', 'cpm', 'stage'] as const;

function By({ asked }: { asked: Asked }) {
  const { t } = useTranslation();
  const set = useSetQuestion();
  return (
    <Select
      label={t('reportRanks.by.label')}
      options={GROUPINGS.map((by) => ({ value: by, label: t(`reportRanks.by.${by}`) }))}
      value={asked.question.by}
      onChange={(by) => {
        set('by', by);
      }}
    />
  );
}
