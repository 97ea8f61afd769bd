import { InlineGrid, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { RepeatShown } from '../../presenters/repeat-screen.ts';
import { ExportButton } from '../export-button.tsx';
import { Figure } from '../figure.tsx';
import type { Format } from '../format.ts';
import { Table, type Column } from '../index-table.tsx';
import { SectionCard } from '../section-card.tsx';
import { CountedLink, useShare } from './counted-link.tsx';

interface Props {
  shown: RepeatShown;
  format: Format;
}

const KINDS = ['newcomers', 'repeaters', 'secondPurchases'] as const;
type Buyers = RepeatShown['buyers']['now'];

/** 新規・リピーター・2回目購入 of the period, in the shop and by channel (seed 003 §4–6). */
export function BuyersCard({ shown, format }: Props) {
  const { t } = useTranslation();
  const { now, before } = shown.buyers;
  const share = useShare(format);
  return (
    <SectionCard
      title={t('reportRepeat.buyers.title')}
      help={t('reportRepeat.buyers.help')}
      actions={<ExportButton sheet={useSheet(shown)} />}
      table={shown.channels.length > 0 && <ChannelTable {...{ shown, format }} />}
    >
      <Text as="p">
        {t(now.buyers.count === 0 ? 'reportRepeat.buyers.nobody' : 'reportRepeat.buyers.says', {
          buyers: format.number(now.buyers.count),
          newcomers: format.number(now.newcomers.count),
          share: share(ratio(now.newcomers.count, now.buyers.count)),
        })}
        {t('between')}
        {before &&
          before.buyers > 0 &&
          t('reportRepeat.buyers.saysBefore', {
            buyers: format.number(before.buyers),
            share: share(before.newcomers.value),
          })}
      </Text>
      <InlineGrid columns={{ xs: 2, md: 4 }} gap="400">
        <Figure
          label={t('reportRepeat.buyers.all')}
          value={
            <CountedLink
              people
              counted={now.buyers}
              {...{ what: t('reportRepeat.buyers.all'), format }}
            />
          }
          help={t('reportRepeat.buyers.allHelp')}
        />
        {KINDS.map((kind) => (
          <Figure
            key={kind}
            label={t(`reportRepeat.buyers.${kind}`)}
            value={
              <CountedLink
                people
                counted={now[kind]}
                what={t(`reportRepeat.buyers.${kind}`)}
                format={format}
              />
            }
            help={t(`reportRepeat.buyers.${kind}Help`)}
            note={t(before ? 'reportRepeat.buyers.note' : 'reportRepeat.buyers.noteNow', {
              share: share(ratio(now[kind].count, now.buyers.count)),
              before: share(before?.[kind].value),
            })}
          />
        ))}
      </InlineGrid>
    </SectionCard>
  );
}

function ratio(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}

const COLUMNS = [
  ['newInChannel', 'inChannel', 'newcomers'],
  ['newInShop', 'inShop', 'newcomers'],
  ['backInChannel', 'inChannel', 'repeaters'],
  ['backInShop', 'inShop', 'repeaters'],
  ['secondInChannel', 'inChannel', 'secondPurchases'],
  ['secondInShop', 'inShop', 'secondPurchases'],
] as const;

/** Each channel, seen from itself (指定店舗) and from the shop (全店舗). */
function ChannelTable({ shown, format }: Props) {
  const { t } = useTranslation();
  const title = t('reportRepeat.buyers.channel');
  const columns: [Column, ...Column[]] = [
    { title },
    { title: t('reportRepeat.buyers.all'), help: t('reportRepeat.buyers.allHelp'), numeric: true },
    ...COLUMNS.map(([key]) => ({
      title: t(`reportRepeat.buyers.${key}`),
      help: t(`reportRepeat.buyers.${key}Help`),
      numeric: true,
    })),
  ];
  const link = (of: Buyers, kind: keyof Buyers, place: string, column: string) => (
    <CountedLink counted={of[kind]} what={`${place} ${column}`} format={format} />
  );
  return (
    <Table
      name={{ singular: title, plural: title }}
      columns={columns}
      rows={shown.channels.map((channel) => ({
        id: channel.name,
        cells: [
          channel.name,
          link(channel.inChannel, 'buyers', channel.name, t('reportRepeat.buyers.all')),
          ...COLUMNS.map(([key, from, kind]) =>
            link(channel[from], kind, channel.name, t(`reportRepeat.buyers.${key}`)),
          ),
        ],
      }))}
    />
  );
}

function useSheet({ buyers: { now }, channels }: RepeatShown) {
  const { t } = useTranslation();
  const shop = { name: t('reportRepeat.buyers.shop'), inChannel: now, inShop: now };
  return {
    name: t('reportRepeat.buyers.file'),
    header: [
      t('reportRepeat.buyers.channel'),
      t('reportRepeat.buyers.all'),
      ...COLUMNS.map(([key]) => t(`reportRepeat.buyers.${key}`)),
    ],
    rows: [shop, ...channels].map((row) => [
      row.name,
      row.inChannel.buyers.count,
      ...COLUMNS.map(([, from, kind]) => row[from][kind].count),
    ]),
  };
}
