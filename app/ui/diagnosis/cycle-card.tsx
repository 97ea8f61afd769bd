import { BlockStack, Select, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { LifeCycle } from '../../presenters/diagnosis-cycle.ts';
import type { CpmState } from '../../presenters/states.ts';
import { ChartCard } from '../charts/chart-card.tsx';
import { CountLink } from '../count-link.tsx';
import { useGroupLabel } from '../cpm/stages.ts';
import type { Format } from '../format.ts';
import { Table } from '../index-table.tsx';
import { useSetQuestion } from '../reports/question-bar.tsx';
import { CycleDiagram } from './cycle-diagram.tsx';
import { largestLeak } from './leak.ts';
import { joinedUrl, wayUrl } from './whom.ts';

interface Props {
  cycle: LifeCycle;
  format: Format;
}

const SPANS = ['1', '6', '12'] as const;
const NOT_YET = 'not-yet';

/** リストライフサイクル診断図: where customers went between two month-ends, and where they are lost. */
export function CycleCard({ cycle, format }: Props) {
  const { t } = useTranslation();
  const set = useSetQuestion();
  const days = { then: format.day(cycle.then), now: format.day(cycle.now) };
  return (
    <ChartCard
      title={t('reportDiagnosis.cycle.title')}
      help={t('reportDiagnosis.cycle.help', days)}
      table={<MatrixTable cycle={cycle} format={format} />}
      sheet={useSheet(cycle)}
    >
      <BlockStack gap="400">
        <Text as="p" variant="bodyLg">
          {useLeakSentence(cycle, format)}
        </Text>
        <div style={{ maxWidth: 260 }}>
          <Select
            label={t('reportDiagnosis.cycle.span')}
            options={SPANS.map((value) => ({
              value,
              label: t(`reportDiagnosis.cycle.spans.${value}`),
            }))}
            value={String(cycle.span)}
            onChange={(value) => {
              set('span', value);
            }}
          />
        </div>
        <CycleDiagram cycle={cycle} format={format} />
        <Text as="p" variant="bodySm" tone="subdued">
          {t('reportDiagnosis.cycle.reading')}
        </Text>
      </BlockStack>
    </ChartCard>
  );
}

function useLeakSentence({ span, flows, then }: LifeCycle, format: Format): string {
  const { t } = useTranslation();
  const leak = largestLeak(flows);
  if (leak) {
    return t('reportDiagnosis.cycle.leak', {
      day: format.day(then),
      stage: t(`state.cpm.${leak.stage}-active.label`),
      then: format.number(leak.then),
      advanced: format.number(leak.advanced ?? 0),
      rate: format.percent(leak.value ?? 0),
      target: format.roundPercent(leak.target ?? 0),
      missing: format.number(leak.missing),
    });
  }
  if (span === 6 && flows.some(({ value }) => value !== null))
    return t('reportDiagnosis.cycle.met');
  const [most] = flows.toSorted((a, b) => b.lapsed - a.lapsed);
  if (!most || most.lapsed === 0) return t('reportDiagnosis.cycle.none');
  return t('reportDiagnosis.cycle.most', {
    span: t(`reportDiagnosis.cycle.spans.${span}`),
    stage: t(`state.cpm.${most.stage}-active.label`),
    then: format.number(most.then),
    lapsed: format.number(most.lapsed),
    share: format.percent(most.lapsed / most.then),
  });
}

function useFromLabel(): (from: CpmState | typeof NOT_YET) => string {
  const { t } = useTranslation();
  const label = useGroupLabel();
  return (from) => (from === NOT_YET ? t('lifecyclePage.flows.notYet') : label(from));
}

function groupsOf({ matrix }: LifeCycle): CpmState[] {
  return matrix.flatMap(({ from }) => (from === NOT_YET ? [] : [from]));
}

function useSheet(cycle: LifeCycle) {
  const { t } = useTranslation();
  const label = useGroupLabel();
  const labelFrom = useFromLabel();
  const from = t('lifecyclePage.flows.from', { day: cycle.then });
  const all = t('lifecyclePage.flows.all');
  return {
    name: `list-life-cycle-${cycle.now}-${cycle.span}`,
    header: [from, ...groupsOf(cycle).map(label), all],
    rows: [
      ...cycle.matrix.map((row) => [labelFrom(row.from), ...row.customers, row.total]),
      [all, ...cycle.totals, cycle.totals.reduce((sum, each) => sum + each, 0)],
    ],
  };
}

/** Everybody by where they stood then (rows) and stand now (columns). */
function MatrixTable({ cycle, format }: Props) {
  const { t } = useTranslation();
  const label = useGroupLabel();
  const labelFrom = useFromLabel();
  const groups = groupsOf(cycle);
  const all = t('lifecyclePage.flows.all');
  const total = cycle.totals.reduce((sum, each) => sum + each, 0);
  return (
    <Table
      name={{ singular: t('board.group'), plural: t('board.group') }}
      columns={[
        { title: t('lifecyclePage.flows.from', { day: format.day(cycle.then) }) },
        ...[...groups.map(label), all].map((title) => ({ title, numeric: true })),
      ]}
      rows={[
        ...cycle.matrix.map((row) => ({
          id: row.from,
          cells: [
            labelFrom(row.from),
            ...groups.map((to, column) => (
              <Way
                key={to}
                {...{ cycle, format, to }}
                from={row.from}
                count={row.customers[column] ?? 0}
              />
            )),
            format.number(row.total),
          ],
        })),
        {
          id: 'all',
          cells: [all, ...cycle.totals.map(format.number), format.number(total)],
        },
      ]}
    />
  );
}

interface WayProps extends Props {
  from: CpmState | typeof NOT_YET;
  to: CpmState;
  count: number;
}

function Way({ cycle, format, from, to, count }: WayProps) {
  const { t } = useTranslation();
  const label = useGroupLabel();
  const labelFrom = useFromLabel();
  const says = { from: labelFrom(from), to: label(to), customers: format.number(count) };
  return (
    <CountLink
      url={from === NOT_YET ? joinedUrl([to], cycle) : wayUrl([from], [to], cycle)}
      says={t('lifecyclePage.flows.show', says)}
      count={count}
      format={format}
    />
  );
}
