import { Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { RepeatShown, ShownYearOrders } from '../../presenters/repeat-screen.ts';
import { StackedBars } from '../charts/stacked-bars.tsx';
import { ExportButton } from '../export-button.tsx';
import type { Format } from '../format.ts';
import { Table } from '../index-table.tsx';
import { SectionCard } from '../section-card.tsx';
import { CountedLink, useShare } from './counted-link.tsx';

interface Props {
  year: RepeatShown['year'];
  leftAfterDays: number;
  format: Format;
}

/** 年間購入回数 and who is to be moved up (seed 000 §3–4). */
export function YearCard({ year, leftAfterDays, format }: Props) {
  const { t } = useTranslation();
  const share = useShare(format);
  const label = useLabel(format);
  const rows = year.rows.map((row) => ({
    key: String(row.n),
    label: label(row),
    value: share(row.share),
    parts: [{ key: 'share', value: row.share ?? 0, color: '--p-color-bg-fill-emphasis' }],
  }));
  return (
    <SectionCard
      title={t('reportRepeat.year.title')}
      help={t('reportRepeat.year.help', { days: format.number(leftAfterDays) })}
      actions={<ExportButton sheet={useSheet(year, format)} />}
      table={<YearTable {...{ year, format }} />}
    >
      <Text as="p">
        {t(year.once === null ? 'reportRepeat.year.nobody' : 'reportRepeat.year.says', {
          buyers: format.number(year.buyers),
          once: share(year.once),
          rate: share(year.repeatRate),
        })}
      </Text>
      <StackedBars
        name={t('reportRepeat.year.name', {
          values: rows.map((row) => `${row.label} ${row.value}`).join(', '),
        })}
        rows={rows}
      />
    </SectionCard>
  );
}

function useLabel(format: Format): (row: ShownYearOrders) => string {
  const { t } = useTranslation();
  return ({ n, orMore }) =>
    t(orMore ? 'reportRepeat.timesOrMore' : 'reportRepeat.times', {
      count: n,
      n: format.number(n),
    });
}

function YearTable({ year, format }: Omit<Props, 'leftAfterDays'>) {
  const { t } = useTranslation();
  const share = useShare(format);
  const label = useLabel(format);
  const title = t('reportRepeat.year.orders');
  const moveUp = t('reportRepeat.year.moveUp');
  return (
    <Table
      name={{ singular: title, plural: title }}
      columns={[
        { title },
        { title: t('reportRepeat.customers'), numeric: true },
        { title: t('reportRepeat.share'), help: t('reportRepeat.year.shareHelp'), numeric: true },
        { title: t('reportRepeat.before'), help: t('reportRepeat.year.beforeHelp'), numeric: true },
        { title: moveUp, help: t('reportRepeat.year.moveUpHelp'), numeric: true },
      ]}
      rows={year.rows.map((row) => ({
        id: String(row.n),
        cells: [
          label(row),
          <CountedLink key="all" counted={row.customers} what={label(row)} format={format} />,
          share(row.share),
          share(row.before),
          row.moveUp ? (
            <CountedLink
              key="up"
              counted={row.moveUp}
              what={`${moveUp} ${label(row)}`}
              format={format}
            />
          ) : (
            t('reportRepeat.none')
          ),
        ],
      }))}
    />
  );
}

function useSheet({ rows }: RepeatShown['year'], format: Format) {
  const { t } = useTranslation();
  const label = useLabel(format);
  return {
    name: t('reportRepeat.year.file'),
    header: [
      t('reportRepeat.year.orders'),
      t('reportRepeat.customers'),
      t('reportRepeat.share'),
      t('reportRepeat.before'),
      t('reportRepeat.year.moveUp'),
    ],
    rows: rows.map((row) => [
      label(row),
      row.customers.count,
      row.share,
      row.before,
      row.moveUp?.count ?? null,
    ]),
  };
}
