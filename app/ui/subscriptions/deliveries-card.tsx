import { Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { ShownDelivery } from '../../presenters/subscriptions-screen.ts';
import { StackedBars } from '../charts/stacked-bars.tsx';
import { ExportButton } from '../export-button.tsx';
import type { Format } from '../format.ts';
import { Table, type Column } from '../index-table.tsx';
import { CountedLink, useShare } from '../repeat/counted-link.tsx';
import { SectionCard } from '../section-card.tsx';

interface Props {
  deliveries: readonly ShownDelivery[];
  silent: number;
  format: Format;
}

const PARTS = ['next', 'waiting', 'left'] as const;
const COLORS = {
  next: '--p-color-bg-fill-success',
  waiting: '--p-color-bg-fill-info',
  left: '--p-color-bg-fill-tertiary-active',
} as const;
const COLUMNS = ['reached', 'next', 'toNext', 'waiting', 'left', 'leftShare', 'decided'] as const;

/** 定期推移表: how many come to each delivery, and where they leave. */
export function DeliveriesCard({ deliveries, silent, format }: Props) {
  const { t } = useTranslation();
  const share = useShare(format);
  const step = (n: number) => t('reportSubscriptions.deliveries.step', { n: format.number(n) });
  const rows = deliveries.map((each) => ({
    key: String(each.n),
    label: step(each.n),
    value: t('reportSubscriptions.deliveries.bar', {
      customers: format.number(each.reached.count),
      rate: share(each.toNext),
    }),
    parts: PARTS.map((key) => ({ key, value: each[key].count, color: COLORS[key] })),
  }));
  return (
    <SectionCard
      title={t('reportSubscriptions.deliveries.title')}
      help={t('reportSubscriptions.deliveries.help', { days: format.number(silent) })}
      actions={<ExportButton sheet={useSheet(deliveries)} />}
      table={<DeliveriesTable {...{ deliveries, silent, format }} />}
    >
      <StackedBars
        name={t('reportSubscriptions.deliveries.name', {
          values: rows.map(({ label, value }) => `${label} ${value}`).join(', '),
        })}
        rows={rows}
        legend={PARTS.map((key) => ({
          label: t(`reportSubscriptions.deliveries.${key}`),
          color: COLORS[key],
        }))}
      />
      <Beyond {...{ deliveries, format }} />
    </SectionCard>
  );
}

/** Who went on further than the last delivery that is told apart. */
function Beyond({ deliveries, format }: Pick<Props, 'deliveries' | 'format'>) {
  const { t } = useTranslation();
  const last = deliveries.at(-1);
  if (!last || last.next.count === 0) return null;
  return (
    <Text as="p" tone="subdued">
      {t('reportSubscriptions.deliveries.beyond', {
        count: last.next.count,
        customers: format.number(last.next.count),
        last: format.number(last.n),
      })}
    </Text>
  );
}

function DeliveriesTable({ deliveries, silent, format }: Props) {
  const { t } = useTranslation();
  const share = useShare(format);
  const title = t('reportSubscriptions.deliveries.n');
  const columns: [Column, ...Column[]] = [
    { title },
    ...COLUMNS.map((key) => ({
      title: t(`reportSubscriptions.deliveries.${key}`),
      help: t(`reportSubscriptions.deliveries.${key}Help`, { days: format.number(silent) }),
      numeric: true,
    })),
  ];
  return (
    <Table
      name={{ singular: title, plural: title }}
      columns={columns}
      rows={deliveries.map((each) => {
        const step = t('reportSubscriptions.deliveries.step', { n: format.number(each.n) });
        const link = (key: 'reached' | 'next' | 'waiting' | 'left') => (
          <CountedLink
            key={key}
            counted={each[key]}
            what={`${step} ${t(`reportSubscriptions.deliveries.${key}`)}`}
            format={format}
          />
        );
        return {
          id: String(each.n),
          cells: [
            step,
            link('reached'),
            link('next'),
            share(each.toNext),
            link('waiting'),
            link('left'),
            share(each.leftShare),
            share(each.decided),
          ],
        };
      })}
    />
  );
}

function useSheet(deliveries: readonly ShownDelivery[]) {
  const { t } = useTranslation();
  return {
    name: t('reportSubscriptions.deliveries.file'),
    header: [
      t('reportSubscriptions.deliveries.n'),
      ...COLUMNS.map((key) => t(`reportSubscriptions.deliveries.${key}`)),
    ],
    rows: deliveries.map(({ n, reached, next, toNext, waiting, left, leftShare, decided }) => [
      ...[n, reached.count, next.count, toNext, waiting.count, left.count, leftShare, decided],
    ]),
  };
}
