import { BlockStack, InlineGrid, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { CalendarRow } from '../../presenters/calendar-rows.ts';
import type { Ceiling } from '../../presenters/diagnosis-ceiling.ts';
import type { DiagnosisScreen } from '../../presenters/diagnosis-screen.ts';
import { ChartCard } from '../charts/chart-card.tsx';
import { Columns } from '../charts/columns.tsx';
import { LineChart } from '../charts/line-chart.tsx';
import { PlainTable } from '../charts/plain-table.tsx';
import { shortIn } from '../charts/short.ts';
import { Figure } from '../figure.tsx';
import type { Format } from '../format.ts';
import { SectionCard } from '../section-card.tsx';

interface Props {
  ceiling: Ceiling | null;
  rows: readonly CalendarRow[];
  screen: DiagnosisScreen;
  format: Format;
}

/** 増加の限界: where the present rates lead, and sales beside the number of customers. */
export function CeilingCards({ ceiling, rows, screen, format }: Props) {
  const { t } = useTranslation();
  return (
    <>
      {ceiling ? (
        <LimitCard {...{ ceiling, screen, format }} />
      ) : (
        <SectionCard title={t('reportDiagnosis.ceiling.title')}>
          <Text as="p">{t('reportDiagnosis.ceiling.tooEarly')}</Text>
        </SectionCard>
      )}
      <SalesCard {...{ rows, screen, format }} />
    </>
  );
}

type LimitProps = Pick<Props, 'screen' | 'format'> & { ceiling: Ceiling };

function LimitCard({ ceiling, screen, format }: LimitProps) {
  const { t } = useTranslation();
  const { byNew, withRevived } = ceiling.limits;
  const years = byNew.path.map((_, year) => year);
  const yearOf = (year: number) => String(Number(screen.end.slice(0, 4)) + year);
  const header = [
    t('reportDiagnosis.ceiling.year'),
    t('reportDiagnosis.ceiling.byNew'),
    t('reportDiagnosis.ceiling.withRevived'),
  ] as const;
  return (
    <ChartCard
      title={t('reportDiagnosis.ceiling.title')}
      help={t('reportDiagnosis.ceiling.help')}
      table={
        <PlainTable
          header={[...header]}
          rows={years.map((year) => ({
            id: String(year),
            cells: [
              yearOf(year),
              format.number(byNew.path[year] ?? 0),
              format.number(withRevived.path[year] ?? 0),
            ],
          }))}
        />
      }
      sheet={{
        name: `ceiling-${screen.end}`,
        header: [...header],
        rows: years.map((year) => [
          yearOf(year),
          byNew.path[year] ?? 0,
          withRevived.path[year] ?? 0,
        ]),
      }}
    >
      <BlockStack gap="400">
        <Text as="p" variant="bodyLg">
          {useSentence(ceiling, format)}
        </Text>
        <Figures {...{ ceiling, format }} />
        <Path {...{ ceiling, screen, format }} steps={years.map(yearOf)} />
      </BlockStack>
    </ChartCard>
  );
}

function useSentence({ active, newPerYear, retention, limits }: Ceiling, format: Format): string {
  const { t } = useTranslation();
  const { customers, day } = limits.byNew;
  const rates = { retention: format.percent(retention), new: format.number(newPerYear) };
  if (customers === null) return t('reportDiagnosis.ceiling.noLimit');
  const told = { ...rates, limit: format.number(customers) };
  const says = t(
    customers >= active ? 'reportDiagnosis.ceiling.grows' : 'reportDiagnosis.ceiling.shrinks',
    { ...told, active: format.number(active) },
  );
  return day === null
    ? says
    : `${says}${t('reportDiagnosis.ceiling.reached', { month: monthOf(day, format) })}`;
}

/** A forecast is not known to the day. */
function monthOf(day: string, format: Format): string {
  return format.month(day.slice(0, 'yyyy-mm'.length));
}

function Figures({ ceiling, format }: Omit<LimitProps, 'screen'>) {
  const { t } = useTranslation();
  const { limits, better } = ceiling;
  const none = t('board.none');
  const limit = (customers: number | null) =>
    customers === null ? none : t('board.people', { customers: format.number(customers) });
  const reached = (day: string | null) =>
    day === null ? null : t('reportDiagnosis.ceiling.about', { month: monthOf(day, format) });
  return (
    <InlineGrid columns={{ xs: 2, md: 3, lg: 5 }} gap="400">
      <Figure
        label={t('reportDiagnosis.ceiling.retention')}
        value={format.percent(ceiling.retention)}
        help={t('reportDiagnosis.ceiling.retentionHelp')}
      />
      <Figure
        label={t('reportDiagnosis.ceiling.joining')}
        value={limit(ceiling.newPerYear)}
        help={t('reportDiagnosis.ceiling.joiningHelp')}
        note={t('reportDiagnosis.ceiling.revived', {
          customers: format.number(ceiling.revivedPerYear),
        })}
      />
      <Figure
        label={t('reportDiagnosis.ceiling.byNew')}
        value={limit(limits.byNew.customers)}
        help={t('reportDiagnosis.ceiling.byNewHelp')}
        note={reached(limits.byNew.day)}
      />
      <Figure
        label={t('reportDiagnosis.ceiling.withRevived')}
        value={limit(limits.withRevived.customers)}
        help={t('reportDiagnosis.ceiling.withRevivedHelp')}
        note={reached(limits.withRevived.day)}
      />
      <Figure
        label={t('reportDiagnosis.ceiling.better', { by: Math.round(better.by * 100) })}
        value={limit(better.customers)}
        help={t('reportDiagnosis.ceiling.betterHelp')}
      />
    </InlineGrid>
  );
}

function Path({ ceiling: { limits }, screen, format, steps }: LimitProps & { steps: string[] }) {
  const { t, i18n } = useTranslation();
  return (
    <LineChart
      name={t('reportDiagnosis.ceiling.chart', {
        year: steps.at(-1) ?? '',
        byNew: format.number(limits.byNew.path.at(-1) ?? 0),
        withRevived: format.number(limits.withRevived.path.at(-1) ?? 0),
      })}
      steps={steps}
      series={[
        {
          key: 'byNew',
          label: t('reportDiagnosis.ceiling.byNew'),
          color: '--p-color-bg-fill-emphasis',
          values: limits.byNew.path,
        },
        {
          key: 'withRevived',
          label: t('reportDiagnosis.ceiling.withRevived'),
          color: '--p-color-bg-fill-magic',
          dashed: true,
          values: limits.withRevived.path,
        },
      ]}
      format={shortIn(i18n.language, screen.currency).number}
    />
  );
}

/** Sales follow the number of customers some months later (seed 004 §9). */
function SalesCard({ rows, screen, format }: Omit<Props, 'ceiling'>) {
  const { t, i18n } = useTranslation();
  const short = shortIn(i18n.language, screen.currency);
  const header = [
    t('months.label'),
    t('homePage.trend.sales'),
    t('homePage.trend.active'),
  ] as const;
  const last = rows.at(-1);
  return (
    <ChartCard
      title={t('reportDiagnosis.ceiling.sales')}
      help={t('reportDiagnosis.ceiling.salesHelp')}
      table={
        <PlainTable
          header={[...header]}
          rows={rows.map(({ month, sales, end }) => ({
            id: month,
            cells: [format.month(month), format.money(Math.round(sales)), format.number(end)],
          }))}
        />
      }
      sheet={{
        name: `sales-and-customers-${screen.months.month}`,
        header: [...header],
        rows: rows.map(({ month, sales, end }) => [month, sales, end]),
      }}
    >
      <Text as="p" variant="bodyLg">
        {useSalesSentence(rows, format)}
      </Text>
      <Columns
        name={t('homePage.trend.chart', {
          sales: format.money(last?.sales ?? 0),
          active: format.number(last?.end ?? 0),
        })}
        steps={rows.map(({ month }) => format.month(month))}
        stacks={[
          {
            key: 'sales',
            label: t('homePage.trend.sales'),
            color: '--p-color-bg-fill-info',
            values: rows.map(({ sales }) => sales),
          },
        ]}
        format={short.money}
        line={{
          label: t('homePage.trend.active'),
          color: '--p-color-bg-fill-emphasis',
          values: rows.map(({ end }) => end),
          format: short.number,
        }}
      />
    </ChartCard>
  );
}

/** Sales answer to the number of customers after so many months. */
const LAG = 3;

function useSalesSentence(rows: readonly CalendarRow[], format: Format): string {
  const { t } = useTranslation();
  const [now, then] = [rows.at(-1), rows.at(-1 - LAG)];
  if (!now || !then) return t('reportDiagnosis.ceiling.salesEarly');
  const change = now.end - then.end;
  return t(
    change < 0 ? 'reportDiagnosis.ceiling.salesWillFall' : 'reportDiagnosis.ceiling.salesHold',
    {
      months: LAG,
      then: format.number(then.end),
      now: format.number(now.end),
      change: format.signed(change),
    },
  );
}
