import { Link, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { VipScreen } from '../../presenters/vip-screen.ts';
import { CountedAt } from '../counted-at.tsx';
import { CountLink } from '../count-link.tsx';
import { customersUrl } from '../customers-url.ts';
import { ExportButton } from '../export-button.tsx';
import type { Format } from '../format.ts';
import { Table, type Column } from '../index-table.tsx';
import { SectionCard } from '../section-card.tsx';
import { useStateWords } from '../state-words.ts';
import { useActWords } from './act-words.ts';

interface Props {
  screen: VipScreen;
  format: Format;
}

const STATES = ['vip', 'candidate'] as const;

/** Who is a VIP and who nearly, by which rule, and what they are to the shop. */
export function SummaryCard({ screen, format }: Props) {
  const { t } = useTranslation();
  const acts = useActWords().asked(screen.asked);
  const { candidateOrders: orders, candidateWithinDays: days } = screen.thresholds;
  return (
    <SectionCard
      title={t('vipPage.summary.title')}
      actions={<ExportButton sheet={useSheet(screen)} />}
      table={<SummaryTable {...{ screen, format }} />}
    >
      <Text as="p">
        {t('vipPage.summary.candidates', { orders, days })}
        <br />
        {acts === '' ? t('vipPage.summary.actsNone') : t('vipPage.summary.acts', { acts })}
      </Text>
      {screen.past && (
        <Text as="p" variant="bodySm" tone="subdued">
          {t('vipPage.summary.asOf', { month: format.month(screen.past.months.month) })}
        </Text>
      )}
      <CountedAt at={screen.countedAt} format={format} />
      <Text as="p">
        <Link url="/app/settings">{t('vipPage.summary.change')}</Link>
      </Text>
    </SectionCard>
  );
}

const PAST = ['then', 'share', 'year', 'yearShare'] as const;

function useSheet({ counts, past }: VipScreen) {
  const { t } = useTranslation();
  const words = useStateWords();
  const month = past?.months.month ?? '';
  return {
    name: 'vip',
    header: [
      t('vipPage.summary.group'),
      t('vipPage.summary.today'),
      ...(past
        ? PAST.map((name) =>
            name === 'then'
              ? t('vipPage.summary.then', { month })
              : `${t(`vipPage.summary.${name}`)} ${month}`,
          )
        : []),
    ],
    rows: STATES.map((state) => {
      const share = past?.shares.find((one) => one.state === state);
      return [
        words.label({ model: 'vip', state }),
        counts[state],
        ...(share ? [share.customers, share.ofCustomers, share.year, share.ofYear] : []),
      ];
    }),
  };
}

function SummaryTable({ screen: { counts, past, thresholds }, format }: Props) {
  const { t } = useTranslation();
  const words = useStateWords();
  const month = past ? format.month(past.months.month) : '';
  const columns: [Column, ...Column[]] = [
    { title: t('vipPage.summary.group') },
    { title: t('vipPage.summary.today'), help: t('vipPage.summary.todayHelp'), numeric: true },
    ...(past ? PAST : []).map((name) => ({
      title: t(`vipPage.summary.${name}`, { month }),
      help: t(`vipPage.summary.${name}Help`, { month }),
      numeric: true,
    })),
  ];
  const part = (value: number | null) => (value === null ? t('board.none') : format.percent(value));
  const title = t('vipPage.summary.title');
  return (
    <Table
      name={{ singular: title, plural: title }}
      columns={columns}
      rows={STATES.map((state) => {
        const label = words.label({ model: 'vip', state });
        const share = past?.shares.find((one) => one.state === state);
        return {
          id: state,
          cells: [
            <span key="group" title={words.meaning({ model: 'vip', state }, thresholds, format)}>
              {label}
            </span>,
            <CountLink
              key="today"
              url={customersUrl({ states: [{ model: 'vip', states: [state] }] })}
              says={t('board.show', { state: label, customers: format.number(counts[state]) })}
              count={counts[state]}
              format={format}
            />,
            ...(share
              ? [
                  format.number(share.customers),
                  part(share.ofCustomers),
                  format.money(share.year),
                  part(share.ofYear),
                ]
              : []),
          ],
        };
      })}
    />
  );
}
