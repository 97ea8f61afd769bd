import { useTranslation } from 'react-i18next';
import { ChartCard } from '../charts/chart-card.tsx';
import { LineChart } from '../charts/line-chart.tsx';
import { PlainTable } from '../charts/plain-table.tsx';
import { useGroupName, type CardProps } from './words.ts';

const MONTHS = Array.from({ length: 12 }, (_, index) => index);
const MOST_LINES = 6;
const COLORS = [
  '--p-color-bg-fill-emphasis',
  '--p-color-bg-fill-success',
  '--p-color-bg-fill-caution',
  '--p-color-bg-fill-info',
  '--p-color-bg-fill-magic',
  '--p-color-bg-fill-critical',
];

/** In which months of the year each group orders. */
export function SeasonCard({ shown, format }: CardProps) {
  const { t } = useTranslation();
  const name = useGroupName(shown);
  const monthName = (month: number) => t('reportRanks.season.monthValue', { month: month + 1 });
  const series = shown.profiles.map(({ group, months }, index) => ({
    key: group,
    label: name(group),
    color: COLORS[index % COLORS.length] ?? '--p-color-text',
    values: MONTHS.map((month) => months[month]?.value ?? null),
  }));
  const header: [string, ...string[]] = [
    t('reportRanks.season.month'),
    ...series.map(({ label }) => label),
  ];
  const percent = (value: number | null | undefined) =>
    value == null ? t('reportRanks.none') : format.percent(value);
  return (
    <ChartCard
      title={t('reportRanks.season.title')}
      help={t('reportRanks.season.help')}
      table={
        <PlainTable
          header={header}
          rows={MONTHS.map((month) => ({
            id: String(month),
            cells: [monthName(month), ...series.map(({ values }) => percent(values[month]))],
          }))}
        />
      }
      sheet={{
        name: `seasons-${shown.by}`,
        header,
        rows: MONTHS.map((month) => [
          month + 1,
          ...series.map(({ values }) => values[month] ?? null),
        ]),
      }}
    >
      <LineChart
        name={t('reportRanks.season.chart', {
          groups: series.map(({ label }) => label).join(', '),
        })}
        steps={MONTHS.map(monthName)}
        series={series.slice(0, MOST_LINES)}
        top={Math.max(...series.flatMap(({ values }) => values.map((value) => value ?? 0)))}
        format={format.roundPercent}
      />
    </ChartCard>
  );
}
