import { BlockStack, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { ShownGroup } from '../../presenters/worth-screen.ts';
import { ChartCard } from '../charts/chart-card.tsx';
import { PlainTable } from '../charts/plain-table.tsx';
import { StackedBars } from '../charts/stacked-bars.tsx';
import { inUnits, useWriter, type CardProps, type Writer } from './forms.ts';
import { useGroupLabel } from './groups-card.tsx';

/** アクティブ期間 of each layer beside how often and for how much it buys (seed 000 §15). */
export function PeriodsCard({ shown, format }: CardProps) {
  const { t } = useTranslation();
  const write = useWriter(format, shown.minorPerUnit);
  const labelOf = useGroupLabel(shown);
  const { groups } = shown.by.layer;
  const label = (each: ShownGroup) => labelOf('layer', each);
  const header = (['layer', 'paced', 'years', 'frequency', 'price', 'value'] as const).map((each) =>
    t(`reportWorth.periods.${each}`),
  ) as [string, ...string[]];
  const rows = groups.map((each) => {
    const { activeYears, ordersPerYear, orderValue } = each.worth.factors;
    return {
      key: each.group,
      label: label(each),
      value:
        activeYears === null
          ? t('reportWorth.none')
          : t('reportWorth.periods.bar', {
              years: write.decimal(activeYears),
              orders: write.decimal(ordersPerYear),
              price: write.money(orderValue),
            }),
      parts: [{ key: 'years', value: activeYears ?? 0, color: '--p-color-bg-fill-success' }],
    };
  });
  const values = rows.map((row) => `${row.label} ${row.value}`).join(', ');
  return (
    <ChartCard
      title={t('reportWorth.periods.title')}
      help={t('reportWorth.periods.help')}
      table={
        <PlainTable header={header} rows={groups.map((each) => rowOf(each, label(each), write))} />
      }
      sheet={{
        name: t('reportWorth.periods.file'),
        header,
        rows: groups.map((each) => {
          const { customers, activeYears, ordersPerYear, orderValue, value } = each.worth.factors;
          const money = [orderValue, value].map((minor) => inUnits(minor, shown.minorPerUnit));
          return [label(each), customers, activeYears, ordersPerYear, ...money];
        }),
      }}
    >
      <BlockStack gap="300">
        <Text as="p">{useSentence(shown, format)}</Text>
        {rows.length > 0 && (
          <StackedBars name={t('reportWorth.periods.name', { values })} rows={rows} />
        )}
      </BlockStack>
    </ChartCard>
  );
}

function rowOf({ group, worth: { factors } }: ShownGroup, label: string, write: Writer) {
  const { customers, activeYears, ordersPerYear, orderValue, value } = factors;
  return {
    id: group,
    cells: [
      label,
      write.number(customers),
      write.decimal(activeYears),
      write.decimal(ordersPerYear),
      write.money(orderValue),
      write.money(value),
    ],
  };
}

function useSentence(shown: CardProps['shown'], format: CardProps['format']): string {
  const { t } = useTranslation();
  const write = useWriter(format, shown.minorPerUnit);
  const labelOf = useGroupLabel(shown);
  const longest = shown.by.layer.groups
    .filter(({ worth }) => worth.factors.activeYears !== null)
    .sort((a, b) => (b.worth.factors.activeYears ?? 0) - (a.worth.factors.activeYears ?? 0));
  const [high, low] = [longest[0], longest.at(-1)];
  if (!high || !low) return t('reportWorth.periods.nobody');
  return t('reportWorth.periods.says', {
    high: labelOf('layer', high),
    highYears: write.decimal(high.worth.factors.activeYears),
    low: labelOf('layer', low),
    lowYears: write.decimal(low.worth.factors.activeYears),
  });
}
