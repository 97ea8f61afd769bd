import { BlockStack, InlineStack, Select, Text } from '@shopify/polaris';
import { useSearchParams } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { AbcMeasure, Concentration, ConcentrationRow } from '../../presenters/worth-screen.ts';
import { ChartCard } from '../charts/chart-card.tsx';
import { PlainTable } from '../charts/plain-table.tsx';
import { StackedBars } from '../charts/stacked-bars.tsx';
import { useSetQuestion } from '../reports/question-bar.tsx';
import { inUnits, useWriter, type CardProps } from './forms.ts';
import { WorthLink } from './worth-link.tsx';

/** デシル分析 and ABC分析 by sales, gross profit, pieces or orders. */
export function ConcentrationCards(props: CardProps) {
  const { t } = useTranslation();
  const [address] = useSearchParams();
  const all = props.shown.concentration;
  const measures = Object.keys(all) as AbcMeasure[];
  const measure = measures.find((each) => each === address.get('measure')) ?? 'sales';
  const concentration = all[measure];
  const given = { ...props, measure, concentration };
  return (
    <>
      <TableCard
        {...given}
        model="decile"
        rows={concentration.deciles}
        label={(group) => t('reportWorth.concentration.decile.groupName', { number: group })}
        says={useDecileSentence(concentration, props)}
      />
      <TableCard
        {...given}
        model="abc"
        rows={concentration.abc}
        label={String}
        says={useAbcSentence(concentration, props)}
      />
    </>
  );
}

interface TableProps extends CardProps {
  measure: AbcMeasure;
  concentration: Concentration;
  model: 'decile' | 'abc';
  rows: readonly ConcentrationRow<number | string>[];
  label: (group: number | string) => string;
  says: string | null;
}

function TableCard(props: TableProps) {
  const { shown, format, measure, model, rows, label, says } = props;
  const { t } = useTranslation();
  const write = useWriter(format, shown.minorPerUnit);
  const { a, b } = shown.abcShares;
  const bars = rows.map(({ group, share, cumulativeShare }) => ({
    key: String(group),
    label: label(group),
    value: t('reportWorth.concentration.bar', {
      share: write.percent(share),
      cumulative: write.percent(cumulativeShare),
    }),
    parts: [{ key: 'share', value: share ?? 0, color: '--p-color-bg-fill-emphasis' }],
  }));
  const values = bars.map((bar) => `${bar.label} ${bar.value}`).join(', ');
  return (
    <ChartCard
      title={t(`reportWorth.concentration.${model}.title`)}
      help={t(`reportWorth.concentration.${model}.help`, {
        a: format.roundPercent(a),
        b: format.roundPercent(b),
      })}
      table={<RowsTable {...props} />}
      sheet={useSheet(props)}
    >
      <BlockStack gap="300">
        <MeasureChoice {...{ shown, measure }} />
        {says !== null && <Text as="p">{says}</Text>}
        <Note {...props} />
        <StackedBars name={t(`reportWorth.concentration.${model}.name`, { values })} rows={bars} />
      </BlockStack>
    </ChartCard>
  );
}

function MeasureChoice({ shown, measure }: Pick<TableProps, 'shown' | 'measure'>) {
  const { t } = useTranslation();
  const set = useSetQuestion();
  return (
    <InlineStack>
      <Select
        label={t('reportWorth.concentration.measure')}
        options={(Object.keys(shown.concentration) as AbcMeasure[]).map((each) => ({
          value: each,
          label: t(`reportWorth.concentration.measures.${each}`),
        }))}
        value={measure}
        onChange={(value) => {
          set('measure', value);
        }}
      />
    </InlineStack>
  );
}

/** What has to be known of these numbers. */
function Note({ measure, concentration, format }: TableProps) {
  const { t } = useTranslation();
  const { customers, abc } = concentration;
  const flagged = abc.reduce((sum, row) => sum + row.flagged, 0);
  if (measure !== 'sales' && flagged === 0) return null;
  return (
    <Text as="p" variant="bodySm" tone="subdued">
      {measure === 'sales'
        ? t('reportWorth.concentration.salesNote')
        : t('reportWorth.concentration.flaggedNote', {
            flagged: format.number(flagged),
            customers: format.number(customers),
          })}
    </Text>
  );
}

function useDecileSentence({ deciles }: Concentration, { format }: CardProps): string | null {
  const { t } = useTranslation();
  const [share, three] = [deciles[0]?.share, deciles[2]?.cumulativeShare];
  if (share == null || three == null) return null;
  return t('reportWorth.concentration.decile.says', {
    share: format.percent(share),
    three: format.percent(three),
  });
}

function useAbcSentence({ abc, customers }: Concentration, { format }: CardProps): string | null {
  const { t } = useTranslation();
  const [first] = abc;
  if (first?.share == null || customers === 0) return null;
  return t('reportWorth.concentration.abc.says', {
    customers: format.number(first.customers),
    share: format.percent(first.customers / customers),
    amountShare: format.percent(first.share),
  });
}

function isMoney(measure: AbcMeasure): boolean {
  return measure === 'sales' || measure === 'profit';
}

function useHeader({ measure, model }: TableProps): [string, ...string[]] {
  const { t } = useTranslation();
  const names = ['value', 'share', 'cumulative', 'perHead'] as const;
  return [
    t(`reportWorth.concentration.${model}.group`),
    t('reportWorth.customers'),
    ...names.map((name) => t(`reportWorth.concentration.${name}`)),
    ...(measure === 'profit' ? [t('reportWorth.concentration.flagged')] : []),
  ];
}

function RowsTable(props: TableProps) {
  const { shown, format, measure, model, rows, label } = props;
  const write = useWriter(format, shown.minorPerUnit);
  const written = isMoney(measure) ? write.money : write.decimal;
  return (
    <PlainTable
      header={useHeader(props)}
      rows={rows.map((row) => ({
        id: String(row.group),
        cells: [
          label(row.group),
          <WorthLink
            key="customers"
            filter={
              measure === 'sales' ? { states: [{ model, states: [String(row.group)] }] } : null
            }
            what={label(row.group)}
            count={row.customers}
            format={format}
          />,
          written(row.value),
          write.percent(row.share),
          write.percent(row.cumulativeShare),
          written(row.perHead),
          ...(measure === 'profit' ? [write.number(row.flagged)] : []),
        ],
      }))}
    />
  );
}

function useSheet(props: TableProps) {
  const { shown, measure, model, rows, label } = props;
  const { t } = useTranslation();
  const units = isMoney(measure) ? shown.minorPerUnit : 1;
  return {
    name: t(`reportWorth.concentration.${model}.file`, {
      measure: t(`reportWorth.concentration.measures.${measure}`),
    }),
    header: useHeader(props),
    rows: rows.map((row) => [
      label(row.group),
      row.customers,
      inUnits(row.value, units),
      row.share,
      row.cumulativeShare,
      inUnits(row.perHead, units),
      ...(measure === 'profit' ? [row.flagged] : []),
    ]),
  };
}
