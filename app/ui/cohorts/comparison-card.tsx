import { BlockStack, InlineStack, Select, Text } from '@shopify/polaris';
import { useSearchParams } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { CohortRow } from '../../presenters/cohorts-screen.ts';
import { ChartCard } from '../charts/chart-card.tsx';
import { LineChart } from '../charts/line-chart.tsx';
import { PlainTable } from '../charts/plain-table.tsx';
import { shortIn } from '../charts/short.ts';
import { useSetQuestion } from '../reports/question-bar.tsx';
import { SectionCard } from '../section-card.tsx';
import { useViewWriter } from './use-writer.ts';
import { ageOf, isMoney, valueOf, yearBefore, type CardProps, type View } from './views.ts';

/** Old enough to be told apart from another cohort. */
const GROWN = 3;

/** A cohort beside that of the same month a year before, at the same age. */
export function ComparisonCard(props: CardProps) {
  const { shown } = props;
  const { t } = useTranslation();
  const [address] = useSearchParams();
  const rows = shown.rows.filter((row) => (ageOf(row) ?? 0) > 0 && yearBefore(shown, row));
  const row =
    rows.find(({ month }) => month === address.get('cohort')) ??
    rows.find((each) => (ageOf(each) ?? 0) >= GROWN) ??
    rows[0];
  const before = row && yearBefore(shown, row);
  if (!row || !before) {
    return (
      <SectionCard title={t('reportCohorts.comparison.title')}>
        <Text as="p">{t('reportCohorts.comparison.early')}</Text>
      </SectionCard>
    );
  }
  return <Compared {...{ ...props, row, rows, before }} />;
}

type ComparedProps = CardProps & { row: CohortRow; rows: CohortRow[]; before: CohortRow };

function Compared(props: ComparedProps) {
  const { format, row, rows } = props;
  const { t } = useTranslation();
  const set = useSetQuestion();
  const header = useHeader(props);
  const write = useViewWriter(props);
  const values = useValues(props);
  return (
    <ChartCard
      title={t('reportCohorts.comparison.title')}
      help={t('reportCohorts.comparison.help')}
      table={
        <PlainTable
          header={header}
          rows={values.map(({ label, now, then }) => ({
            id: label,
            cells: [label, write(props.view, now), write(props.view, then)],
          }))}
        />
      }
      sheet={{
        name: t('reportCohorts.comparison.file', { month: row.month }),
        header,
        rows: values.map(({ label, now, then }) => [
          label,
          ...[now, then].map((value) => inUnits(props, value)),
        ]),
      }}
    >
      <BlockStack gap="300">
        <InlineStack>
          <Select
            label={t('reportCohorts.comparison.cohort')}
            options={rows.map(({ month }) => ({ value: month, label: format.month(month) }))}
            value={row.month}
            onChange={(value) => {
              set('cohort', value);
            }}
          />
        </InlineStack>
        <Text as="p">{useSentence(props)}</Text>
        <Lines {...props} />
      </BlockStack>
    </ChartCard>
  );
}

function useHeader({ format, row, before }: ComparedProps): [string, ...string[]] {
  const { t } = useTranslation();
  return [t('reportCohorts.grid.age0'), format.month(row.month), format.month(before.month)];
}

interface Pair {
  label: string;
  now: number | null;
  then: number | null;
}

/** Everybody buys in the first month: retention begins with the second. */
function useValues({ view, row, before }: ComparedProps): Pair[] {
  const { t } = useTranslation();
  return before.cells
    .map((cell, k) => ({
      label: t('reportCohorts.grid.age', { count: k }),
      now: valueOf(view, row.cells[k], row.customers),
      then: valueOf(view, cell, before.customers),
    }))
    .slice(view === 'retention' ? 1 : 0)
    .filter(({ now, then }) => now !== null || then !== null);
}

function useSentence(props: ComparedProps): string {
  const { format, view, row, before } = props;
  const { t } = useTranslation();
  const write = useViewWriter(props);
  const sales = view === 'salesByDate' ? view : 'sales';
  const age = ageOf(row) ?? 0;
  const told = (view: View, cohort: CohortRow) =>
    write(view, valueOf(view, cohort.cells[age], cohort.customers));
  return t('reportCohorts.comparison.says', {
    month: format.month(row.month),
    customers: format.number(row.customers),
    count: age,
    repeated: format.number(row.cells[age]?.repeated ?? 0),
    rate: told('repeated', row),
    sales: told(sales, row),
    monthBefore: format.month(before.month),
    customersBefore: format.number(before.customers),
    rateBefore: told('repeated', before),
    salesBefore: told(sales, before),
  });
}

function Lines(props: ComparedProps) {
  const { shown, format, view, row, before } = props;
  const { t, i18n } = useTranslation();
  const write = useViewWriter(props);
  const values = useValues(props);
  const short = shortIn(i18n.language, 'JPY');
  const told = values.map(
    ({ label, now, then }) => `${label} ${write(view, now)} / ${write(view, then)}`,
  );
  const largest = Math.max(...values.flatMap(({ now, then }) => [now ?? 0, then ?? 0]));
  return (
    <LineChart
      name={t('reportCohorts.comparison.name', {
        view: t(`reportCohorts.views.${view}.name`),
        month: format.month(row.month),
        monthBefore: format.month(before.month),
        values: told.join(', '),
      })}
      steps={values.map(({ label }) => label)}
      series={[
        {
          key: 'now',
          label: format.month(row.month),
          color: '--p-color-bg-fill-emphasis',
          values: values.map(({ now }) => now),
        },
        {
          key: 'then',
          label: format.month(before.month),
          color: '--p-color-text-secondary',
          dashed: true,
          values: values.map(({ then }) => then),
        },
      ]}
      format={(value) =>
        isMoney(view) ? short.number(value / shown.minorPerUnit) : format.roundPercent(value)
      }
      top={largest > 0 ? largest : 1}
    />
  );
}

/** As a file has it: shares as they are, money in main units. */
function inUnits({ shown, view }: CardProps, value: number | null): number | null {
  return value === null || !isMoney(view) ? value : value / shown.minorPerUnit;
}
