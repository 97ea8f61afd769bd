import { InlineGrid, Link, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { CpmGroup, CpmScreen } from '../../presenters/cpm-screen.ts';
import type { CpmState } from '../../presenters/states.ts';
import { ChartCard } from '../charts/chart-card.tsx';
import { PlainTable } from '../charts/plain-table.tsx';
import { StackedBars } from '../charts/stacked-bars.tsx';
import { Figure } from '../figure.tsx';
import { groupsUrl, type CardProps } from './stages.ts';

/** How many customers there are, and how many of them came back. */
export function NewsCard({ screen, format }: CardProps) {
  const { t } = useTranslation();
  const { groups, total, thresholds } = screen;
  const figure = (key: 'active' | 'first' | 'repeat', wanted: (state: CpmState) => boolean) => {
    const customers = peopleIn(groups, wanted);
    return (
      <Figure
        label={t(`cpmPage.news.${key}`)}
        value={
          total.customers === 0 ? t('board.none') : format.percent(customers / total.customers)
        }
        help={t(`cpmPage.news.${key}Help`, { days: thresholds.lapsedDays })}
        note={<People {...{ screen, format, customers, wanted }} />}
      />
    );
  };
  return (
    <ChartCard
      title={t('cpmPage.news.title', { day: format.day(screen.day) })}
      help={t('cpmPage.news.help')}
      table={<NewsTable screen={screen} format={format} />}
      sheet={useSheet(screen)}
    >
      <InlineGrid columns={{ xs: 2, md: 4 }} gap="400">
        <Figure
          label={t('cpmPage.news.all')}
          value={t('board.people', { customers: format.number(total.customers) })}
          help={t('cpmPage.news.allHelp')}
          note={<People {...{ screen, format, customers: total.customers, wanted: anybody }} />}
        />
        {figure('active', isActive)}
        {figure('first', isNew)}
        {figure('repeat', isRepeat)}
      </InlineGrid>
      {total.customers === 0 ? (
        <Text as="p">{t('cpmPage.nobody')}</Text>
      ) : (
        <NewsBar screen={screen} format={format} />
      )}
    </ChartCard>
  );
}

type Wanted = (state: CpmState) => boolean;
const anybody: Wanted = () => true;
const isActive: Wanted = (state) => state.endsWith('-active');
const isNew: Wanted = (state) => state === 'first-active' || state === 'first-lapsed';
const isRepeat: Wanted = (state) => !isNew(state);

const LINES = [
  ['all', anybody],
  ['active', isActive],
  ['first', isNew],
  ['repeat', isRepeat],
] as const;

interface NewsLine {
  key: (typeof LINES)[number][0];
  label: string;
  customers: number;
  share: number | null;
}

function useLines({ groups, total }: CpmScreen): NewsLine[] {
  const { t } = useTranslation();
  return LINES.map(([key, wanted]) => {
    const customers = peopleIn(groups, wanted);
    const share = total.customers === 0 ? null : customers / total.customers;
    return { key, label: t(`cpmPage.news.${key}`), customers, share };
  });
}

function useHeader(): [string, string, string] {
  const { t } = useTranslation();
  return [t('board.group'), t('board.customers'), t('board.share')];
}

function NewsTable({ screen, format }: CardProps) {
  const { t } = useTranslation();
  return (
    <PlainTable
      header={useHeader()}
      rows={useLines(screen).map(({ key, label, customers, share }) => ({
        id: key,
        cells: [
          label,
          format.number(customers),
          share === null ? t('board.none') : format.percent(share),
        ],
      }))}
    />
  );
}

function useSheet(screen: CpmScreen) {
  return {
    name: `cpm-new-and-repeat-${screen.day}`,
    header: useHeader(),
    rows: useLines(screen).map(({ label, customers, share }) => [label, customers, share]),
  };
}

function statesOf(groups: readonly CpmGroup[], wanted: Wanted): CpmState[] {
  return groups.flatMap(({ group }) => (group !== 'total' && wanted(group) ? [group] : []));
}

function peopleIn(groups: readonly CpmGroup[], wanted: Wanted): number {
  return groups.reduce(
    (sum, { group, customers }) => (group !== 'total' && wanted(group) ? sum + customers : sum),
    0,
  );
}

function People({
  screen,
  format,
  customers,
  wanted,
}: CardProps & { customers: number; wanted: Wanted }) {
  const { t } = useTranslation();
  return (
    <Link url={groupsUrl(screen, statesOf(screen.groups, wanted))}>
      {t('cpmPage.people', { count: customers, customers: format.number(customers) })}
    </Link>
  );
}

function NewsBar({ screen: { news, total }, format }: CardProps) {
  const { t } = useTranslation();
  const share = (customers: number) => format.percent(customers / total.customers);
  const parts = [
    { key: 'first', value: news.first, color: '--p-color-bg-fill-info' },
    { key: 'repeat', value: news.repeat, color: '--p-color-bg-fill-success' },
  ] as const;
  return (
    <StackedBars
      name={t('cpmPage.news.chart', { first: share(news.first), repeat: share(news.repeat) })}
      rows={[{ key: 'news', label: '', value: '', parts: [...parts] }]}
      legend={parts.map(({ key, color }) => ({ label: t(`cpmPage.news.${key}`), color }))}
    />
  );
}
