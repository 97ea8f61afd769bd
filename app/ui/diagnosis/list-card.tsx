import { Badge, Text } from '@shopify/polaris';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ListLine, ListTable } from '../../presenters/diagnosis-ledger.ts';
import type { DiagnosisScreen } from '../../presenters/diagnosis-screen.ts';
import type { CpmState } from '../../presenters/states.ts';
import { CountLink } from '../count-link.tsx';
import { useGroupLabel } from '../cpm/stages.ts';
import { ExportButton } from '../export-button.tsx';
import type { Format } from '../format.ts';
import { Table, type Column } from '../index-table.tsx';
import { SectionCard } from '../section-card.tsx';
import { groupsUrl } from './whom.ts';

interface Props {
  table: ListTable;
  screen: Pick<DiagnosisScreen, 'end' | 'months'>;
  format: Format;
}

/** リスト分析表: the ten groups, 見込み and everybody. */
export function ListCard({ table, screen, format }: Props) {
  const { t } = useTranslation();
  const columns = useColumns({ table, screen, format });
  const nameOf = useLineName();
  const lines = [...table.groups, table.total];
  const prospects = t('reportDiagnosis.list.prospects');
  const counted = format.moment(table.prospects.at);
  return (
    <SectionCard
      title={t('reportDiagnosis.list.title', { day: format.day(screen.end) })}
      help={t('reportDiagnosis.list.help')}
      actions={
        <ExportButton
          sheet={{
            name: `list-analysis-${screen.months.month}`,
            header: [t('board.group'), ...columns.map(({ title }) => title)],
            rows: [
              ...lines.map((line) => [nameOf(line), ...columns.map(({ raw }) => raw(line))]),
              [prospects, table.prospects.customers, ...columns.slice(1).map(() => null)],
            ],
          }}
        />
      }
      table={
        <Table
          name={{ singular: t('board.group'), plural: t('board.group') }}
          columns={[{ title: t('board.group') }, ...columns]}
          rows={[
            ...lines.map((line) => ({
              id: line.group,
              cells: [
                <Name key="name">{nameOf(line)}</Name>,
                ...columns.map(({ cell }) => cell(line)),
              ],
            })),
            {
              id: 'prospects',
              cells: [
                prospects,
                format.number(table.prospects.customers),
                ...columns.slice(1).map(() => t('board.none')),
              ],
            },
          ]}
        />
      }
    >
      <Text as="p" variant="bodyLg">
        {useSentence({ table, screen, format })}
      </Text>
      <Text as="p" variant="bodySm" tone="subdued">
        {t('reportDiagnosis.list.prospectsHelp', { moment: counted })}
      </Text>
    </SectionCard>
  );
}

function Name({ children }: { children: ReactNode }) {
  return (
    <Text as="span" fontWeight="semibold">
      {children}
    </Text>
  );
}

function useLineName(): (line: ListLine) => string {
  const { t } = useTranslation();
  const label = useGroupLabel();
  return ({ group }) => (group === 'total' ? t('cpmPage.total') : label(group));
}

function useSentence({ table: { groups, total }, screen, format }: Props): string {
  const { t } = useTranslation();
  const nameOf = useLineName();
  const says = useListWords(format);
  const active = groups
    .filter(({ group }) => group.endsWith('-active'))
    .reduce((sum, { customers }) => sum + customers, 0);
  const sorted = groups.toSorted((a, b) => (b.sinceMonth ?? 0) - (a.sinceMonth ?? 0));
  const told = (key: 'grew' | 'shrank', line: ListLine | undefined) =>
    line && line.sinceMonth !== null && line.sinceMonth !== 0
      ? t(`reportDiagnosis.list.${key}`, {
          group: nameOf(line),
          change: format.signed(line.sinceMonth),
        })
      : '';
  const [most, least] = [sorted[0], sorted.at(-1)];
  return [
    says({ day: screen.end, customers: total.customers, active }),
    (most?.sinceMonth ?? 0) > 0 ? told('grew', most) : '',
    (least?.sinceMonth ?? 0) < 0 ? told('shrank', least) : '',
  ].join('');
}

/** Customers at the end of an ISO day, and those of them who still buy. */
interface Listed {
  day: string;
  customers: number;
  active: number;
}

/** Says how many of a list still buy. */
export function useListWords(format: Format): (listed: Listed) => string {
  const { t } = useTranslation();
  return ({ day, customers, active }) =>
    t('reportDiagnosis.list.says', {
      day: format.day(day),
      customers: format.number(customers),
      active: format.number(active),
      share: customers === 0 ? t('board.none') : format.percent(active / customers),
    });
}

interface LineColumn extends Column {
  numeric: true;
  cell: (line: ListLine) => ReactNode;
  raw: (line: ListLine) => number | null;
}

const VALUES = [
  'sales',
  'annualLtv',
  'tenureDays',
  'departureDays',
  'orders',
  'unitPrice',
] as const;
const WITH_DIGIT = 10;
const SHARE_DIGITS = 1000;

function useColumns({ table, screen, format }: Props): LineColumn[] {
  const { t } = useTranslation();
  const { month, year } = table.comparedWith;
  const days = { month: format.day(month), year: format.day(year) };
  const change = (key: 'sinceMonth' | 'sinceYear'): LineColumn => ({
    title: t(`cpmPage.groups.${key}`),
    help: t(`cpmPage.groups.${key}Help`, days),
    numeric: true,
    cell: ({ [key]: value }) => <Change value={value} format={format} />,
    raw: ({ [key]: value }) => value,
  });
  return [
    {
      title: t('board.customers'),
      help: t('cpmPage.groups.customersHelp', { day: format.day(screen.end) }),
      numeric: true,
      cell: (line) => <Customers {...{ line, table, screen, format }} />,
      raw: ({ customers }) => customers,
    },
    {
      title: t('cpmPage.groups.share'),
      help: t('cpmPage.groups.shareHelp'),
      numeric: true,
      cell: ({ share }) => (share === null ? t('board.none') : format.percent(share)),
      raw: ({ share }) => share && Math.round(share * SHARE_DIGITS) / SHARE_DIGITS,
    },
    change('sinceMonth'),
    change('sinceYear'),
    ...VALUES.map((key): LineColumn => {
      const isMoney = key === 'sales' || key === 'annualLtv' || key === 'unitPrice';
      const digits = key === 'orders' ? WITH_DIGIT : 1;
      const rounded = (line: ListLine) => {
        const value = line[key];
        return value === null ? null : Math.round(value * digits) / digits;
      };
      return {
        title: t(`reportDiagnosis.list.${key}`),
        help: t(`reportDiagnosis.list.${key}Help`),
        numeric: true,
        cell: (line) => {
          const value = rounded(line);
          if (value === null) return t('board.none');
          return isMoney ? format.money(value) : format.number(value);
        },
        raw: rounded,
      };
    }),
  ];
}

function Customers({ line, table, screen, format }: Props & { line: ListLine }) {
  const { t } = useTranslation();
  const nameOf = useLineName();
  const states =
    line.group === 'total' ? table.groups.map(({ group }) => group as CpmState) : [line.group];
  const customers = format.number(line.customers);
  return (
    <CountLink
      url={groupsUrl(states, screen.end)}
      says={t('board.show', { customers, state: nameOf(line) })}
      count={line.customers}
      format={format}
    />
  );
}

/** More is not always better: the colour only says that something moved. */
function Change({ value, format }: { value: number | null; format: Format }) {
  const { t } = useTranslation();
  if (value === null) return t('board.none');
  return value === 0 ? format.signed(value) : <Badge tone="info">{format.signed(value)}</Badge>;
}
