import { BlockStack, InlineStack, Select, Text } from '@shopify/polaris';
import { Fragment, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RepeatShown } from '../../presenters/repeat-screen.ts';
import { ChartCard } from '../charts/chart-card.tsx';
import { Columns } from '../charts/columns.tsx';
import { PlainTable } from '../charts/plain-table.tsx';
import type { Format } from '../format.ts';
import { Table, type Column } from '../index-table.tsx';
import { useStateLabel } from '../settings/state-label.ts';
import { CountedLink, useShare } from './counted-link.tsx';

type Timing = RepeatShown['timing'][number];

interface Props {
  timing: readonly Timing[];
  format: Format;
}

const WEEK = 7;
const DAYS_SHOWN = 60;

/** 2回目購買のタイミング by rank, with the day to write (seed 000 §16). */
export function TimingCard({ timing, format }: Props) {
  const { t } = useTranslation();
  const nameOf = useName();
  const [who, setWho] = useState<string>('all');
  const [by, setBy] = useState('byWeek');
  const shown = timing.find(({ of }) => of === who) ?? timing[0];
  const steps = useSteps(format);
  if (!shown) return null;
  const bars = steps(shown, by === 'byWeek');
  const values = bars
    .filter(({ customers }) => customers > 0)
    .map(({ label, customers }) => `${label} ${format.number(customers)}`)
    .join(', ');
  return (
    <ChartCard
      title={t('reportRepeat.timing.title')}
      help={t('reportRepeat.timing.help')}
      table={<WeekTable {...{ timing, format }} />}
      sheet={useSheet(timing, format)}
    >
      <BlockStack gap="400">
        <InlineStack gap="300">
          <Select
            label={t('reportRepeat.timing.who')}
            options={timing.map(({ of }) => ({ value: of, label: nameOf(of) }))}
            value={shown.of}
            onChange={setWho}
          />
          <Select
            label={t('reportRepeat.timing.by')}
            options={(['byWeek', 'byDay'] as const).map((value) => ({
              value,
              label: t(`reportRepeat.timing.${value}`),
            }))}
            value={by}
            onChange={setBy}
          />
        </InlineStack>
        <Text as="p">{useSentence(shown, format)}</Text>
        <Columns
          name={t('reportRepeat.timing.name', { who: nameOf(shown.of), values })}
          steps={bars.map(({ label }) => label)}
          stacks={[
            {
              key: 'customers',
              label: t('reportRepeat.customers'),
              color: '--p-color-bg-fill-emphasis',
              values: bars.map(({ customers }) => customers),
            },
          ]}
          format={format.number}
        />
        <RankTable {...{ timing, format }} />
      </BlockStack>
    </ChartCard>
  );
}

function useName(): (of: Timing['of']) => string {
  const { t } = useTranslation();
  const label = useStateLabel();
  return (of) => (of === 'all' ? t('reportRepeat.timing.all') : label.state('rank', of));
}

/** The first day counts from 1: day 0 is the first order's own. */
function daysOfWeek(week: number): { from: number; to: number } {
  return { from: Math.max(1, week * WEEK), to: week * WEEK + WEEK - 1 };
}

function useSteps(format: Format) {
  const { t } = useTranslation();
  return ({ weeks, days }: Timing, byWeek: boolean): { label: string; customers: number }[] => {
    if (byWeek) {
      return weeks.map(({ week, customers }) => {
        const { from, to } = daysOfWeek(week);
        const label = t('reportRepeat.timing.weekDays', {
          from: format.number(from),
          to: format.number(to),
        });
        return { label, customers };
      });
    }
    const onDay = new Map(days.map(({ day, customers }) => [day, customers]));
    return Array.from({ length: DAYS_SHOWN }, (_, index) => ({
      label: t('reportRepeat.timing.day', { day: format.number(index + 1) }),
      customers: onDay.get(index + 1) ?? 0,
    }));
  };
}

function useSentence(timing: Timing, format: Format): string {
  const { t } = useTranslation();
  const nameOf = useName();
  const { medianDays, peakWeek, actOnDay } = timing;
  if (medianDays === null || peakWeek === null || actOnDay === null) {
    return t('reportRepeat.timing.nobody');
  }
  const { from, to } = daysOfWeek(peakWeek);
  return t('reportRepeat.timing.says', {
    who: nameOf(timing.of),
    median: format.number(medianDays),
    from: format.number(from),
    to: format.number(to),
    act: format.number(actOnDay),
  });
}

const MEASURES = ['ripe', 'within', 'median', 'peak', 'act'] as const;

function RankTable({ timing, format }: Props) {
  const { t } = useTranslation();
  const nameOf = useName();
  const share = useShare(format);
  const title = t('reportRepeat.timing.rank');
  const none = t('reportRepeat.none');
  const day = (value: number | null) =>
    value === null ? none : t('reportRepeat.timing.day', { day: format.number(value) });
  const peak = (week: number | null) =>
    week === null ? none : t('reportRepeat.timing.weekDays', daysOfWeek(week));
  const columns: [Column, ...Column[]] = [
    { title },
    ...MEASURES.map((key) => ({
      title: t(`reportRepeat.timing.${key}`),
      ...(key !== 'ripe' && { help: t(`reportRepeat.timing.${key}Help`) }),
      numeric: true,
    })),
  ];
  return (
    <Table
      name={{ singular: title, plural: title }}
      columns={columns}
      rows={timing.map((row) => ({
        id: row.of,
        cells: [
          nameOf(row.of),
          <CountedLink key="ripe" counted={row.ripe} what={nameOf(row.of)} format={format} />,
          <Fragment key="came">
            {share(row.within.value)} (
            <CountedLink counted={row.came} what={nameOf(row.of)} format={format} />)
          </Fragment>,
          day(row.medianDays),
          peak(row.peakWeek),
          day(row.actOnDay),
        ],
      }))}
    />
  );
}

function WeekTable({ timing, format }: Props) {
  const { t } = useTranslation();
  const nameOf = useName();
  const steps = useSteps(format);
  const [first] = timing;
  const weeks = first ? steps(first, true) : [];
  return (
    <PlainTable
      header={[t('reportRepeat.timing.byWeek'), ...timing.map(({ of }) => nameOf(of))]}
      rows={weeks.map(({ label }, week) => ({
        id: label,
        cells: [label, ...timing.map((row) => format.number(row.weeks[week]?.customers ?? 0))],
      }))}
    />
  );
}

function useSheet(timing: readonly Timing[], format: Format) {
  const { t } = useTranslation();
  const nameOf = useName();
  const steps = useSteps(format);
  const [first] = timing;
  const weeks = first ? steps(first, true) : [];
  return {
    name: t('reportRepeat.timing.file'),
    header: [t('reportRepeat.timing.byWeek'), ...timing.map(({ of }) => nameOf(of))],
    rows: weeks.map(({ label }, week) => [
      label,
      ...timing.map((row) => row.weeks[week]?.customers ?? 0),
    ]),
  };
}
