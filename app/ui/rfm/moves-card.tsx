import { useTranslation } from 'react-i18next';
import { ExportButton } from '../export-button.tsx';
import { Table } from '../index-table.tsx';
import { SectionCard } from '../section-card.tsx';
import type { Compared } from './compared.ts';
import { CrossCount } from './cross-count.tsx';
import { useClassWords, type ClassWords } from './words.ts';

/** Who went from where to where between two month ends. */
export function MovesCard({ screen, comparison, model, format }: Compared) {
  const { t } = useTranslation();
  const label = usePlaceLabel(useClassWords(model, screen));
  const { moves } = comparison.models[model];
  if (!moves || comparison.to === null) return null;
  const first = t('rfmPage.comparison.movesFrom');
  const header = [first, t('rfmPage.comparison.movesTotal'), ...moves.columns.map(label)];
  return (
    <SectionCard
      title={t('rfmPage.comparison.moves')}
      help={t('rfmPage.comparison.movesHelp', {
        from: format.month(comparison.from),
        to: format.month(comparison.to),
      })}
      actions={
        <ExportButton
          sheet={{
            name: t('rfmPage.comparison.movesFile'),
            header,
            rows: moves.rows.map(({ from, customers, cells }) => [
              label(from),
              customers,
              ...cells,
            ]),
          }}
        />
      }
      table={
        <Table
          name={{ singular: first, plural: first }}
          columns={[
            { title: first },
            {
              title: t('rfmPage.comparison.movesTotal'),
              help: t('rfmPage.column.customersThenHelp'),
              numeric: true,
            },
            ...moves.columns.map((place) => ({ title: label(place), numeric: true })),
          ]}
          rows={moves.rows.map(({ from, customers, cells }) => ({
            id: from,
            cells: [
              <Wrapped key="from" text={label(from)} />,
              format.number(customers),
              ...cells.map((count, column) => (
                <CrossCount
                  key={moves.columns[column]}
                  count={count}
                  strong={moves.columns[column] === from}
                  format={format}
                />
              )),
            ],
          }))}
        />
      }
    />
  );
}

function usePlaceLabel(words: ClassWords): (place: string) => string {
  const { t } = useTranslation();
  return (place) => {
    if (place === 'not-yet') return t('rfmPage.comparison.notYet');
    return place === 'none' ? t('rfmPage.comparison.noPlace') : words.label(place);
  };
}

/** Cells of a table keep to one line; sentences do not. */
function Wrapped({ text }: { text: string }) {
  return <div style={{ whiteSpace: 'normal', minWidth: 120 }}>{text}</div>;
}
