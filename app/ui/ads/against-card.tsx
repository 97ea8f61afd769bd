import { useTranslation } from 'react-i18next';
import { ChartCard } from '../charts/chart-card.tsx';
import { PlainTable } from '../charts/plain-table.tsx';
import { TargetBars, type TargetRow } from '../charts/target-bars.tsx';
import { longest, rounded, useSourceName, type CardProps } from './words.ts';

/** The actual CPA of each source against what a customer may cost. */
export function AgainstCard({ shown, format }: CardProps) {
  const { t } = useTranslation();
  const { lines, rows, money } = useLines({ shown, format });
  const header = [
    t('reportAds.source'),
    t('reportAds.table.cpa'),
    t('reportAds.against.allowable'),
    t('reportAds.against.days'),
  ] as const;
  return (
    <ChartCard
      title={t('reportAds.against.title')}
      help={t('reportAds.against.help')}
      table={
        <PlainTable
          header={[...header]}
          rows={lines.map(({ label, cpa, allowable, days }) => ({
            id: label,
            cells: [label, money(cpa), money(allowable), days ?? t('reportAds.none')],
          }))}
        />
      }
      sheet={{
        name: `ads-cpa-${shown.to}`,
        header: [...header],
        rows: lines.map(({ label, cpa, allowable, days }) => [label, cpa, allowable, days]),
      }}
    >
      <TargetBars
        name={t('reportAds.against.chart', {
          values: rows.map(({ label, text }) => `${label} ${text}`).join(', '),
        })}
        rows={rows}
      />
    </ChartCard>
  );
}

function useLines({ shown, format }: CardProps) {
  const { t } = useTranslation();
  const name = useSourceName();
  const lines = shown.sources.flatMap((account) => {
    const { source, cpa, cost, judgement } = account;
    if (cpa === null || !cost) return [];
    const limit = longest(account);
    const { allowable = null, days = null } = limit ?? {};
    return [{ label: name(source), cpa, allowable, days, judgement }];
  });
  const largest = Math.max(1, ...lines.flatMap(({ cpa, allowable }) => [cpa, allowable ?? 0]));
  const money = (value: number | null) =>
    value === null ? t('reportAds.none') : format.money(rounded(value));
  const rows = lines.map(({ label, cpa, allowable, days, judgement }): TargetRow => ({
    key: label,
    label,
    value: cpa / largest,
    text: money(cpa),
    target: (allowable ?? largest) / largest,
    atMost: true,
    targetText:
      allowable === null
        ? t('reportAds.verdict.open')
        : t('reportAds.against.limit', { cpa: money(allowable), days }),
    verdict:
      judgement === 'pays' || judgement === 'too-dear' ? t(`reportAds.verdict.${judgement}`) : null,
  }));
  return { lines, rows, money };
}
