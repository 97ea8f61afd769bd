import { BlockStack, Text } from '@shopify/polaris';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CalendarRow } from '../../presenters/calendar-rows.ts';
import type { DiagnosisScreen } from '../../presenters/diagnosis-screen.ts';
import type { CpmState } from '../../presenters/states.ts';
import { CountLink } from '../count-link.tsx';
import { useGroupLabel } from '../cpm/stages.ts';
import { ExportButton } from '../export-button.tsx';
import type { Format } from '../format.ts';
import { Table, type Column } from '../index-table.tsx';
import { SectionCard } from '../section-card.tsx';
import { MonthsLength } from '../months-length.tsx';
import { useRefresh } from '../use-refresh.ts';
import { activeUrl, groupsUrl, moveUrl } from './whom.ts';

interface Props {
  rows: readonly CalendarRow[];
  secondOrdersAsOf: string | null;
  screen: Pick<DiagnosisScreen, 'months'>;
  format: Format;
}

const LENGTHS = [13, 24, 36];

/** カレンダー診断表: how 稼働 moved, and how many customers stood in each group, month by month. */
export function CalendarCards({ rows, secondOrdersAsOf, screen, format }: Props) {
  const [length, setLength] = useState(13);
  useRefresh(secondOrdersAsOf === null);
  const shown = rows.slice(-length).toReversed();
  return (
    <>
      <MovementCard {...{ rows: shown, secondOrdersAsOf, screen, format }}>
        <div style={{ maxWidth: 220 }}>
          <MonthsLength lengths={LENGTHS} length={length} onChange={setLength} />
        </div>
      </MovementCard>
      <GroupsCard {...{ rows: shown, screen, format }} />
    </>
  );
}

/** @param rows newest first. */
function MovementCard({
  rows,
  secondOrdersAsOf,
  screen,
  format,
  children,
}: Props & { children: ReactNode }) {
  const { t } = useTranslation();
  const columns = useColumns(format, secondOrdersAsOf);
  return (
    <SectionCard
      title={t('reportDiagnosis.calendar.title')}
      help={t('reportDiagnosis.calendar.help')}
      actions={
        <ExportButton
          sheet={{
            name: `calendar-diagnosis-${screen.months.month}`,
            header: [t('months.label'), ...columns.map(({ title }) => title)],
            rows: rows.map((row) => [row.month, ...columns.map(({ raw }) => raw(row))]),
          }}
        />
      }
      table={
        <Table
          name={{ singular: t('months.label'), plural: t('months.label') }}
          columns={[{ title: t('months.label') }, ...columns]}
          rows={rows.map((row) => ({
            id: row.month,
            cells: [format.month(row.month), ...columns.map(({ cell }) => cell(row))],
          }))}
        />
      }
    >
      <BlockStack gap="300">
        <Text as="p" variant="bodyLg">
          {useSentence(rows, format)}
        </Text>
        {children}
        <Text as="p" variant="bodySm" tone="subdued">
          {t(holds(rows) ? 'reportDiagnosis.calendar.holds' : 'reportDiagnosis.calendar.moving')}
          {t('between')}
          {secondOrdersAsOf === null
            ? t('reportDiagnosis.calendar.secondMaking')
            : t('reportDiagnosis.calendar.secondAsOf', { day: format.day(secondOrdersAsOf) })}
        </Text>
      </BlockStack>
    </SectionCard>
  );
}

/** Whether start + new + revived − lapsed = end, and each end is the next start. */
function holds(rows: readonly CalendarRow[]): boolean {
  return rows.every(
    (row, index) =>
      row.start + row.new + row.revived - row.lapsed === row.end &&
      row.start === (rows[index + 1]?.end ?? row.start),
  );
}

function useSentence(rows: readonly CalendarRow[], format: Format): string {
  const { t } = useTranslation();
  const [row] = rows;
  if (!row) return t('cpmPage.nobody');
  const says = t('reportDiagnosis.calendar.says', {
    month: format.month(row.month),
    start: format.number(row.start),
    new: format.number(row.new),
    revived: format.number(row.revived),
    lapsed: format.number(row.lapsed),
    end: format.number(row.end),
  });
  const before = rows[12];
  if (row.retention.value === null) return says;
  const retention = { retention: format.percent(row.retention.value) };
  return `${says}${
    before && before.retention.value !== null
      ? t('reportDiagnosis.calendar.retainedSince', {
          ...retention,
          before: format.percent(before.retention.value),
        })
      : t('reportDiagnosis.calendar.retained', retention)
  }`;
}

interface MonthColumn extends Column {
  numeric: true;
  cell: (row: CalendarRow) => ReactNode;
  raw: (row: CalendarRow) => number | null;
}

const RATES = ['retention', 'revival', 'secondOrder'] as const;
const DIGITS = 10_000;
type Told = Exclude<keyof CalendarRow, 'month' | 'after' | 'day' | 'groups'>;

