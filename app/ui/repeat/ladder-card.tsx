import { Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { RepeatShown } from '../../presenters/repeat-screen.ts';
import { StackedBars } from '../charts/stacked-bars.tsx';
import { ExportButton } from '../export-button.tsx';
import type { Format } from '../format.ts';
import { Table, type Column } from '../index-table.tsx';
import { SectionCard } from '../section-card.tsx';
import { CountedLink, useShare } from './counted-link.tsx';

interface Props {
  ladder: RepeatShown['ladder'];
  format: Format;
}

const COLORS = {
  next: '--p-color-bg-fill-success',
  waiting: '--p-color-bg-fill-info',
  left: '--p-color-bg-fill-tertiary-active',
} as const;
const PARTS = ['next', 'waiting', 'left'] as const;

/** F(n): how many came to each order, and where they leave. */
export function LadderCard({ ladder, format }: Props) {
  const { t } = useTranslation();
  const share = useShare(format);
  const rungs = ladder.rungs.filter(({ reached }) => reached.count > 0);
  const [first] = rungs;
  const step = (n: number) => t('reportRepeat.ladder.step', { n: format.number(n) });
  const rows = rungs.map((rung) => ({
    key: String(rung.n),
    label: step(rung.n),
    value: t('reportRepeat.ladder.bar', {
      customers: format.number(rung.reached.count),
      rate: share(rung.toNext),
    }),
    parts: PARTS.map((key) => ({ key, value: rung[key].count, color: COLORS[key] })),
  }));
  return (
    <SectionCard
      title={t('reportRepeat.ladder.title')}
      help={t('reportRepeat.ladder.help', { days: format.number(ladder.leftAfterDays) })}
      actions={<ExportButton sheet={useSheet(ladder)} />}
      table={<LadderTable {...{ ladder, format }} />}
    >
      {first && (
        <Text as="p">
          {t('reportRepeat.ladder.says', {
            reached: format.number(first.reached.count),
            next: format.number(first.next.count),
            rate: share(first.toNext),
            left: format.number(first.left.count),
          })}
        </Text>
      )}
      <StackedBars
        name={t('reportRepeat.ladder.name', {
          values: rows.map(({ label, value }) => `${label} ${value}`).join(', '),
        })}
        rows={rows}
        legend={PARTS.map((key) => ({
          label: t(`reportRepeat.ladder.${key}`),
          color: COLORS[key],
        }))}
      />
    </SectionCard>
  );
}

const COLUMNS = ['reached', 'next', 'toNext', 'waiting', 'left', 'leftShare'] as const;

function LadderTable({ ladder, format }: Props) {
  const { t } = useTranslation();
  const share = useShare(format);
  const title = t('reportRepeat.ladder.n');
  const days = format.number(ladder.leftAfterDays);
  const columns: [Column, ...Column[]] = [
    { title },
    ...COLUMNS.map((key) => ({
      title: t(`reportRepeat.ladder.${key}`),
      help: t(`reportRepeat.ladder.${key}Help`, { days }),
      numeric: true,
    })),
  ];
  return (
    <Table
      name={{ singular: title, plural: title }}
      columns={columns}
      rows={ladder.rungs.map((rung) => {
        const step = t('reportRepeat.ladder.step', { n: format.number(rung.n) });
        const link = (key: 'reached' | 'next' | 'waiting' | 'left') => (
          <CountedLink
            key={key}
            counted={rung[key]}
            what={`${step} ${t(`reportRepeat.ladder.${key}`)}`}
            format={format}
          />
        );
        return {
          id: String(rung.n),
          cells: [
            step,
            link('reached'),
            link('next'),
            share(rung.toNext),
            link('waiting'),
            link('left'),
            share(rung.leftShare),
          ],
        };
      })}
    />
  );
}

function useSheet({ rungs }: RepeatShown['ladder']) {
  const { t } = useTranslation();
  return {
    name: t('reportRepeat.ladder.file'),
    header: [t('reportRepeat.ladder.n'), ...COLUMNS.map((key) => t(`reportRepeat.ladder.${key}`))],
    rows: rungs.map(({ n, reached, next, toNext, waiting, left, leftShare }) => [
      ...[n, reached.count, next.count, toNext, waiting.count, left.count, leftShare],
    ]),
  };
}
