import { useTranslation } from 'react-i18next';
import type { VipMonth } from '../../presenters/vip-screen.ts';
import { ChartCard } from '../charts/chart-card.tsx';
import { LineChart } from '../charts/line-chart.tsx';
import type { Format } from '../format.ts';
import { Table, type Column } from '../index-table.tsx';
import { useStateWords } from '../state-words.ts';

const STATES = ['vip', 'candidate'] as const;
const COLORS = {
  vip: '--p-color-bg-fill-emphasis',
  candidate: '--p-color-bg-fill-success',
};

interface Props {
  trend: readonly VipMonth[];
  format: Format;
}

/** VIPs and candidates at the ends of months. */
export function TrendCard({ trend, format }: Props) {
  const { t } = useTranslation();
  const words = useStateWords();
  const label = (state: (typeof STATES)[number]) => words.label({ model: 'vip', state });
  const title = t('vipPage.trend.title');
  const last = trend.at(-1);
  const values = STATES.map((state) => `${label(state)} ${format.number(last?.[state] ?? 0)}`);
  const said = { title, month: format.month(last?.month ?? '1970-01'), values: values.join(', ') };
  const columns: [Column, ...Column[]] = [
    { title: t('vipPage.trend.month') },
    ...STATES.map((state) => ({ title: label(state), numeric: true })),
  ];
  return (
    <ChartCard
      title={title}
      help={t('vipPage.trend.help')}
      table={
        <Table
          name={{ singular: title, plural: title }}
          columns={columns}
          rows={trend.toReversed().map((row) => ({
            id: row.month,
            cells: [format.month(row.month), ...STATES.map((state) => format.number(row[state]))],
          }))}
        />
      }
      sheet={{
        name: 'vip-trend',
        header: columns.map((column) => column.title),
        rows: trend.map((row) => [row.month, ...STATES.map((state) => row[state])]),
      }}
    >
      <LineChart
        name={t('vipPage.trend.name', said)}
        steps={trend.map(({ month }) => format.month(month))}
        series={STATES.map((state) => ({
          key: state,
          label: label(state),
          color: COLORS[state],
          dashed: state === 'candidate',
          values: trend.map((row) => row[state]),
        }))}
        format={format.number}
      />
    </ChartCard>
  );
}
