import { Badge, BlockStack, Box, Card, Link, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { Board, BoardRow } from '../presenters/boards.ts';
import type { NamedState } from '../presenters/states.ts';
import type { Thresholds } from '../presenters/thresholds.ts';
import { StackedBars, type BarRow } from './charts/stacked-bars.tsx';
import type { Format } from './format.ts';
import { Table, type Row } from './index-table.tsx';
import { useStateWords } from './state-words.ts';

interface Props {
  title: string;
  help: string;
  board: Board;
  named: (row: BoardRow) => NamedState;
  bars: BarRow[];
  legend?: { label: string; color: string }[];
  thresholds: Thresholds;
  comparedWith: string;
  format: Format;
}

/** All customers by one model: the picture, and the same numbers as a table. */
export function BoardCard(props: Props) {
  const { title, help, board, bars, legend, comparedWith, format } = props;
  const { t } = useTranslation();
  const values = bars.map(({ label, value }) => `${label} ${value}`).join(', ');
  const total = {
    customers: format.number(board.customers),
    day: format.day(comparedWith),
  };
  return (
    <Card padding="0">
      <Box padding="400">
        <BlockStack gap="300">
          <BlockStack gap="100">
            <Text as="h2" variant="headingMd">
              {title}
            </Text>
            <Text as="p" tone="subdued">
              {help}
            </Text>
          </BlockStack>
          <StackedBars
            name={t('board.chart', { title, values })}
            rows={bars}
            {...(legend && { legend })}
          />
          <Text as="p" variant="bodySm" tone="subdued">
            {t('board.total', total)}
          </Text>
        </BlockStack>
      </Box>
      <BoardTable {...props} />
    </Card>
  );
}

function BoardTable({ title, board, named, thresholds, format }: Props) {
  const { t } = useTranslation();
  const words = useStateWords();
  const rows = board.rows.map((row): Row => {
    const state = named(row);
    return {
      id: row.state,
      cells: [
        <StateCell
          key="state"
          label={words.label(state)}
          meaning={words.meaning(state, thresholds, format)}
        />,
        <CountLink key="count" state={state} customers={format.number(row.customers)} />,
        row.share === null ? t('board.none') : format.percent(row.share),
        <Change key="change" value={row.change} format={format} />,
      ],
    };
  });
  return (
    <Table
      name={{ singular: title, plural: title }}
      columns={[
        { title: t('board.group') },
        { title: t('board.customers'), help: t('board.customersHelp'), numeric: true },
        { title: t('board.share'), help: t('board.shareHelp'), numeric: true },
        { title: t('board.change'), help: t('board.changeHelp'), numeric: true },
      ]}
      rows={rows}
    />
  );
}

function StateCell({ label, meaning }: { label: string; meaning: string }) {
  return (
    <Box maxWidth="560px" minWidth="160px">
      <span style={{ whiteSpace: 'normal' }}>
        <Text as="span" fontWeight="semibold">
          {label}
        </Text>
        <br />
        <Text as="span" variant="bodySm" tone="subdued">
          {meaning}
        </Text>
      </span>
    </Box>
  );
}

function CountLink({ state, customers }: { state: NamedState; customers: string }) {
  const { t } = useTranslation();
  const words = useStateWords();
  return (
    <Link
      url={`/app/customers?model=${state.model}&state=${state.state}`}
      accessibilityLabel={t('board.show', { customers, state: words.label(state) })}
      dataPrimaryLink
    >
      {customers}
    </Link>
  );
}

/** More is not always better: the colour only says that something moved. */
function Change({ value, format }: { value: number | null; format: Format }) {
  const { t } = useTranslation();
  if (value === null) return t('board.none');
  return value === 0 ? format.signed(value) : <Badge tone="info">{format.signed(value)}</Badge>;
}
