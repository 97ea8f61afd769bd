import { InlineStack, Select, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { ProductsScreen, ProductsShown } from '../../presenters/products-screen.ts';
import { ExportButton, type Sheet } from '../export-button.tsx';
import type { Format } from '../format.ts';
import { Table, type Column } from '../index-table.tsx';
import { useSetQuestion } from '../reports/question-bar.tsx';
import { SectionCard } from '../section-card.tsx';
import { Behind, rounded, Title } from './links.tsx';

type Question = Extract<ProductsScreen['screen'], { question: unknown }>['question'];
type Pair = ProductsShown['pairs'][number];

interface Props {
  shown: ProductsShown;
  question: Question;
  format: Format;
}

const SUPPORTS = [0, 0.1, 0.5, 1, 2, 5];
const PERCENT = 100;
const COLUMNS = ['together', 'inA', 'share', 'rate', 'lift', 'notYet'] as const;

/** 併売分析 on orders or customers, with whom to offer what (seed 003 §22). */
export function PairsCard({ shown, question, format }: Props) {
  const { t } = useTranslation();
  const [first] = shown.pairs.toSorted((a, b) => b.lift - a.lift);
  return (
    <SectionCard
      title={t('reportProducts.pairs.title')}
      help={t('reportProducts.pairs.help')}
      actions={<ExportButton sheet={useSheet(shown.pairs)} />}
      table={shown.pairs.length > 0 && <PairsTable pairs={shown.pairs} format={format} />}
    >
      <Choices question={question} format={format} />
      <Text as="p">
        {first
          ? t('reportProducts.pairs.says', {
              a: first.a,
              b: first.b,
              rate: format.percent(first.confidence),
              lift: format.number(rounded(first.lift)),
              customers: format.number(first.notYet.count),
            })
          : t('reportProducts.pairs.nobody')}
        {t('between')}
        {t('reportProducts.pairs.baskets', { baskets: format.number(shown.baskets) })}
      </Text>
    </SectionCard>
  );
}

function Choices({ question, format }: Pick<Props, 'question' | 'format'>) {
  const { t } = useTranslation();
  const set = useSetQuestion();
  const supports = [...new Set([...SUPPORTS, question.support])].sort((a, b) => a - b);
  return (
    <InlineStack gap="300">
      <Select
        label={t('reportProducts.pairs.base')}
        options={[
          { value: 'customer', label: t('reportProducts.pairs.baseCustomer') },
          { value: 'order', label: t('reportProducts.pairs.baseOrder') },
        ]}
        value={question.base}
        onChange={(value) => {
          set('base', value);
        }}
      />
      <Select
        label={t('reportProducts.pairs.support')}
        options={supports.map((support) => ({
          value: String(support),
          label: t('reportProducts.pairs.supportOf', {
            percent: format.roundPercent(support / PERCENT),
          }),
        }))}
        value={String(question.support)}
        onChange={(value) => {
          set('support', value);
        }}
      />
    </InlineStack>
  );
}

function useColumns(): [Column, ...Column[]] {
  const { t } = useTranslation();
  return [
    { title: t('reportProducts.pairs.a') },
    { title: t('reportProducts.pairs.b') },
    ...COLUMNS.map((key) => ({
      title: t(`reportProducts.pairs.${key}`),
      help: t(`reportProducts.pairs.${key}Help`),
      numeric: true,
    })),
  ];
}

function PairsTable({ pairs, format }: { pairs: readonly Pair[]; format: Format }) {
  const { t } = useTranslation();
  const columns = useColumns();
  const title = t('reportProducts.pairs.title');
  return (
    <Table
      name={{ singular: title, plural: title }}
      columns={columns}
      rows={pairs.map((pair) => ({
        id: pair.key,
        cells: [
          <Title key="a">{pair.a}</Title>,
          <Title key="b">{pair.b}</Title>,
          pair.both ? (
            <Behind key="both" of={pair.both} what={`${pair.a} ${pair.b}`} format={format} />
          ) : (
            format.number(pair.together)
          ),
          format.number(pair.inA),
          format.percent(pair.support),
          format.percent(pair.confidence),
          format.number(rounded(pair.lift)),
          <Behind
            key="notYet"
            of={pair.notYet}
            what={`${t('reportProducts.pairs.notYet')} ${pair.a} ${pair.b}`}
            format={format}
          />,
        ],
      }))}
    />
  );
}

function useSheet(pairs: readonly Pair[]): Sheet {
  const { t } = useTranslation();
  return {
    name: t('reportProducts.pairs.file'),
    header: useColumns().map(({ title }) => title),
    rows: pairs.map(({ a, b, together, inA, support, confidence, lift, notYet }) => [
      ...[a, b, together, inA, support, confidence, lift, notYet.count],
    ]),
  };
}
