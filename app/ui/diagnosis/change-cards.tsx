import { BlockStack, InlineGrid, Select, Text } from '@shopify/polaris';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChangeShown } from '../../presenters/diagnosis-change.ts';
import type { DiagnosisShown } from '../../presenters/diagnosis-screen.ts';
import type { CpmState } from '../../presenters/states.ts';
import { CountLink } from '../count-link.tsx';
import { ExportButton } from '../export-button.tsx';
import { Figure } from '../figure.tsx';
import type { Format } from '../format.ts';
import { Table } from '../index-table.tsx';
import { useSetQuestion } from '../reports/question-bar.tsx';
import { Opened } from '../reports/report-frame.tsx';
import { SectionCard } from '../section-card.tsx';
import { DeltaBars } from './delta-bars.tsx';
import { activeUrl, moveUrl } from './whom.ts';

type Props = Extract<DiagnosisShown, { part: 'change' }>;

const SINCE = ['1', '12'] as const;
const BYS = ['stage', 'cpm', 'orders', 'product', 'channel', 'source'] as const;
type By = (typeof BYS)[number];
type Group = ChangeShown['by'][By][number];

/** 増減の原因分析: why there are more or fewer 稼働, and what that did to sales. */
export function ChangeCards({ since, screen }: Props) {
  const { t } = useTranslation();
  const set = useSetQuestion();
  if ('unready' in screen) return null;
  return (
    <Opened
      screen={screen}
      controls={() => (
        <div style={{ maxWidth: 260 }}>
          <Select
            label={t('reportDiagnosis.change.since')}
            options={SINCE.map((value) => ({
              value,
              label: t(`reportDiagnosis.change.sinces.${value}`),
            }))}
            value={String(since)}
            onChange={(value) => {
              set('since', value);
            }}
          />
        </div>
      )}
    >
      {(shown, format) => (
        <>
          <CauseCard {...{ shown, format }} />
          {shown.sales && <SalesCard {...{ shown, format }} sales={shown.sales} />}
        </>
      )}
    </Opened>
  );
}

interface CardProps {
  shown: ChangeShown;
  format: Format;
}

function CauseCard({ shown, format }: CardProps) {
  const { t } = useTranslation();
  const [by, setBy] = useState<By>('stage');
  const label = useGroupLabel(shown);
  const groups = shown.by[by];
  const days = { then: format.day(shown.then), now: format.day(shown.now) };
  return (
    <SectionCard
      title={t('reportDiagnosis.change.title')}
      help={t('reportDiagnosis.change.help', days)}
      actions={<ExportButton sheet={useSheet(shown, by)} />}
      table={<GroupTable {...{ shown, by, format }} />}
    >
      <BlockStack gap="400">
        <Text as="p" variant="bodyLg">
          {useSentence(shown, by, format)}
        </Text>
        <Figures {...{ shown, format }} />
        <div style={{ maxWidth: 260 }}>
          <Select
            label={t('reportDiagnosis.change.by')}
            options={BYS.map((value) => ({
              value,
              label: t(`reportDiagnosis.change.bys.${value}`),
            }))}
            value={by}
            onChange={(value) => {
              setBy(value as By);
            }}
          />
        </div>
        <DeltaBars
          name={t('reportDiagnosis.change.chart', { by: t(`reportDiagnosis.change.bys.${by}`) })}
          rows={groups.map((group) => {
            const delta = group.change.end - group.change.start;
            return { key: label(by, group), value: delta, text: format.signed(delta) };
          })}
        />
        <Text as="p" variant="bodySm" tone="subdued">
          {t(`reportDiagnosis.change.byHelp.${by}`)}
        </Text>
      </BlockStack>
    </SectionCard>
  );
}

/** What a group is called: of its own, or by the words of its kind. */
function useGroupLabel({ channels }: ChangeShown): (by: By, group: Group) => string {
  const { t } = useTranslation();
  return (by, { key, name, groups }) => {
    if (key === null) {
      return groups > 1
        ? t('reportDiagnosis.change.others', { count: groups })
        : t('reportDiagnosis.change.unknown');
    }
    switch (by) {
      case 'stage':
        return t(`cpmStage.${key as 'first'}`);
      case 'cpm':
        return t(`state.cpm.${key as CpmState}.label`);
      case 'orders':
        return t(
          key === '5' ? 'reportDiagnosis.change.ordersMost' : 'reportDiagnosis.change.ordersOf',
          { orders: key },
        );
      case 'channel':
        return channels[key] ?? key;
      default:
        return name ?? key;
    }
  };
}

