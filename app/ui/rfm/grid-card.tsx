import { BlockStack, InlineStack, Link, Select, Text } from '@shopify/polaris';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RfmScreen } from '../../presenters/rfm-screen.ts';
import type { Sums } from '../../presenters/rfm-sums.ts';
import { ChartCard } from '../charts/chart-card.tsx';
import { FieldGrid } from '../charts/field-grid.tsx';
import { customersUrl } from '../customers-url.ts';
import type { Format } from '../format.ts';
import { Table } from '../index-table.tsx';
import { CustomersLink, ratio } from './class-table.tsx';
import { AXES, fieldsOf, PAIRS, type GridPlace, type Pair } from './grid-fields.ts';
import { useClassWords, useRangeWords, type Score } from './words.ts';

interface Props {
  screen: RfmScreen;
  format: Format;
}

const MEASURES = ['customers', 'share', 'amount', 'mean'] as const;
type Measure = (typeof MEASURES)[number];
type Value = (measure: Measure, sums: Sums) => number | null;

/** Customers by two of their scores. */
export function GridCard({ screen, format }: Props) {
  const { t } = useTranslation();
  const [pair, setPair] = useState<Pair>('rf');
  const [measure, setMeasure] = useState<Measure>('customers');
  const places = fieldsOf(screen, pair);
  const value: Value = (of, { customers, amount }) => {
    if (of === 'customers') return customers;
    if (of === 'share') return ratio(customers, screen.total.customers);
    return of === 'amount' ? amount : ratio(amount, customers);
  };
  const choices = (
    <InlineStack gap="300">
      <Select
        label={t('rfmPage.grid.pair')}
        options={PAIRS.map((each) => ({ value: each, label: t(`rfmPage.grid.pairs.${each}`) }))}
        value={pair}
        onChange={(chosen) => {
          setPair(chosen as Pair);
        }}
      />
      <Select
        label={t('rfmPage.grid.measure')}
        options={MEASURES.map((each) => ({
          value: each,
          label: t(`rfmPage.grid.measures.${each}`),
        }))}
        value={measure}
        onChange={(chosen) => {
          setMeasure(chosen as Measure);
        }}
      />
    </InlineStack>
  );
  return (
    <ChartCard
      title={t('rfmPage.grid.title')}
      help={t('rfmPage.grid.help')}
      table={<FieldTable {...{ screen, format, places, value }} />}
      sheet={useSheet(screen, places, value)}
    >
      <BlockStack gap="300">
        {choices}
        <Grid {...{ screen, format, places, pair, measure, value }} />
        {pair === 'rf' && (
          <Text as="p" variant="bodySm" tone="subdued">
            {t('rfmPage.grid.outlines')}
          </Text>
        )}
      </BlockStack>
    </ChartCard>
  );
}

interface GridProps extends Props {
  places: readonly GridPlace[];
  pair: Pair;
  measure: Measure;
  value: Value;
}

function Grid({ screen, format, places, pair, measure, value }: GridProps) {
  const { t } = useTranslation();
  const words = useClassWords('rfm', screen);
  const range = useRangeWords(screen, format);
  const [down, across] = AXES[pair];
  const written = writer(format, t('rfmPage.none'));
  const most = Math.max(...places.map(({ sums }) => value(measure, sums) ?? 0));
  const head = (score: Score, of: number) => ({
    label: `${score.toUpperCase()}${of}`,
    note: range(score, of),
  });
  return (
    <FieldGrid
      name={t('rfmPage.grid.name', {
        pair: t(`rfmPage.grid.pairs.${pair}`),
        measure: t(`rfmPage.grid.measures.${measure}`),
      })}
      corner={`${t(`rfmPage.axis.${down}`)} ╲ ${t(`rfmPage.axis.${across}`)}`}
      columns={[1, 2, 3, 4, 5].map((score) => head(across, score))}
      rows={[5, 4, 3, 2, 1].map((row) => ({
        head: head(down, row),
        fields: places
          .filter((place) => place.row === row)
          .map((place) => {
            const number = value(measure, place.sums);
            const text = written(measure, number);
            return {
              key: `${place.row}${place.column}`,
              label: place.segment && words.label(place.segment),
              group: place.segment ?? `${place.row}${place.column}`,
              strength: most === 0 ? 0 : (number ?? 0) / most,
              content: <FieldLink {...{ pair, place, text, format }} />,
            };
          }),
      }))}
    />
  );
}

interface FieldLinkProps {
  pair: Pair;
  place: GridPlace;
  text: string;
  format: Format;
}

/** Nobody is no link. */
function FieldLink({ pair, place, text, format }: FieldLinkProps) {
  const { t } = useTranslation();
  const [down, across] = AXES[pair];
  if (place.sums.customers === 0) return <span>{text}</span>;
  return (
    <Link
      monochrome
      url={customersUrl({ scores: { [down]: place.row, [across]: place.column } })}
      accessibilityLabel={t('rfmPage.grid.cell', {
        row: down.toUpperCase(),
        rowScore: place.row,
        column: across.toUpperCase(),
        columnScore: place.column,
        customers: format.number(place.sums.customers),
        value: text,
      })}
    >
      {text}
    </Link>
  );
}

type TwinProps = Props & Pick<GridProps, 'places' | 'value'>;

function FieldTable({ screen, format, places, value }: TwinProps) {
  const { t } = useTranslation();
  const words = useClassWords('rfm', screen);
  const written = writer(format, t('rfmPage.none'));
  const columns = MEASURES.map((measure) => ({
    title: t(`rfmPage.column.${measure}`),
    help: t(`rfmPage.column.${measure}Help`),
    numeric: true,
  }));
  const name = t('rfmPage.cuts.score');
  return (
    <Table
      name={{ singular: name, plural: name }}
      columns={[{ title: name }, { title: t('rfmPage.segments.segment') }, ...columns]}
      rows={places.map((place) => ({
        id: place.code,
        cells: [
          place.code,
          place.segment ? words.label(place.segment) : t('rfmPage.none'),
          ...MEASURES.map((measure) => {
            const text = written(measure, value(measure, place.sums));
            if (measure !== 'customers' || place.sums.customers === 0) return text;
            return (
              <CustomersLink
                key={measure}
                state={place.code}
                customers={text}
                url={customersUrl({ scores: place.scores })}
              />
            );
          }),
        ],
      }))}
    />
  );
}

function useSheet(screen: RfmScreen, places: readonly GridPlace[], value: Value) {
  const { t } = useTranslation();
  const words = useClassWords('rfm', screen);
  return {
    name: t('rfmPage.grid.file'),
    header: [
      t('rfmPage.cuts.score'),
      t('rfmPage.segments.segment'),
      ...MEASURES.map((measure) => t(`rfmPage.column.${measure}`)),
    ],
    rows: places.map((place) => [
      place.code,
      place.segment && words.label(place.segment),
      ...MEASURES.map((measure) => value(measure, place.sums)),
    ]),
  };
}

function writer(format: Format, none: string) {
  const ways: Record<Measure, (value: number) => string> = {
    customers: format.number,
    share: format.percent,
    amount: format.money,
    mean: format.money,
  };
  return (measure: Measure, value: number | null) => (value === null ? none : ways[measure](value));
}
