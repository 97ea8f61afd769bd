import { useTranslation } from 'react-i18next';
import type { ShownAccount } from '../../presenters/ads-screen.ts';
import { ChartCard } from '../charts/chart-card.tsx';
import { Columns, type Stack } from '../charts/columns.tsx';
import { PlainTable } from '../charts/plain-table.tsx';
import { shortIn } from '../charts/short.ts';
import { rounded, type CardProps } from './words.ts';

/** New customers by month, and what was spent. */
export function TrendCard({ shown, format }: CardProps) {
  const { t } = useTranslation();
  const stacks = useStacks(shown);
  const costs = shown.months.map((month) => costIn(shown.all, month));
  const header: [string, ...string[]] = [
    t('reportAds.trend.month'),
    ...stacks.map(({ label }) => label),
    t('reportAds.trend.cost'),
  ];
  return (
    <ChartCard
      title={t('reportAds.trend.title')}
      help={t('reportAds.trend.help')}
      table={
        <PlainTable
          header={header}
          rows={shown.months.map((month, index) => ({
            id: month,
            cells: [
              format.month(month),
              ...stacks.map(({ values }) => format.number(values[index] ?? 0)),
              format.money(rounded(costs[index] ?? 0)),
            ],
          }))}
        />
      }
      sheet={{
        name: `ads-months-${shown.to}`,
        header,
        rows: shown.months.map((month, index) => [
          month,
          ...stacks.map(({ values }) => values[index] ?? 0),
          costs[index] ?? 0,
        ]),
      }}
    >
      <Picture {...{ shown, format, stacks, costs }} />
    </ChartCard>
  );
}

const PARTS = [
  {
    key: 'paid',
    color: '--p-color-bg-fill-success',
    holds: ({ cost }: ShownAccount) => cost !== null,
  },
  {
    key: 'others',
    color: '--p-color-bg-fill-info',
    holds: ({ cost, source }: ShownAccount) => cost === null && source !== null,
  },
  {
    key: 'direct',
    color: '--p-color-bg-fill-tertiary-active',
    holds: ({ source }: ShownAccount) => source === null,
  },
] as const;

function useStacks({ sources, months }: CardProps['shown']): Stack[] {
  const { t } = useTranslation();
  return PARTS.map(({ key, color, holds }) => {
    const own = sources.filter(holds);
    const values = months.map((month) => customersIn(own, month));
    return { key, label: t(`reportAds.trend.${key}`), color, values };
  });
}

function Picture({
  shown,
  format,
  stacks,
  costs,
}: CardProps & { stacks: Stack[]; costs: number[] }) {
  const { t, i18n } = useTranslation();
  const short = shortIn(i18n.language, shown.currency);
  const values = stacks.map((stack) => `${stack.label} ${format.number(stack.values.at(-1) ?? 0)}`);
  const line = {
    label: t('reportAds.trend.cost'),
    color: '--p-color-text',
    values: costs,
    format: short.money,
  };
  return (
    <Columns
      name={t('reportAds.trend.chart', { values: values.join(', ') })}
      steps={shown.months.map(format.month)}
      stacks={stacks}
      format={short.number}
      {...(costs.some((cost) => cost > 0) && { line })}
    />
  );
}

function customersIn(accounts: readonly ShownAccount[], month: string): number {
  return accounts.reduce(
    (sum, { months }) => sum + (months.find((each) => each.month === month)?.customers ?? 0),
    0,
  );
}

function costIn({ months }: ShownAccount, month: string): number {
  return months.find((each) => each.month === month)?.cost ?? 0;
}
