import { BlockStack, InlineStack, Select } from '@shopify/polaris';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MonthsLength } from '../months-length.tsx';
import type { CpmState } from '../../presenters/states.ts';
import { ChartCard } from '../charts/chart-card.tsx';
import { Columns, type Stack } from '../charts/columns.tsx';
import { PlainTable } from '../charts/plain-table.tsx';
import { shortIn } from '../charts/short.ts';
import { STAGE_COLORS, STAGES, useGroupLabel, type CardProps } from './stages.ts';

const VIEWS = ['both', 'active', 'lapsed'] as const;
type View = (typeof VIEWS)[number];
const LENGTHS = [12, 24, 36];
const ACTIVE = '--p-color-bg-fill-success';
const LAPSED = '--p-color-bg-fill-tertiary-active';

/** 人数推移: customers at the end of each month. */
export function TrendCard({ screen, format }: CardProps) {
  const { t } = useTranslation();
  const label = useGroupLabel();
  const [length, setLength] = useState(24);
  const months = screen.trend.months.slice(-length);
  const groups = screen.groups.flatMap(({ group }) => (group === 'total' ? [] : [group]));
  const countsOf = (index: number) =>
    groups.map((group) => screen.trend.counts[group].slice(-length)[index] ?? 0);
  const header: [string, ...string[]] = [t('months.label'), ...groups.map(label)];
  return (
    <ChartCard
      title={t('cpmPage.trend.title')}
      help={t('cpmPage.trend.help')}
      table={
        <PlainTable
          header={header}
          rows={months.map((month, index) => ({
            id: month,
            cells: [format.month(month), ...countsOf(index).map(format.number)],
          }))}
        />
      }
      sheet={{
        name: `cpm-trend-${months.at(-1) ?? screen.day}`,
        header,
        rows: months.map((month, index) => [month, ...countsOf(index)]),
      }}
    >
      <Picture {...{ screen, format, months, length }} onLength={setLength} />
    </ChartCard>
  );
}

interface PictureProps extends CardProps {
  months: string[];
  length: number;
  onLength: (length: number) => void;
}

function Picture({ screen, format, months, length, onLength }: PictureProps) {
  const { t, i18n } = useTranslation();
  const [view, setView] = useState<View>('both');
  const stacks = useStacks(screen, length)(view);
  const values = stacks.map((stack) => `${stack.label} ${format.number(stack.values.at(-1) ?? 0)}`);
  return (
    <BlockStack gap="300">
      <InlineStack gap="300">
        <Select
          label={t('cpmPage.trend.view')}
          options={VIEWS.map((value) => ({ value, label: t(`cpmPage.trend.${value}`) }))}
          value={view}
          onChange={(value) => {
            setView(value as View);
          }}
        />
        <MonthsLength lengths={LENGTHS} length={length} onChange={onLength} />
      </InlineStack>
      <Columns
        name={t('cpmPage.trend.chart', { values: values.join(', ') })}
        steps={months.map(format.month)}
        stacks={stacks}
        format={shortIn(i18n.language, screen.currency).number}
      />
    </BlockStack>
  );
}

function useStacks({ trend, groups }: CardProps['screen'], length: number) {
  const { t } = useTranslation();
  const valuesOf = (group: CpmState) => trend.counts[group].slice(-length);
  const allOf = (ending: 'active' | 'lapsed') =>
    trend.months
      .slice(-length)
      .map((_, index) =>
        groups.reduce(
          (sum, { group }) =>
            group !== 'total' && group.endsWith(ending) ? sum + (valuesOf(group)[index] ?? 0) : sum,
          0,
        ),
      );
  return (view: View): Stack[] =>
    view === 'both'
      ? [
          { key: 'active', label: t('board.active'), color: ACTIVE, values: allOf('active') },
          { key: 'lapsed', label: t('board.lapsed'), color: LAPSED, values: allOf('lapsed') },
        ]
      : STAGES.map((stage) => ({
          key: stage,
          label: t(`state.cpm.${stage}-${view}.label`),
          color: STAGE_COLORS[stage],
          values: valuesOf(`${stage}-${view}`),
        }));
}
