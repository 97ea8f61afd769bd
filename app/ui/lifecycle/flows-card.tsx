import { InlineStack } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { Flows, Source } from '../../presenters/lifecycle-screen.ts';
import { CountLink } from '../count-link.tsx';
import { customersUrl } from '../customers-url.ts';
import { ExportButton } from '../export-button.tsx';
import { Figure } from '../figure.tsx';
import type { Format } from '../format.ts';
import { Table, type Column } from '../index-table.tsx';
import { SectionCard } from '../section-card.tsx';
import { useStateWords } from '../state-words.ts';

const STATES = ['new', 'active', 'at-risk', 'dormant', 'winback', 'vip'] as const;
type State = (typeof STATES)[number];
const NOT_YET = 'not-yet';

interface Props {
  flows: Flows;
  /** ISO month. */
  month: string;
  format: Format;
}

/** Where customers stood at the end of a month, by where they stood a month before. */
export function FlowsCard({ flows, month, format }: Props) {
  const { t } = useTranslation();
  const label = useLabel();
  const days = { from: format.day(flows.from), to: format.day(flows.to) };
  return (
    <SectionCard
      title={t('lifecyclePage.flows.title', { month: format.month(month) })}
      help={t('lifecyclePage.flows.help', days)}
      actions={
        <ExportButton
          sheet={{
            name: `lifecycle-flows-${month}`,
            header: [
              t('lifecyclePage.flows.from', { day: flows.from }),
              ...STATES.map(label),
              t('lifecyclePage.flows.all'),
            ],
            rows: flows.rows.map(({ from, customers }) => [
              label(from),
              ...customers,
              sum(customers),
            ]),
          }}
        />
      }
      table={<FlowTable {...{ flows, format }} />}
    >
      <Summary {...{ flows, format }} />
    </SectionCard>
  );
}

function useLabel(): (place: Source) => string {
  const { t } = useTranslation();
  const words = useStateWords();
  return (place) =>
    place === NOT_YET
      ? t('lifecyclePage.flows.notYet')
      : words.label({ model: 'lifecycle', state: place });
}

type Shown = Pick<Props, 'flows' | 'format'>;

/** The four flows a merchant watches. */
function Summary({ flows, format }: Shown) {
  const { t } = useTranslation();
  const days = { from: format.day(flows.from), to: format.day(flows.to) };
  const between = (isFrom: (from: Source) => boolean, isTo: (to: State) => boolean) =>
    sum(
      flows.rows
        .filter(({ from }) => isFrom(from))
        .flatMap(({ customers }) => customers.filter((_, index) => isTo(STATES[index] ?? 'new'))),
    );
  const into = (state: State) =>
    between(
      (from) => from !== state,
      (to) => to === state,
    );
  const watched = {
    joined: between(
      (from) => from === NOT_YET,
      () => true,
    ),
    toAtRisk: into('at-risk'),
    toDormant: into('dormant'),
    wokeUp: between(
      (from) => from === 'dormant',
      (to) => to !== 'dormant',
    ),
  };
  return (
    <InlineStack gap="800">
      {(['joined', 'toAtRisk', 'toDormant', 'wokeUp'] as const).map((name) => (
        <Figure
          key={name}
          label={t(`lifecyclePage.flows.${name}`)}
          value={t('board.people', { customers: format.number(watched[name]) })}
          help={t(`lifecyclePage.flows.${name}Help`, days)}
        />
      ))}
    </InlineStack>
  );
}

function FlowTable({ flows, format }: Shown) {
  const { t } = useTranslation();
  const label = useLabel();
  const columns: [Column, ...Column[]] = [
    { title: t('lifecyclePage.flows.from', { day: format.day(flows.from) }) },
    ...STATES.map((state) => ({
      title: label(state),
      help: t('lifecyclePage.flows.columnHelp', { day: format.day(flows.to) }),
      numeric: true,
    })),
    { title: t('lifecyclePage.flows.all'), help: t('lifecyclePage.flows.allHelp'), numeric: true },
  ];
  return (
    <Table
      name={{ singular: t('lifecyclePage.title'), plural: t('lifecyclePage.title') }}
      columns={columns}
      rows={flows.rows.map(({ from, customers }) => ({
        id: from,
        cells: [
          label(from),
          ...STATES.map((to, index) => (
            <Flow key={to} {...{ flows, from, to, format }} count={customers[index] ?? 0} />
          )),
          format.number(sum(customers)),
        ],
      }))}
    />
  );
}

type FlowProps = Shown & { from: Source; to: State; count: number };

function Flow({ flows, from, to, count, format }: FlowProps) {
  const { t } = useTranslation();
  const label = useLabel();
  const now = { model: 'lifecycle', states: [to], on: flows.to } as const;
  const url =
    from === NOT_YET
      ? customersUrl({ states: [now], first: [flows.begins, flows.to] })
      : customersUrl({ states: [{ model: 'lifecycle', states: [from], on: flows.from }, now] });
  const says = { from: label(from), to: label(to), customers: format.number(count) };
  return <CountLink {...{ url, count, format }} says={t('lifecyclePage.flows.show', says)} />;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
