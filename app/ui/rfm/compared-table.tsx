import { useTranslation } from 'react-i18next';
import type { ComparedRow } from '../../presenters/rfm-comparison.ts';
import { customersUrl } from '../customers-url.ts';
import type { Sheet } from '../export-button.tsx';
import { Table } from '../index-table.tsx';
import { CustomersLink } from './class-table.tsx';
import { changeOf, type Compared } from './compared.ts';
import { useClassWords } from './words.ts';

/** Every class at both dates; today's numbers lead to their customers. */
export function ComparedTable(props: Compared) {
  const { screen, comparison, model, format } = props;
  const { t } = useTranslation();
  const words = useClassWords(model, screen);
  const [name, ...columns] = useColumns(props);
  const percent = (share: number | null) =>
    share === null ? t('rfmPage.none') : format.percent(share);
  const now = ({ state, now: customers }: ComparedRow) =>
    comparison.to === null ? (
      <CustomersLink
        key="now"
        state={words.label(state)}
        customers={format.number(customers)}
        url={customersUrl({ states: [{ model, states: [state] }] })}
      />
    ) : (
      format.number(customers)
    );
  return (
    <Table
      name={{ singular: name.title, plural: name.title }}
      columns={[name, ...columns]}
      rows={comparison.models[model].rows.map((row) => ({
        id: row.state,
        cells: [
          words.label(row.state),
          format.number(row.then),
          now(row),
          format.signed(changeOf(row)),
          percent(row.shareThen),
          percent(row.shareNow),
        ],
      }))}
    />
  );
}

/** The same as a file. */
export function useComparedSheet(props: Compared): Sheet {
  const { t } = useTranslation();
  const words = useClassWords(props.model, props.screen);
  return {
    name: t('rfmPage.comparison.file'),
    header: useColumns(props).map(({ title }) => title),
    rows: props.comparison.models[props.model].rows.map((row) => [
      words.label(row.state),
      row.then,
      row.now,
      changeOf(row),
      row.shareThen,
      row.shareNow,
    ]),
  };
}

function useColumns({ comparison: { from, to }, model, format }: Compared) {
  const { t } = useTranslation();
  const end = (month: string) => t('rfmPage.comparison.then', { month: format.month(month) });
  const helped = (key: 'change' | 'shareThen' | 'shareNow') => ({
    title: t(`rfmPage.comparison.${key}`),
    help: t(`rfmPage.comparison.${key}Help`),
    numeric: true,
  });
  return [
    { title: t(`rfmPage.comparison.models.${model}`) },
    { title: end(from), help: t('rfmPage.column.customersThenHelp'), numeric: true },
    {
      title: to === null ? t('rfmPage.comparison.now') : end(to),
      help: t('rfmPage.column.customersThenHelp'),
      numeric: true,
    },
    helped('change'),
    helped('shareThen'),
    helped('shareNow'),
  ] as const;
}
