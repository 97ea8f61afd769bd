import { Badge, BlockStack, Box, Text } from '@shopify/polaris';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { LifecycleScreen, StateRow } from '../../presenters/lifecycle-screen.ts';
import type { NamedState } from '../../presenters/states.ts';
import { StackedBars } from '../charts/stacked-bars.tsx';
import { CountedAt } from '../counted-at.tsx';
import { CountLink } from '../count-link.tsx';
import { customersUrl } from '../customers-url.ts';
import { ExportButton } from '../export-button.tsx';
import type { Format } from '../format.ts';
import { Table, type Column } from '../index-table.tsx';
import { SectionCard } from '../section-card.tsx';
import { useStateWords } from '../state-words.ts';
import { STAGE_COLORS, STATE_COLORS } from './colors.ts';

interface Props {
  screen: LifecycleScreen;
  model: 'lifecycle' | 'stage';
  format: Format;
  children?: ReactNode;
}

const COLORS: Record<string, string> = { ...STATE_COLORS, ...STAGE_COLORS };

/** The states of a model today: a bar each, and what they mean with the shop's own thresholds. */
export function StatesCard({ screen, model, format, children }: Props) {
  const { t } = useTranslation();
  const words = useStateWords();
  const rows: StateRow[] = model === 'lifecycle' ? screen.states : screen.stages;
  const title = t(
    model === 'lifecycle' ? 'lifecyclePage.states.title' : 'lifecyclePage.stages.title',
  );
  const label = ({ state }: StateRow) => words.label(named(model, state));
  const values = rows.map((row) => `${label(row)} ${format.number(row.customers)}`).join(', ');
  return (
    <SectionCard
      title={title}
      help={t(model === 'lifecycle' ? 'lifecyclePage.states.help' : 'lifecyclePage.stages.help')}
      actions={<ExportButton sheet={useSheet(screen, model, rows)} />}
      table={<StatesTable {...{ screen, model, rows, title, format }} />}
    >
      <StackedBars
        name={t('board.chart', { title, values })}
        rows={rows.map((row) => ({
          key: row.state,
          label: label(row),
          value: t('board.people', { customers: format.number(row.customers) }),
          parts: [{ key: row.state, value: row.customers, color: COLORS[row.state] ?? '' }],
        }))}
      />
      <Text as="p" variant="bodySm" tone="subdued">
        {t('lifecyclePage.states.total', {
          count: screen.customers,
          customers: format.number(screen.customers),
        })}
      </Text>
      <CountedAt at={screen.countedAt} format={format} />
      {children}
    </SectionCard>
  );
}

function named(model: Props['model'], state: StateRow['state']): NamedState {
  return { model, state } as NamedState;
}

type TableProps = Omit<Props, 'children'> & { rows: StateRow[]; title: string };

function StatesTable({ screen, model, rows, title, format }: TableProps) {
  const { t } = useTranslation();
  const words = useStateWords();
  const columns = useColumns(screen, format);
  return (
    <Table
      name={{ singular: title, plural: title }}
      columns={columns}
      rows={rows.map((row) => {
        const { state, customers, share } = row;
        const place = named(model, state);
        const label = words.label(place);
        const shown = format.number(customers);
        return {
          id: state,
          cells: [
            <Meaning
              key="state"
              label={label}
              meaning={words.meaning(place, screen.thresholds, format)}
            />,
            <CountLink
              key="today"
              url={customersUrl({ states: [{ model, states: [state] }] })}
              says={t('board.show', { state: label, customers: shown })}
              count={customers}
              format={format}
            />,
            share === null ? t('board.none') : format.percent(share),
            ...comparedDays(screen).map(({ day, of }) => (
              <Change key={day} value={of(row)} format={format} />
            )),
          ],
        };
      })}
    />
  );
}

/** The days today is compared with, as far as they are kept. */
function comparedDays({ compared }: LifecycleScreen) {
  return (['month', 'year'] as const).flatMap((when) => {
    const day = compared[when];
    return day === null ? [] : [{ day, of: when === 'month' ? sinceMonth : sinceYear }];
  });
}

const sinceMonth = (row: StateRow) => row.sinceMonth;
const sinceYear = (row: StateRow) => row.sinceYear;

function useColumns(screen: LifecycleScreen, format: Format): [Column, ...Column[]] {
  const { t } = useTranslation();
  const counted = (what: 'today' | 'share'): Column => ({
    title: t(`lifecyclePage.states.${what}`),
    help: t(`lifecyclePage.states.${what}Help`),
    numeric: true,
  });
  return [
    { title: t('lifecyclePage.states.state') },
    counted('today'),
    counted('share'),
    ...comparedDays(screen).map(({ day: iso }): Column => {
      const day = format.day(iso);
      return {
        title: t('lifecyclePage.states.since', { day }),
        help: t('lifecyclePage.states.sinceHelp', { day }),
        numeric: true,
      };
    }),
  ];
}

function useSheet(screen: LifecycleScreen, model: Props['model'], rows: readonly StateRow[]) {
  const { t } = useTranslation();
  const words = useStateWords();
  const days = comparedDays(screen);
  return {
    name: model === 'lifecycle' ? 'lifecycle-states' : 'lifecycle-phases',
    header: [
      t('lifecyclePage.states.state'),
      t('lifecyclePage.states.today'),
      t('lifecyclePage.states.share'),
      ...days.map(({ day }) => t('lifecyclePage.states.since', { day })),
    ],
    rows: rows.map((row) => [
      words.label(named(model, row.state)),
      row.customers,
      row.share,
      ...days.map(({ of }) => of(row)),
    ]),
  };
}

function Meaning({ label, meaning }: { label: string; meaning: string }) {
  return (
    <Box maxWidth="560px" minWidth="160px">
      <span style={{ whiteSpace: 'normal' }}>
        <BlockStack>
          <Text as="span" fontWeight="semibold">
            {label}
          </Text>
          <Text as="span" variant="bodySm" tone="subdued">
            {meaning}
          </Text>
        </BlockStack>
      </span>
    </Box>
  );
}

/** More is not always better: the colour only says that something moved. */
function Change({ value, format }: { value: number | null; format: Format }) {
  const { t } = useTranslation();
  if (value === null) return t('board.none');
  return value === 0 ? format.signed(value) : <Badge tone="info">{format.signed(value)}</Badge>;
}
