import { BlockStack, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import { ChartCard } from '../charts/chart-card.tsx';
import { LineChart } from '../charts/line-chart.tsx';
import { PlainTable } from '../charts/plain-table.tsx';
import type { Format } from '../format.ts';
import { useSourceName, type CardProps } from './words.ts';

const MOST_LINES = 4;
const COLORS = [
  '--p-color-bg-fill-info',
  '--p-color-bg-fill-success',
  '--p-color-bg-fill-warning',
  '--p-color-bg-fill-magic',
];
const MONTHS = 13;

/** How much of its cost the customers of a source have brought back, by month. */
export function PaybackCard({ shown, format }: CardProps) {
  const { t } = useTranslation();
  const lines = useLines(shown);
  if (lines.length === 0) return null;
  const length = Math.max(...lines.map(({ values }) => values.length));
  const steps = Array.from({ length }, (_, month) => t('reportAds.payback.monthValue', { month }));
  const header: [string, ...string[]] = [
    t('reportAds.payback.month'),
    ...lines.map(({ label }) => label),
  ];
  return (
    <ChartCard
      title={t('reportAds.payback.title')}
      help={t('reportAds.payback.help')}
      table={
        <PlainTable
          header={header}
          rows={steps.map((step, month) => ({
            id: step,
            cells: [
              step,
              ...lines.map(({ values }) => {
                const value = values[month] ?? null;
                return value === null ? t('reportAds.none') : format.percent(value);
              }),
            ],
          }))}
        />
      }
      sheet={{
        name: `ads-payback-${shown.to}`,
        header,
        rows: steps.map((_, month) => [month, ...lines.map(({ values }) => values[month] ?? null)]),
      }}
    >
      <Picture {...{ lines, steps, format }} />
    </ChartCard>
  );
}

interface Line {
  label: string;
  payback: number | null;
  values: (number | null)[];
}

/** The dearest first. */
function useLines({ sources }: CardProps['shown']): Line[] {
  const name = useSourceName();
  return sources
    .flatMap(({ source, cpa, payback, profitByMonth }): Line[] => {
      if (cpa === null || cpa <= 0) return [];
      const months = profitByMonth.slice(0, MONTHS);
      const values = months.map((profit) => (profit === null ? null : profit / cpa));
      return [{ label: name(source), payback, values }];
    })
    .filter(({ values }) => values.some((value) => value !== null))
    .slice(0, MOST_LINES);
}

interface PictureProps {
  lines: Line[];
  steps: string[];
  format: Format;
}

function Picture({ lines, steps, format }: PictureProps) {
  const { t } = useTranslation();
  const sentences = lines.map(({ label, payback, values }) => {
    const share = values.findLast((value) => value !== null) ?? 0;
    if (payback === 0) return t('reportAds.payback.backAtOnce', { source: label });
    return payback === null
      ? t('reportAds.payback.notBack', { source: label, share: format.percent(share) })
      : t('reportAds.payback.back', { source: label, month: payback });
  });
  const series = lines.map(({ label, values }, index) => ({
    key: label,
    label,
    color: COLORS[index] ?? '--p-color-text',
    values: steps.map((_, month) => values[month] ?? null),
  }));
  const back = {
    key: '100',
    label: format.roundPercent(1),
    color: '--p-color-text-secondary',
    dashed: true,
    values: steps.map(() => 1),
  };
  return (
    <BlockStack gap="300">
      <BlockStack gap="050">
        {sentences.map((sentence) => (
          <Text key={sentence} as="p">
            {sentence}
          </Text>
        ))}
      </BlockStack>
      <LineChart
        name={t('reportAds.payback.chart', { values: sentences.join(', ') })}
        steps={steps}
        format={format.roundPercent}
        series={[...series, back]}
      />
    </BlockStack>
  );
}
