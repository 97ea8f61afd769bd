import { SkeletonBodyText, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { ComingRow } from '../../presenters/lifecycle-screen.ts';
import { CountLink } from '../count-link.tsx';
import { customersUrl } from '../customers-url.ts';
import { ExportButton } from '../export-button.tsx';
import type { Format } from '../format.ts';
import { Table, type Column } from '../index-table.tsx';
import { SectionCard } from '../section-card.tsx';
import { useStateWords } from '../state-words.ts';
import { useLater } from '../use-later.ts';

/** How many days ahead are told; the presenter counts the same. */
const DAYS = { soon: 14, later: 30 } as const;
type When = keyof typeof DAYS;
const TIMES: readonly When[] = ['soon', 'later'];

/** Who goes to another state by waiting alone. */
export function ComingCard({ format }: { format: Format }) {
  const { t } = useTranslation();
  const { coming = null } = useLater<{ coming: ComingRow[] | null }>('/app/lifecycle/coming') ?? {};
  const sheet = useSheet(coming ?? []);
  const some = coming !== null && coming.length > 0;
  return (
    <SectionCard
      title={t('lifecyclePage.coming.title')}
      help={t('lifecyclePage.coming.help')}
      actions={some && <ExportButton sheet={sheet} />}
      table={some && <ComingTable {...{ coming, format }} />}
    >
      {coming === null && <SkeletonBodyText lines={4} />}
      {coming?.length === 0 && (
        <Text as="p">{t('lifecyclePage.coming.nobody', { days: DAYS.later })}</Text>
      )}
    </SectionCard>
  );
}

function useSheet(coming: readonly ComingRow[]) {
  const { t } = useTranslation();
  const label = useLabel();
  return {
    name: 'lifecycle-coming',
    header: [
      t('lifecyclePage.coming.from'),
      t('lifecyclePage.coming.to'),
      ...TIMES.map((when) => t('lifecyclePage.coming.within', { days: DAYS[when] })),
    ],
    rows: coming.map(({ from, to, soon, later }) => [label(from), label(to), soon, later]),
  };
}

interface TableProps {
  coming: readonly ComingRow[];
  format: Format;
}

function ComingTable({ coming, format }: TableProps) {
  const { t } = useTranslation();
  const label = useLabel();
  const title = t('lifecyclePage.coming.title');
  const columns: [Column, ...Column[]] = [
    { title: t('lifecyclePage.coming.from') },
    { title: t('lifecyclePage.coming.to') },
    ...TIMES.map((when) => ({
      title: t('lifecyclePage.coming.within', { days: DAYS[when] }),
      help: t('lifecyclePage.coming.withinHelp', { days: DAYS[when] }),
      numeric: true,
    })),
  ];
  return (
    <Table
      name={{ singular: title, plural: title }}
      columns={columns}
      rows={coming.map((row) => ({
        id: `${row.from?.state}-${row.to?.state}`,
        cells: [
          label(row.from),
          label(row.to),
          ...TIMES.map((when) => <Way key={when} {...{ row, when, format }} />),
        ],
      }))}
    />
  );
}

function useLabel(): (state: ComingRow['from']) => string {
  const { t } = useTranslation();
  const words = useStateWords();
  return (state) => (state ? words.label(state) : t('board.none'));
}

function Way({ row, when, format }: { row: ComingRow; when: When; format: Format }) {
  const { t } = useTranslation();
  const label = useLabel();
  const { from, to } = row;
  const count = row[when];
  if (!from || !to) return format.number(count);
  const days = DAYS[when];
  const says = {
    ...{ days, from: label(from), to: label(to) },
    customers: format.number(count),
  };
  return (
    <CountLink
      url={customersUrl({
        states: [{ model: 'lifecycle', states: [from.state] }],
        entering: { model: 'lifecycle', states: [to.state], days },
      })}
      says={t('lifecyclePage.coming.show', says)}
      count={count}
      format={format}
    />
  );
}
