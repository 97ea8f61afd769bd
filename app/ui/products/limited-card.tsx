import { Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { ProductsShown } from '../../presenters/products-screen.ts';
import { PlainTable } from '../charts/plain-table.tsx';
import { ExportButton, type Sheet } from '../export-button.tsx';
import type { Format } from '../format.ts';
import { SectionCard } from '../section-card.tsx';
import { useStateLabel } from '../settings/state-label.ts';
import { Behind, useWritten } from './links.tsx';

type Rows = NonNullable<ProductsShown['limited']>;

interface Props {
  limited: Rows | null;
  format: Format;
}

/** 期間限定商品 and which ranks buy them (seed 000 §10). */
export function LimitedCard({ limited, format }: Props) {
  const { t } = useTranslation();
  const label = useStateLabel();
  const written = useWritten();
  const rows = limited ?? [];
  const [first] = rows;
  const sheet = useSheet(rows);
  return (
    <SectionCard
      title={t('reportProducts.limited.title')}
      help={t('reportProducts.limited.help')}
      actions={first && <ExportButton sheet={sheet} />}
      table={first && <LimitedTable rows={rows} format={format} />}
    >
      <Text as="p">
        {first
          ? t('reportProducts.limited.says', {
              rank: label.state('rank', first.rank),
              share: written(first.customers.value, format.percent),
            })
          : t('reportProducts.limited.none')}
      </Text>
    </SectionCard>
  );
}

function useHeader() {
  const { t } = useTranslation();
  return [
    t('reportProducts.limited.rank'),
    t('reportProducts.limited.buyers'),
    t('reportProducts.limited.customers'),
    t('reportProducts.limited.orders'),
  ] as const;
}

function LimitedTable({ rows, format }: { rows: Rows; format: Format }) {
  const label = useStateLabel();
  const written = useWritten();
  return (
    <PlainTable
      header={useHeader()}
      rows={rows.map(({ rank, buyers, customers, orders }) => {
        const name = label.state('rank', rank);
        return {
          id: rank,
          cells: [
            name,
            buyers ? (
              <Behind key="buyers" of={buyers} what={name} format={format} />
            ) : (
              format.number(customers.numerator)
            ),
            written(customers.value, format.percent),
            written(orders.value, format.percent),
          ],
        };
      })}
    />
  );
}

function useSheet(rows: Rows): Sheet {
  const { t } = useTranslation();
  const label = useStateLabel();
  return {
    name: t('reportProducts.limited.file'),
    header: [...useHeader()],
    rows: rows.map(({ rank, customers, orders }) => [
      label.state('rank', rank),
      ...[customers.numerator, customers.value, orders.value],
    ]),
  };
}
