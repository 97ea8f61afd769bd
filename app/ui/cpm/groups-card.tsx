import { Badge, Link, Text } from '@shopify/polaris';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CpmGroup } from '../../presenters/cpm-screen.ts';
import type { CpmState } from '../../presenters/states.ts';
import { ExportButton } from '../export-button.tsx';
import type { Format } from '../format.ts';
import { Table, type Column } from '../index-table.tsx';
import { SectionCard } from '../section-card.tsx';
import { useStateWords } from '../state-words.ts';
import { groupsUrl, useGroupLabel, type CardProps } from './stages.ts';

const ONE_DIGIT = 10;

/** The ten groups and all of them together, with what they bought. */
export function GroupsCard({ screen, format }: CardProps) {
  const { t } = useTranslation();
  const columns = useColumns(screen, format);
  const label = useGroupLabel();
  const nameOf = ({ group }: CpmGroup) => (group === 'total' ? t('cpmPage.total') : label(group));
  const lines = [...screen.groups, screen.total];
  return (
    <SectionCard
      title={t('cpmPage.groups.title')}
      help={t('cpmPage.groups.help')}
      actions={
        <ExportButton
          sheet={{
            name: `cpm-${screen.day}`,
            header: [t('board.group'), ...columns.map(({ title }) => title)],
            rows: lines.map((line) => [nameOf(line), ...columns.map(({ raw }) => raw(line))]),
          }}
        />
      }
      table={
        <Table
          name={{ singular: t('board.group'), plural: t('board.group') }}
          columns={[{ title: t('board.group') }, ...columns]}
          wide
          rows={lines.map((line) => ({
            id: line.group,
            cells: [
              <GroupName key="name" line={line} screen={screen} format={format} />,
              ...columns.map(({ cell }) => cell(line)),
            ],
          }))}
        />
      }
    />
  );
}

function GroupName({ line, screen, format }: CardProps & { line: CpmGroup }) {
  const { t } = useTranslation();
  const words = useStateWords();
  if (line.group === 'total') {
    return (
      <Text as="span" fontWeight="semibold">
        {t('cpmPage.total')}
      </Text>
    );
  }
  const named = { model: 'cpm', state: line.group } as const;
  return (
    <span style={{ display: 'inline-block', minWidth: 160, maxWidth: 320, whiteSpace: 'normal' }}>
      <Text as="span" fontWeight="semibold">
        {words.label(named)}
      </Text>
      <br />
      <Text as="span" variant="bodySm" tone="subdued">
        {words.meaning(named, screen.thresholds, format)}
      </Text>
    </span>
  );
}

interface GroupColumn extends Column {
  numeric: true;
  cell: (line: CpmGroup) => ReactNode;
  raw: (line: CpmGroup) => number | null;
}

function useColumns(screen: CardProps['screen'], format: Format): GroupColumn[] {
  const { t } = useTranslation();
  const none = t('board.none');
  const { month, year } = screen.comparedWith;
  const days = { month: format.day(month), year: format.day(year) };
  const column = (
    key: 'share' | 'yearSales' | 'amount' | 'orders' | 'unitPrice' | 'tenureDays' | 'departureDays',
    write: (value: number) => string,
    digits = ONE_DIGIT,
  ): GroupColumn => ({
    title: t(`cpmPage.groups.${key}`),
    help: t(`cpmPage.groups.${key}Help`),
    numeric: true,
    cell: ({ [key]: value }) =>
      value === null ? none : write(Math.round(value * digits) / digits),
    raw: ({ [key]: value }) => (value === null ? null : Math.round(value * digits) / digits),
  });
  const change = (key: 'sinceMonth' | 'sinceYear'): GroupColumn => ({
    title: t(`cpmPage.groups.${key}`),
    help: t(`cpmPage.groups.${key}Help`, days),
    numeric: true,
    cell: ({ [key]: value }) => <Change value={value} format={format} />,
    raw: ({ [key]: value }) => value,
  });
  return [
    {
      title: t('board.customers'),
      help: t('cpmPage.groups.customersHelp', { day: format.day(screen.day) }),
      numeric: true,
      cell: (line) => <Count line={line} screen={screen} format={format} />,
      raw: ({ customers }) => customers,
    },
    column('share', format.percent, 1000),
    change('sinceMonth'),
    change('sinceYear'),
    column('yearSales', format.money, 1),
    column('amount', format.money, 1),
    column('orders', format.number),
    column('unitPrice', format.money, 1),
    column('tenureDays', format.number, 1),
    column('departureDays', format.number, 1),
  ];
}

function Count({ line, screen, format }: CardProps & { line: CpmGroup }) {
  const { t } = useTranslation();
  const label = useGroupLabel();
  const customers = format.number(line.customers);
  if (line.customers === 0) return customers;
  const isOne = line.group !== 'total';
  const states = isOne
    ? [line.group as CpmState]
    : screen.groups.map(({ group }) => group as CpmState);
  const state = isOne ? label(line.group as CpmState) : t('cpmPage.total');
  return (
    <Link
      url={groupsUrl(screen, states)}
      accessibilityLabel={t('board.show', { customers, state })}
      dataPrimaryLink
    >
      {customers}
    </Link>
  );
}

/** More is not always better: the colour only says that something moved. */
function Change({ value, format }: { value: number | null; format: Format }) {
  const { t } = useTranslation();
  if (value === null) return t('board.none');
  return value === 0 ? format.signed(value) : <Badge tone="info">{format.signed(value)}</Badge>;
}
