import { Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { ProductsShown } from '../../presenters/products-screen.ts';
import { ExportButton, type Sheet } from '../export-button.tsx';
import type { Format } from '../format.ts';
import { Table, type Column } from '../index-table.tsx';
import { SectionCard } from '../section-card.tsx';
import { useStateLabel } from '../settings/state-label.ts';
import { Behind, rounded, Title } from './links.tsx';

interface Props {
  groups: ProductsShown['groups'];
  format: Format;
}

const COLUMNS = ['together', 'rate', 'lift'] as const;
const LAYERS: readonly string[] = ['top-excellent', 'high-ltv-general'];

/** 併売上位の商品 of each rank and layer (seed 000 §17). */
export function GroupsCard({ groups, format }: Props) {
  const { t } = useTranslation();
  const nameOf = useGroupName();
  const rows = groups.flatMap(({ of, pairs }) => pairs.map((pair) => ({ of, ...pair })));
  const [first] = rows;
  const columns = useColumns();
  const title = t('reportProducts.groups.title');
  const table = (
    <Table
      name={{ singular: title, plural: title }}
      columns={columns}
      rows={rows.map(({ of, key, a, b, together, both, confidence, lift }) => ({
        id: `${of} ${key}`,
        cells: [
          nameOf(of),
          <Title key="pair" widest={480}>
            {t('reportProducts.groups.pairOf', { a, b })}
          </Title>,
          both ? (
            <Behind key="both" of={both} what={`${nameOf(of)} ${a} ${b}`} format={format} />
          ) : (
            format.number(together)
          ),
          format.percent(confidence),
          format.number(rounded(lift)),
        ],
      }))}
    />
  );
  const sheet: Sheet = {
    name: t('reportProducts.groups.file'),
    header: columns.map((column) => column.title),
    rows: rows.map(({ of, a, b, together, confidence, lift }) => [
      nameOf(of),
      t('reportProducts.groups.pairOf', { a, b }),
      ...[together, confidence, lift],
    ]),
  };
  return (
    <SectionCard
      title={title}
      help={t('reportProducts.groups.help')}
      actions={<ExportButton sheet={sheet} />}
      table={rows.length > 0 && table}
    >
      <Text as="p">
        {first
          ? t('reportProducts.groups.says', {
              group: nameOf(first.of),
              a: first.a,
              b: first.b,
              rate: format.percent(first.confidence),
            })
          : t('reportProducts.groups.nobody')}
      </Text>
    </SectionCard>
  );
}

function useGroupName(): (of: string) => string {
  const label = useStateLabel();
  return (of) => label.state(LAYERS.includes(of) ? 'layer' : 'rank', of);
}

function useColumns(): [Column, ...Column[]] {
  const { t } = useTranslation();
  return [
    { title: t('reportProducts.groups.group') },
    { title: t('reportProducts.groups.pair') },
    ...COLUMNS.map((key) => ({
      title: t(`reportProducts.pairs.${key}`),
      help: t(`reportProducts.pairs.${key}Help`),
      numeric: true,
    })),
  ];
}
