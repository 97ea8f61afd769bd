import { BlockStack, Box, Card, Text } from '@shopify/polaris';
import { Link, useSearchParams } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { DiagnosisScreen, DiagnosisShown } from '../../presenters/diagnosis-screen.ts';
import type { Unready } from '../../presenters/readiness.ts';
import { useFormat, type Format } from '../format.ts';
import { MonthPicker } from '../month-picker.tsx';
import { NotReady } from '../not-ready.tsx';
import { MonthsBuilding } from '../months-building.tsx';
import { PageFrame } from '../page-frame.tsx';
import { CalendarCards } from './calendar-cards.tsx';
import { CeilingCards } from './ceiling-cards.tsx';
import { ChangeCards } from './change-cards.tsx';
import { CycleCard } from './cycle-card.tsx';
import { ListCard } from './list-card.tsx';

interface Props {
  screen: DiagnosisScreen | Unready | 'building';
}

const PARTS = ['list', 'calendar', 'cycle', 'change', 'ceiling'] as const;

/** リスト診断: the list, its months, its flows, why it changes, and where that leads. */
export function DiagnosisPage({ screen }: Props) {
  const { t } = useTranslation();
  return (
    <PageFrame
      title={t('reportDiagnosis.title')}
      subtitle={t('reportDiagnosis.subtitle')}
      waits={typeof screen === 'string'}
      back={{ content: t('reports.title'), url: '/app/reports' }}
    >
      {screen === 'building' && <MonthsBuilding />}
      {typeof screen === 'string' && screen !== 'building' && <NotReady why={screen} />}
      {typeof screen === 'object' && <Parts screen={screen} />}
    </PageFrame>
  );
}

function Parts({ screen }: { screen: DiagnosisScreen }) {
  const format = useFormat(screen);
  return (
    <>
      <Card>
        <BlockStack gap="400">
          <MonthPicker months={screen.months} format={format} />
          <PartMenu shown={screen.shown.part} />
        </BlockStack>
      </Card>
      <Part shown={screen.shown} screen={screen} format={format} />
    </>
  );
}

/** One part at a time; which one stands in the address. */
function PartMenu({ shown }: { shown: DiagnosisShown['part'] }) {
  const { t } = useTranslation();
  const [query] = useSearchParams();
  const addressOf = (part: string) => {
    const next = new URLSearchParams(query);
    next.set('part', part);
    return `?${next.toString()}`;
  };
  return (
    <nav aria-label={t('reportDiagnosis.parts.label')}>
      <div style={{ display: 'flex', flexWrap: 'wrap', gap: 8 }}>
        {PARTS.map((part) => (
          <Link
            key={part}
            to={addressOf(part)}
            preventScrollReset
            aria-current={part === shown ? 'page' : undefined}
            style={{ textDecoration: 'none', color: 'inherit' }}
          >
            <Box
              paddingBlock="150"
              paddingInline="300"
              borderRadius="200"
              background={part === shown ? 'bg-fill-brand' : 'bg-surface-secondary'}
              {...(part === shown && { color: 'text-brand-on-bg-fill' })}
            >
              <Text as="span" variant="bodyMd" fontWeight={part === shown ? 'semibold' : 'regular'}>
                {t(`reportDiagnosis.parts.${part}`)}
              </Text>
            </Box>
          </Link>
        ))}
      </div>
    </nav>
  );
}

interface PartProps {
  shown: DiagnosisShown;
  screen: DiagnosisScreen;
  format: Format;
}

function Part({ shown, screen, format }: PartProps) {
  switch (shown.part) {
    case 'list':
      return <ListCard table={shown.table} {...{ screen, format }} />;
    case 'calendar':
      return <CalendarCards {...shown} {...{ screen, format }} />;
    case 'cycle':
      return <CycleCard cycle={shown.cycle} format={format} />;
    case 'change':
      return <ChangeCards {...shown} />;
    case 'ceiling':
      return <CeilingCards {...shown} {...{ screen, format }} />;
  }
}