function useColumns(format: Format, secondOrdersAsOf: string | null): MonthColumn[] {
  const { t } = useTranslation();
  const none = t('board.none');
  const head = (key: Told) => ({
    title: t(`reportDiagnosis.calendar.${key}`),
    help: t(`reportDiagnosis.calendar.${key}Help`),
    numeric: true as const,
  });
  const count = (key: 'start' | 'new' | 'revived' | 'lapsed' | 'end'): MonthColumn => ({
    ...head(key),
    cell: (row) => (
      <CountLink
        url={urlOf(key, row)}
        says={t('reportDiagnosis.calendar.show', {
          month: format.month(row.month),
          what: t(`reportDiagnosis.calendar.${key}`),
          customers: format.number(row[key]),
        })}
        count={row[key]}
        format={format}
      />
    ),
    raw: (row) => row[key],
  });
  const rate = (key: (typeof RATES)[number]): MonthColumn => ({
    ...head(key),
    cell: (row) => {
      const value = row[key]?.value ?? null;
      if (key === 'secondOrder' && secondOrdersAsOf === null) return '…';
      return value === null ? none : format.percent(value);
    },
    raw: (row) => {
      const value = row[key]?.value ?? null;
      return value === null ? null : Math.round(value * DIGITS) / DIGITS;
    },
  });
  const money = (key: 'sales' | 'annualLtv'): MonthColumn => ({
    ...head(key),
    cell: ({ [key]: value }) => (value === null ? none : format.money(Math.round(value))),
    raw: ({ [key]: value }) => (value === null ? null : Math.round(value)),
  });
  return [
    ...(['start', 'new', 'revived', 'lapsed', 'end'] as const).map(count),
    ...RATES.map(rate),
    money('sales'),
    money('annualLtv'),
  ];
}

function urlOf(key: 'start' | 'new' | 'revived' | 'lapsed' | 'end', row: CalendarRow): string {
  if (key === 'start') return activeUrl(row.after);
  if (key === 'end') return activeUrl(row.day);
  return moveUrl(key, row.after, row.day);
}

/** @param rows newest first. */
function GroupsCard({ rows, screen, format }: Pick<Props, 'rows' | 'screen' | 'format'>) {
  const { t } = useTranslation();
  const label = useGroupLabel();
  const [newest] = rows;
  const groups = newest ? (Object.keys(newest.groups) as CpmState[]) : [];
  const totalOf = (row: CalendarRow) => groups.reduce((sum, group) => sum + row.groups[group], 0);
  const header = [t('months.label'), ...groups.map(label), t('cpmPage.total')];
  return (
    <SectionCard
      title={t('reportDiagnosis.calendar.groups')}
      help={t('reportDiagnosis.calendar.groupsHelp')}
      actions={
        <ExportButton
          sheet={{
            name: `calendar-groups-${screen.months.month}`,
            header,
            rows: rows.map((row) => [
              row.month,
              ...groups.map((group) => row.groups[group]),
              totalOf(row),
            ]),
          }}
        />
      }
      table={
        <Table
          wide
          name={{ singular: t('months.label'), plural: t('months.label') }}
          columns={[
            { title: t('months.label') },
            ...header.slice(1).map((title) => ({ title, numeric: true })),
          ]}
          rows={rows.map((row) => ({
            id: row.month,
            cells: [
              format.month(row.month),
              ...groups.map((group) => <GroupCount key={group} {...{ group, row, format }} />),
              format.number(totalOf(row)),
            ],
          }))}
        />
      }
    >
      <Text as="p" variant="bodyLg">
        {useGroupsSentence(rows, format)}
      </Text>
    </SectionCard>
  );
}

function GroupCount({ group, row, format }: { group: CpmState; row: CalendarRow; format: Format }) {
  const { t } = useTranslation();
  const label = useGroupLabel();
  const count = row.groups[group];
  const says = t('reportDiagnosis.calendar.show', {
    month: format.month(row.month),
    what: label(group),
    customers: format.number(count),
  });
  return <CountLink url={groupsUrl([group], row.day)} {...{ says, count, format }} />;
}

/** How many still buy and have left, at both ends of what is shown. */
function useGroupsSentence(rows: readonly CalendarRow[], format: Format): string {
  const { t } = useTranslation();
  const [now, then] = [rows[0], rows.at(-1)];
  if (!now || !then) return '';
  const count = (row: CalendarRow, ending: 'active' | 'lapsed') =>
    format.number(
      Object.entries(row.groups).reduce(
        (sum, [group, customers]) => (group.endsWith(ending) ? sum + customers : sum),
        0,
      ),
    );
  return t('reportDiagnosis.calendar.groupsSay', {
    then: format.month(then.month),
    now: format.month(now.month),
    activeThen: count(then, 'active'),
    activeNow: count(now, 'active'),
    lapsedThen: count(then, 'lapsed'),
    lapsedNow: count(now, 'lapsed'),
  });
}
