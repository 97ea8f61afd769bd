import { BlockStack, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { ShownSeason } from '../../presenters/products-screen.ts';
import { ExportButton, type Sheet } from '../export-button.tsx';
import type { Format } from '../format.ts';
import { Table, type Column } from '../index-table.tsx';
import { SectionCard } from '../section-card.tsx';
import { useStateLabel } from '../settings/state-label.ts';
import { Behind, Title, useWritten } from './links.tsx';

interface Props {
  seasons: readonly ShownSeason[];
  /** The period is shorter than a year. */
  short: boolean;
  format: Format;
}

const YEAR = 12;

/** 季節商品 and which ranks buy them (seed 000 §10). */
export function SeasonsCard({ seasons: all, short, format }: Props) {
  const { t } = useTranslation();
  const seasons = short ? [] : all;
  const monthName = useMonthName();
  const [first] = seasons;
  const nobody = t(short ? 'reportProducts.seasons.short' : 'reportProducts.seasons.nobody');
  return (
    <SectionCard
      title={t('reportProducts.seasons.title')}
      help={t('reportProducts.seasons.help')}
      actions={<ExportButton sheet={useSheet(seasons)} />}
      table={first && <SeasonsTable {...{ seasons, format }} />}
    >
      <Text as="p">
        {first
          ? t('reportProducts.seasons.says', {
              product: first.title,
              share: format.percent(first.peakShare),
              from: monthName(first.from),
              to: monthName(lastMonth(first)),
            })
          : nobody}
      </Text>
    </SectionCard>
  );
}

function lastMonth({ from }: ShownSeason): number {
  return ((from + 1) % YEAR) + 1;
}

/** The name of a month of the year, 1 for January. */
function useMonthName(): (month: number) => string {
  const { i18n } = useTranslation();
  const name = new Intl.DateTimeFormat(i18n.language, { month: 'short', timeZone: 'UTC' });
  return (month) => name.format(Date.UTC(2000, month - 1));
}

function useColumns(seasons: readonly ShownSeason[]): [Column, ...Column[]] {
  const { t } = useTranslation();
  const label = useStateLabel();
  return [
    { title: t('reportProducts.product') },
    { title: t('reportProducts.seasons.season') },
    {
      title: t('reportProducts.seasons.share'),
      help: t('reportProducts.seasons.shareHelp'),
      numeric: true,
    },
    ...(seasons[0]?.ranks ?? []).map(({ rank }) => ({
      title: label.state('rank', rank),
      numeric: true,
    })),
  ];
}

function SeasonsTable({ seasons, format }: Omit<Props, 'short'>) {
  const { t } = useTranslation();
  const label = useStateLabel();
  const written = useWritten();
  const monthName = useMonthName();
  const columns = useColumns(seasons);
  const title = t('reportProducts.seasons.title');
  return (
    <Table
      name={{ singular: title, plural: title }}
      columns={columns}
      rows={seasons.map((season) => ({
        id: season.product,
        cells: [
          <Title key="title">{season.title}</Title>,
          t('reportProducts.seasons.months', {
            from: monthName(season.from),
            to: monthName(lastMonth(season)),
          }),
          format.percent(season.peakShare),
          ...season.ranks.map(({ rank, buyers, share }) => (
            <BlockStack key={rank} inlineAlign="end">
              <span>{written(share, format.percent)}</span>
              <Behind
                of={buyers}
                what={`${label.state('rank', rank)} ${season.title}`}
                format={format}
              />
            </BlockStack>
          )),
        ],
      }))}
    />
  );
}

function useSheet(seasons: readonly ShownSeason[]): Sheet {
  const { t } = useTranslation();
  const monthName = useMonthName();
  return {
    name: t('reportProducts.seasons.file'),
    header: useColumns(seasons).map(({ title }) => title),
    rows: seasons.map((season) => [
      season.title,
      t('reportProducts.seasons.months', {
        from: monthName(season.from),
        to: monthName(lastMonth(season)),
      }),
      season.peakShare,
      ...season.ranks.map(({ share }) => share),
    ]),
  };
}
