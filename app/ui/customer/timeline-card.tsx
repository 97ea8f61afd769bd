import { useTranslation } from 'react-i18next';
import type { DrawnPeriod, Drawing } from '../../presenters/customer-drawing.ts';
import type { NamedState } from '../../presenters/states.ts';
import { Bands, type BandPart, type BandRow, type BandTone } from '../charts/bands.tsx';
import { ChartCard } from '../charts/chart-card.tsx';
import { useEventWord } from '../event-words.ts';
import type { Format } from '../format.ts';
import { Table, type Row } from '../index-table.tsx';
import { useStateWords } from '../state-words.ts';
import { axisOf, ticksOf, type Axis } from './axis.ts';

interface Props {
  id: string;
  drawing: Drawing;
  today: string;
  format: Format;
}

const TONES: Partial<Record<string, BandTone>> = {
  'cpm:first-active': 'info',
  'cpm:toddler-active': 'info',
  'cpm:steady-active': 'good',
  'cpm:trendy-active': 'good',
  'cpm:excellent-active': 'best',
  'stage:first': 'info',
  'stage:growing': 'good',
  'stage:settled': 'best',
  'lifecycle:new': 'info',
  'lifecycle:active': 'good',
  'lifecycle:at-risk': 'care',
  'lifecycle:dormant': 'bad',
  'lifecycle:winback': 'back',
  'lifecycle:vip': 'best',
  'vip:vip': 'best',
  'vip:candidate': 'good',
  'contract:continuing': 'good',
  'contract:paused': 'care',
  'contract:cancelled': 'bad',
  'next:experience': 'info',
  'next:continuation': 'good',
  'next:co-creation': 'back',
  'next:spreading': 'best',
};

/** A customer's life, drawn: orders, events, and the groups through time, the coming ones hatched. */
export function TimelineCard({ id, drawing, today, format }: Props) {
  const { t } = useTranslation();
  const axis = axisOf(drawing.from, drawing.to, today);
  const rows = useRows(drawing, axis, format);
  const twin = useTwin(drawing, today, format);
  const range = { from: format.day(drawing.from), to: format.day(drawing.to) };
  return (
    <ChartCard
      title={t('timeline.title')}
      help={t('timeline.help')}
      table={
        <Table
          name={{ singular: t('timeline.entry'), plural: t('timeline.title') }}
          columns={[
            { title: t('timeline.what') },
            { title: t('timeline.entry') },
            { title: t('timeline.from') },
            { title: t('timeline.until'), help: t('timeline.untilHelp') },
            { title: t('timeline.amount'), numeric: true },
          ]}
          rows={twin.map(rowOf(t('board.none'), format))}
        />
      }
      sheet={{
        name: `kizuna-history-${id}`,
        header: [
          t('timeline.what'),
          t('timeline.entry'),
          t('timeline.from'),
          t('timeline.until'),
          t('timeline.amount'),
        ],
        rows: twin.map(({ what, entry, from, until, amount }) => [
          what,
          entry,
          from,
          until,
          amount,
        ]),
      }}
    >
      <Bands
        name={t('timeline.chart', { ...range, orders: format.number(drawing.orders.length) })}
        rows={rows}
        ticks={ticksOf(drawing.from, drawing.to).map((month) => ({
          at: axis.at(`${month}-01`),
          label: format.month(month),
        }))}
        now={{ at: axis.now, label: t('timeline.today', { day: format.day(today) }) }}
      />
    </ChartCard>
  );
}

function useRows(drawing: Drawing, axis: Axis, format: Format): BandRow[] {
  const { t } = useTranslation();
  const words = useStateWords();
  const eventWord = useEventWord();
  const largest = Math.max(1, ...drawing.orders.map(({ amount }) => amount));
  const titleOf = ({ state, from, until }: DrawnPeriod) =>
    t('timeline.period', {
      state: words.label(state),
      from: format.day(from),
      until: until === null ? t('timeline.open') : format.day(until),
    });
  const orders: BandRow = {
    key: 'orders',
    label: t('timeline.orders'),
    shape: 'circle',
    marks: drawing.orders.map(({ id, name, on, amount, counts }) => ({
      key: id,
      at: axis.at(on),
      title: `${name ?? id} ${format.day(on)} ${format.money(amount)}`,
      size: Math.max(0, amount) / largest,
      hollow: !counts,
    })),
  };
  const events: BandRow = {
    key: 'events',
    label: t('timeline.events'),
    shape: 'diamond',
    marks: drawing.events.map(({ kind, on }, index) => ({
      key: String(index),
      at: axis.at(on),
      title: `${eventWord(kind)} ${format.day(on)}`,
      size: 0.2,
      hollow: false,
    })),
  };
  const bands = drawing.bands.map(({ model, periods }): BandRow => ({
    key: model,
    label: t(`model.${model}`),
    parts: periods.flatMap((period) =>
      partsOf(period, axis, words.label(period.state), titleOf(period)),
    ),
  }));
  return [orders, ...(drawing.events.length > 0 ? [events] : []), ...bands];
}

/** A stretch is divided where the present is. */
function partsOf(period: DrawnPeriod, axis: Axis, label: string, title: string): BandPart[] {
  const { state, from, until } = period;
  const [start, end] = [axis.at(from), until === null ? 100 : axis.after(until)];
  const about = { title, tone: toneOf(state) };
  const past = { ...about, key: `${from}-past`, from: start, to: Math.min(end, axis.now) };
  const planned = { ...about, key: from, from: Math.max(start, axis.now), to: end };
  return [
    ...(past.to > past.from ? [{ ...past, label, planned: false }] : []),
    ...(planned.to > planned.from
      ? [{ ...planned, label: start < axis.now ? '' : label, planned: true }]
      : []),
  ];
}

function toneOf({ model, state }: NamedState): BandTone {
  return TONES[`${model}:${state}`] ?? 'neutral';
}

/** A line of the table twin; ISO days, main units. */
interface Entry {
  what: string;
  entry: string;
  from: string;
  until: string | null;
  amount: number | null;
}

function useTwin({ bands, orders, events }: Drawing, today: string, format: Format): Entry[] {
  const { t } = useTranslation();
  const words = useStateWords();
  const eventWord = useEventWord();
  const periods = bands.flatMap(({ model, periods: all }) =>
    all.map(({ state, from, until }) => ({
      what: t(`model.${model}`),
      entry:
        from > today ? t('timeline.planned', { state: words.label(state) }) : words.label(state),
      from,
      until,
      amount: null,
    })),
  );
  const bought = orders.map(({ id, name, on, amount, counts }) => ({
    what: counts ? t('timeline.order') : t('timeline.uncounted'),
    entry: name ?? format.number(Number(id)),
    from: on,
    until: on,
    amount,
  }));
  const happened = events.map(({ kind, on }) => ({
    what: t('timeline.event'),
    entry: eventWord(kind),
    from: on,
    until: on,
    amount: null,
  }));
  return [...bought, ...happened, ...periods].sort((a, b) => a.from.localeCompare(b.from));
}

function rowOf(none: string, format: Format) {
  return ({ what, entry, from, until, amount }: Entry, index: number): Row => ({
    id: String(index),
    cells: [
      what,
      entry,
      format.day(from),
      until === null ? none : format.day(until),
      amount === null ? none : format.money(amount),
    ],
  });
}