function useSentence(shown: ChangeShown, by: By, format: Format): string {
  const { t } = useTranslation();
  const label = useGroupLabel(shown);
  const { total } = shown;
  const change = total.end - total.start;
  const says = t('reportDiagnosis.change.says', {
    then: format.day(shown.then),
    now: format.day(shown.now),
    start: format.number(total.start),
    end: format.number(total.end),
    change: format.signed(change),
    new: format.number(total.new),
    revived: format.number(total.revived),
    lapsed: format.number(total.lapsed),
  });
  const cause = largestCause(shown.by[by], change);
  if (!cause) return says;
  return `${says}${t('reportDiagnosis.change.cause', {
    by: t(`reportDiagnosis.change.bys.${by}`),
    group: label(by, cause),
    change: format.signed(cause.change.end - cause.change.start),
  })}`;
}

/** The group that moved the whole the way it went by the most; null where nothing moved. */
function largestCause(groups: readonly Group[], change: number): Group | null {
  const weight = ({ change: { start, end } }: Group) =>
    change === 0 ? Math.abs(end - start) : (end - start) * Math.sign(change);
  const [most] = groups.toSorted((a, b) => weight(b) - weight(a));
  return most && weight(most) > 0 ? most : null;
}

/** The five numbers of the whole, which add up. */
function Figures({ shown, format }: CardProps) {
  const { t } = useTranslation();
  const { total, then, now } = shown;
  const numbers = [
    ['start', total.start, activeUrl(then)],
    ['new', total.new, moveUrl('new', then, now)],
    ['revived', total.revived, moveUrl('revived', then, now)],
    ['lapsed', total.lapsed, moveUrl('lapsed', then, now)],
    ['end', total.end, activeUrl(now)],
  ] as const;
  return (
    <InlineGrid columns={{ xs: 2, md: 5 }} gap="400">
      {numbers.map(([key, count, url]) => (
        <Figure
          key={key}
          label={t(`reportDiagnosis.change.${key}`, {
            then: format.day(then),
            now: format.day(now),
          })}
          help={t(`reportDiagnosis.change.${key}Help`)}
          value={
            <CountLink
              {...{ url, count, format }}
              says={`${t(`reportDiagnosis.change.${key}`, {
                then: format.day(then),
                now: format.day(now),
              })} ${format.number(count)}`}
            />
          }
        />
      ))}
    </InlineGrid>
  );
}

const PARTS = ['start', 'new', 'revived', 'lapsed', 'movedIn', 'movedOut', 'end'] as const;
type Part = (typeof PARTS)[number];

function useHeader(shown: ChangeShown, by: By, day: (iso: string) => string) {
  const { t } = useTranslation();
  const days = { then: day(shown.then), now: day(shown.now) };
  return [
    t(`reportDiagnosis.change.bys.${by}`),
    ...partsOf(by).map((part) => t(`reportDiagnosis.change.${part}`, days)),
    t('reportDiagnosis.change.delta'),
  ];
}

/** Customers move between stages, groups and numbers of orders; their first order stays what it was. */
function partsOf(by: By): readonly Part[] {
  const moves = by === 'stage' || by === 'cpm' || by === 'orders';
  return moves ? PARTS : PARTS.filter((part) => part !== 'movedIn' && part !== 'movedOut');
}

function useSheet(shown: ChangeShown, by: By) {
  const label = useGroupLabel(shown);
  return {
    name: `change-${by}-${shown.then}-${shown.now}`,
    header: useHeader(shown, by, (iso) => iso),
    rows: shown.by[by].map((group) => [
      label(by, group),
      ...partsOf(by).map((part) => group.change[part]),
      group.change.end - group.change.start,
    ]),
  };
}

