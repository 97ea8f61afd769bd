import { BlockStack, Link, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { VipRelations } from '../../presenters/vip-relations.ts';
import { CellGrid } from '../charts/cell-grid.tsx';
import { ChartCard } from '../charts/chart-card.tsx';
import { CountLink } from '../count-link.tsx';
import { customersUrl } from '../customers-url.ts';
import type { Format } from '../format.ts';
import { Table, type Column } from '../index-table.tsx';

/** As the presenter counts: where columns and rows begin, and from which on all is met. */
const COLUMNS = [0, 0.25, 0.5, 0.75, 1, 1.5, 2] as const;
const BANDS = [0, 0.25, 0.5, 0.75, 1] as const;
const SPLIT = { column: 4, row: 4 };
const QUADRANTS = ['vip', 'candidate', 'supporters', 'beginning'] as const;
type Quadrant = (typeof QUADRANTS)[number];

interface Props {
  relations: VipRelations;
  format: Format;
}

/** Everybody between what they buy and what they do beside buying. */
export function AxesCard({ relations, format }: Props) {
  const { t } = useTranslation();
  const { grid, estimated, quadrants } = relations;
  const { columns, rows } = useLabels(format);
  const name = (quadrant: Quadrant) => t(`vipPage.axes.${quadrant}.name`);
  const title = t('vipPage.axes.title');
  const values = QUADRANTS.map((each) => `${name(each)} ${format.number(quadrants[each])}`);
  const downwards = BANDS.map((_, row) => row).reverse();
  return (
    <ChartCard
      title={title}
      help={t('vipPage.axes.help')}
      table={<GridTable {...{ relations, format, title }} />}
      sheet={{
        name: 'vip-axes',
        header: [t('vipPage.axes.row'), ...columns],
        rows: downwards.map((row) => [rows[row] ?? '', ...(grid[row] ?? [])]),
      }}
    >
      <CellGrid
        name={t('vipPage.axes.name', { title, values: values.join(', ') })}
        {...{ columns, rows }}
        axes={{ across: t('vipPage.axes.continuing'), up: t('vipPage.axes.relating') }}
        cells={grid}
        split={SPLIT}
        corners={{
          topLeft: name('supporters'),
          topRight: name('vip'),
          bottomLeft: name('beginning'),
          bottomRight: name('candidate'),
        }}
        format={format.number}
      />
      {estimated && (
        <Text as="p" variant="bodySm" tone="subdued">
          {t('vipPage.axes.estimated')}
        </Text>
      )}
      {quadrants.supporters + quadrants.beginning + quadrants.vip === 0 && <NoEvents />}
      <QuadrantTable {...{ relations, format }} />
    </ChartCard>
  );
}

function useLabels(format: Format) {
  const { t } = useTranslation();
  const label = (starts: readonly number[]) =>
    starts.map((start, index) => {
      const percent = format.roundPercent(start);
      return index === starts.length - 1 && start > 1
        ? t('vipPage.axes.fromOn', { percent })
        : percent;
    });
  return { columns: label(COLUMNS), rows: label(BANDS) };
}

function NoEvents() {
  const { t } = useTranslation();
  return (
    <BlockStack gap="200">
      <Text as="p">{t('vipPage.axes.none')}</Text>
      <Text as="p">
        <Link url="/app/sync/import">{t('vipPage.axes.toImport')}</Link>
      </Text>
      <Text as="p">
        <Link url="/app/sync/counting">{t('vipPage.axes.toSources')}</Link>
      </Text>
    </BlockStack>
  );
}

function QuadrantTable({ relations: { quadrants }, format }: Props) {
  const { t } = useTranslation();
  return (
    <Table
      name={{ singular: t('vipPage.axes.quadrant'), plural: t('vipPage.axes.quadrant') }}
      columns={[
        { title: t('vipPage.axes.quadrant') },
        { title: t('vipPage.axes.customers'), numeric: true },
        { title: t('vipPage.axes.todo') },
      ]}
      rows={QUADRANTS.map((quadrant) => ({
        id: quadrant,
        cells: [
          <Text key="name" as="span" fontWeight="semibold">
            {t(`vipPage.axes.${quadrant}.name`)}
          </Text>,
          <QuadrantCount key="count" {...{ quadrant, format }} count={quadrants[quadrant]} />,
          <span key="todo" style={{ whiteSpace: 'normal' }}>
            {t(`vipPage.axes.${quadrant}.todo`)}
          </span>,
        ],
      }))}
    />
  );
}

interface CountProps {
  quadrant: Quadrant;
  count: number;
  format: Format;
}

/** VIPs and candidates are a list of customers; the others stand in the list below. */
function QuadrantCount({ quadrant, count, format }: CountProps) {
  const { t } = useTranslation();
  if (quadrant !== 'vip' && quadrant !== 'candidate') return format.number(count);
  const says = { name: t(`vipPage.axes.${quadrant}.name`), customers: format.number(count) };
  return (
    <CountLink
      url={customersUrl({ states: [{ model: 'vip', states: [quadrant] }] })}
      says={t('vipPage.axes.show', says)}
      {...{ count, format }}
    />
  );
}

function GridTable({ relations: { grid }, format, title }: Props & { title: string }) {
  const { t } = useTranslation();
  const { columns, rows } = useLabels(format);
  const headings: [Column, ...Column[]] = [
    { title: t('vipPage.axes.row') },
    ...columns.map((label) => ({ title: label, numeric: true })),
  ];
  return (
    <Table
      name={{ singular: title, plural: title }}
      columns={headings}
      rows={grid
        .map((row, index) => ({
          id: String(index),
          cells: [rows[index], ...row.map(format.number)],
        }))
        .reverse()}
    />
  );
}
