import { useTranslation } from 'react-i18next';
import type { Comparison, ShownScore } from '../../presenters/customer-comparison.ts';
import type { Format } from '../format.ts';
import { Table } from '../index-table.tsx';
import { SectionCard } from '../section-card.tsx';
import { useStateLabel } from '../settings/state-label.ts';

/** Where the customer stands among all, and how far it is to the next place. */
export function ComparisonCard({ comparison, format }: { comparison: Comparison; format: Format }) {
  const { t } = useTranslation();
  const rows = useRows(comparison, format);
  return (
    <SectionCard
      title={t('customer.comparison.title')}
      help={t('customer.comparison.help', { day: format.day(comparison.on) })}
      table={
        <Table
          name={{
            singular: t('customer.comparison.view'),
            plural: t('customer.comparison.title'),
          }}
          columns={[
            { title: t('customer.comparison.view') },
            { title: t('customer.comparison.place') },
            { title: t('customer.comparison.basis'), help: t('customer.comparison.basisHelp') },
            { title: t('customer.comparison.next') },
          ]}
          rows={rows.map((cells) => ({ id: cells[0], cells }))}
        />
      }
    />
  );
}

type Cells = [view: string, place: string, basis: string, next: string];

function useRows(comparison: Comparison, format: Format): Cells[] {
  const { t } = useTranslation();
  const label = useStateLabel();
  const score = useScoreRow(format);
  const { scores, sum, rfm, rank, toNextRank, layer, decile, toNextDecile, abc, toNextClass } =
    comparison;
  const none = t('board.none');
  const more = (amount: number | null) =>
    amount === null
      ? t('customer.comparison.top')
      : t('customer.comparison.moreAmount', { amount: format.money(amount) });
  return [
    ...scores.map(score),
    [label.model('rfm'), label.state('rfm', rfm), t('customer.comparison.fromScores'), none],
    [
      label.model('rank'),
      label.state('rank', rank),
      t('customer.comparison.sum', { sum: format.number(sum) }),
      toNextRank === null
        ? t('customer.comparison.top')
        : t('customer.comparison.morePoints', { points: format.number(toNextRank) }),
    ],
    [
      label.model('layer'),
      layer === null ? none : label.state('layer', layer),
      t('customer.comparison.fromRank'),
      none,
    ],
    [
      label.model('decile'),
      label.state('decile', String(decile)),
      t('customer.facts.amount'),
      more(toNextDecile),
    ],
    [label.model('abc'), label.state('abc', abc), t('customer.facts.amount'), more(toNextClass)],
  ];
}

function useScoreRow(format: Format): (score: ShownScore) => Cells {
  const { t } = useTranslation();
  const basisOf = ({ score, value }: ShownScore) => {
    if (score === 'm') return format.money(value);
    if (score === 'f') return t('customer.comparison.bought', { orders: format.number(value) });
    return t('customer.comparison.sinceLast', {
      days: t('customer.days', { count: value, days: format.number(value) }),
    });
  };
  const nextOf = ({ score, missing }: ShownScore) => {
    if (missing === null) return t('customer.comparison.top');
    if (score === 'm')
      return t('customer.comparison.moreAmount', { amount: format.money(missing) });
    return score === 'r'
      ? t('customer.comparison.anOrder')
      : t('customer.comparison.moreOrders', { orders: format.number(missing) });
  };
  return (score) => [
    t(`customer.comparison.${score.score}`),
    t('customer.points', { count: score.points, points: format.number(score.points) }),
    basisOf(score),
    nextOf(score),
  ];
}