function GroupTable({ shown, by, format }: CardProps & { by: By }) {
  const { t } = useTranslation();
  const label = useGroupLabel(shown);
  const [first = '', ...others] = useHeader(shown, by, format.day);
  const groups = shown.by[by];
  const total = { key: null, name: null, groups: groups.length, change: wholeOf(shown, by) };
  const lines = [
    ...groups.map((group, index) => ({ id: String(index), text: label(by, group), group })),
    { id: 'total', text: t('cpmPage.total'), group: total },
  ];
  return (
    <Table
      name={{ singular: first, plural: first }}
      columns={[{ title: first }, ...others.map((title) => ({ title, numeric: true }))]}
      rows={lines.map(({ id, text, group }) => ({
        id,
        cells: [
          text,
          ...partsOf(by).map((part) => (
            <Cell
              key={part}
              {...{ shown, by, format, part }}
              {...{ group }}
              whole={id === 'total'}
            />
          )),
          format.signed(group.change.end - group.change.start),
        ],
      }))}
    />
  );
}

/** All groups together, with those who moved between them. */
function wholeOf({ total, by }: ChangeShown, kind: By): Group['change'] {
  const moves = (part: 'movedIn' | 'movedOut') =>
    by[kind].reduce((sum, { change }) => sum + change[part], 0);
  return { ...total, movedIn: moves('movedIn'), movedOut: moves('movedOut') };
}

interface CellProps extends CardProps {
  by: By;
  part: Part;
  group: Group;
  /** It is everybody. */
  whole: boolean;
}

/** A number with its customers, where a condition says exactly who they are. */
function Cell({ shown, by, format, part, group, whole }: CellProps) {
  const { t } = useTranslation();
  const label = useGroupLabel(shown);
  const count = group.change[part];
  const states = whole ? undefined : statesOf(by, group);
  const isMove = part === 'new' || part === 'revived' || part === 'lapsed';
  if (!isMove || states === null) return format.number(count);
  const days = { then: format.day(shown.then), now: format.day(shown.now) };
  const of = whole ? t('cpmPage.total') : label(by, group);
  return (
    <CountLink
      url={moveUrl(part, shown.then, shown.now, states)}
      says={`${of}: ${t(`reportDiagnosis.change.${part}`, days)} ${format.number(count)}`}
      count={count}
      format={format}
    />
  );
}

/** The CPM groups that a group is; null where conditions cannot say it. */
function statesOf(by: By, { key }: Group): string[] | null {
  if (key === null) return null;
  if (by === 'cpm') return [key];
  return by === 'stage' ? [`${key}-active`, `${key}-lapsed`] : null;
}

interface SalesProps extends CardProps {
  sales: NonNullable<ChangeShown['sales']>;
}

/** Δsales = Δcount × LTV + count × ΔLTV. */
function SalesCard({ shown: { then, now }, sales, format }: SalesProps) {
  const { t } = useTranslation();
  const days = { then: format.day(then), now: format.day(now) };
  const signed = (value: number) => `${value > 0 ? '+' : ''}${format.money(Math.round(value))}`;
  const ltv = (value: number | null) =>
    value === null ? t('board.none') : format.money(Math.round(value));
  const rows = (['byCount', 'byLtv'] as const).map((key) => ({
    key: t(`reportDiagnosis.change.sales.${key}`),
    value: sales[key],
    text: signed(sales[key]),
  }));
  const larger = Math.abs(sales.byCount) >= Math.abs(sales.byLtv) ? 'byCount' : 'byLtv';
  return (
    <SectionCard
      title={t('reportDiagnosis.change.sales.title')}
      help={t('reportDiagnosis.change.sales.help')}
      actions={
        <ExportButton
          sheet={{
            name: `sales-change-${then}-${now}`,
            header: [t('reportDiagnosis.change.sales.cause'), t('reportDiagnosis.change.delta')],
            rows: [
              ...rows.map(({ key, value }) => [key, value]),
              [t('cpmPage.total'), sales.change],
            ],
          }}
        />
      }
    >
      <BlockStack gap="400">
        <Text as="p" variant="bodyLg">
          {t('reportDiagnosis.change.sales.says', {
            ...days,
            from: format.money(Math.round(sales.then)),
            to: format.money(Math.round(sales.now)),
            change: signed(sales.change),
          })}
          {sales.change !== 0 && t(`reportDiagnosis.change.sales.${larger}Says`)}
        </Text>
        <DeltaBars name={t('reportDiagnosis.change.sales.title')} rows={rows} />
        <Text as="p" tone="subdued">
          {t('reportDiagnosis.change.sales.ltv', {
            ...days,
            ltvThen: ltv(sales.ltvThen),
            ltvNow: ltv(sales.ltvNow),
          })}
        </Text>
      </BlockStack>
    </SectionCard>
  );
}
