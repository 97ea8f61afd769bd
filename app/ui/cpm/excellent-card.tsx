import { useTranslation } from 'react-i18next';
import type { Part } from '../../presenters/cpm-screen.ts';
import { ChartCard } from '../charts/chart-card.tsx';
import { PlainTable } from '../charts/plain-table.tsx';
import { TargetBars, type TargetRow } from '../charts/target-bars.tsx';
import type { CardProps } from './stages.ts';

/** The part of CPM優良 in customers and in sales: 20 % are to make 80 %. */
export function ExcellentCard({ screen, format }: CardProps) {
  const { t } = useTranslation();
  const percent = (value: number | null) =>
    value === null ? t('board.none') : format.percent(value);
  const rows = screen.excellent.flatMap(({ among, customers, amount }) =>
    (
      [
        ['customers', customers],
        ['amount', amount],
      ] as ['customers' | 'amount', Part][]
    ).map(([of, { value, target }]): TargetRow => ({
      key: `${among}-${of}`,
      label: t(`cpmPage.excellent.${among}.${of}`),
      value,
      text: percent(value),
      target,
      targetText: t('cpmPage.target', { target: format.roundPercent(target) }),
      verdict: value === null ? null : t(value < target ? 'cpmPage.below' : 'cpmPage.met'),
    })),
  );
  const header = [
    t('cpmPage.excellent.part'),
    t('cpmPage.excellent.value'),
    t('cpmPage.transitions.target'),
  ] as const;
  return (
    <ChartCard
      title={t('cpmPage.excellent.title')}
      help={t('cpmPage.excellent.help')}
      table={
        <PlainTable
          header={[...header]}
          rows={rows.map(({ key, label, text, target }) => ({
            id: key,
            cells: [label, text, format.roundPercent(target)],
          }))}
        />
      }
      sheet={{
        name: `cpm-excellent-${screen.day}`,
        header: [...header],
        rows: rows.map(({ label, value, target }) => [label, value, target]),
      }}
    >
      <TargetBars
        name={t('cpmPage.excellent.chart', {
          values: rows.map(({ label, text }) => `${label} ${text}`).join(', '),
        })}
        rows={rows}
      />
    </ChartCard>
  );
}
