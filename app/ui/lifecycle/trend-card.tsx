import { Box, Checkbox, InlineStack, Select } from '@shopify/polaris';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TrendMonth } from '../../presenters/lifecycle-screen.ts';
import { ChartCard } from '../charts/chart-card.tsx';
import { StackedAreas } from '../charts/stacked-areas.tsx';
import type { Format } from '../format.ts';
import { Table, type Column } from '../index-table.tsx';
import { useStateWords } from '../state-words.ts';
import { STATE_COLORS } from './colors.ts';

const SPANS = [12, 24, 36] as const;
const STATES = ['new', 'active', 'at-risk', 'dormant', 'winback', 'vip'] as const;
/** From the bottom up: who stays, who begins, who leaves. */
const BANDS = ['vip', 'active', 'winback', 'new', 'at-risk', 'dormant'] as const;

interface Props {
  trend: readonly TrendMonth[];
  format: Format;
}

/** The six states at the ends of months. */
export function TrendCard({ trend, format }: Props) {
  const { t } = useTranslation();
  const words = useStateWords();
  const [span, setSpan] = useState<number>(SPANS[0]);
  const [awake, setAwake] = useState(false);
  const shown = trend.slice(-span);
  const bands = BANDS.filter((state) => !awake || state !== 'dormant');
  const label = (state: (typeof STATES)[number]) => words.label({ model: 'lifecycle', state });
  const title = t('lifecyclePage.trend.title');
  const last = shown.at(-1);
  const values = STATES.map(
    (state, index) => `${label(state)} ${format.number(last?.customers[index] ?? 0)}`,
  );
  const said = { title, month: format.month(last?.month ?? '1970-01'), values: values.join(', ') };
  return (
    <ChartCard
      title={title}
      help={t('lifecyclePage.trend.help')}
      table={<TrendTable trend={shown} title={title} format={format} />}
      sheet={{
        name: 'lifecycle-trend',
        header: [
          t('lifecyclePage.trend.month'),
          ...STATES.map(label),
          t('lifecyclePage.trend.all'),
        ],
        rows: shown.map(({ month, customers }) => [month, ...customers, sum(customers)]),
      }}
    >
      <InlineStack gap="400" blockAlign="center">
        {trend.length > SPANS[0] && <Spans {...{ span, setSpan }} months={trend.length} />}
        <Checkbox label={t('lifecyclePage.trend.awake')} checked={awake} onChange={setAwake} />
      </InlineStack>
      <StackedAreas
        name={t('lifecyclePage.trend.name', said)}
        steps={shown.map(({ month }) => format.month(month))}
        format={format.number}
        bands={bands.map((state) => ({
          key: state,
          label: label(state),
          color: STATE_COLORS[state],
          values: shown.map(({ customers }) => customers[STATES.indexOf(state)] ?? 0),
        }))}
      />
    </ChartCard>
  );
}

interface SpansProps {
  span: number;
  setSpan: (span: number) => void;
  /** How many there are. */
  months: number;
}

function Spans({ span, setSpan, months }: SpansProps) {
  const { t } = useTranslation();
  const offered = SPANS.filter((_, index) => months > (SPANS[index - 1] ?? 0));
  return (
    <Box maxWidth="200px">
      <Select
        label={t('lifecyclePage.trend.months')}
        labelInline
        options={offered.map((count) => ({
          value: String(count),
          label: t('lifecyclePage.trend.last', { count }),
        }))}
        value={String(span)}
        onChange={(value) => {
          setSpan(Number(value));
        }}
      />
    </Box>
  );
}

function TrendTable({ trend, title, format }: Props & { title: string }) {
  const { t } = useTranslation();
  const words = useStateWords();
  const columns: [Column, ...Column[]] = [
    { title: t('lifecyclePage.trend.month') },
    ...STATES.map((state) => ({
      title: words.label({ model: 'lifecycle', state }),
      numeric: true,
    })),
    { title: t('lifecyclePage.trend.all'), numeric: true },
  ];
  return (
    <Table
      name={{ singular: title, plural: title }}
      columns={columns}
      rows={trend.toReversed().map(({ month, customers }) => ({
        id: month,
        cells: [
          format.month(month),
          ...customers.map(format.number),
          format.number(sum(customers)),
        ],
      }))}
    />
  );
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
