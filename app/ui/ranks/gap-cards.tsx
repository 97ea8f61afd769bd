import { BlockStack, Link, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { RankGap } from '../../presenters/ranks-screen.ts';
import { customersUrl } from '../customers-url.ts';
import { ExportButton } from '../export-button.tsx';
import { Table } from '../index-table.tsx';
import { SectionCard } from '../section-card.tsx';
import { useMeasureText } from './measures.ts';
import { useGroupName, type CardProps } from './words.ts';

/** The customers whom one order lifts. */
export function LiftedCard({ shown, format }: CardProps) {
  const { t } = useTranslation();
  const name = useGroupName(shown);
  return (
    <SectionCard title={t('reportRanks.gap.liftedTitle')} help={t('reportRanks.gap.liftedHelp')}>
      <BlockStack gap="150">
        {shown.lifted.map(({ rank, above, customers, where }) => {
          const words = { group: name(rank), above: name(above) };
          const counted = { ...words, count: customers, customers: format.number(customers) };
          if (customers === 0) {
            return (
              <Text key={rank} as="p">
                {t('reportRanks.gap.liftedNobody', words)}
              </Text>
            );
          }
          return (
            <Text key={rank} as="p">
              {t('reportRanks.gap.lifted', counted)}{' '}
              <Link
                url={customersUrl({ where })}
                accessibilityLabel={`${t('reportRanks.gap.look')} ${t('reportRanks.show', {
                  group: name(rank),
                  customers: counted.customers,
                })}`}
              >
                {t('reportRanks.gap.look')}
              </Link>
            </Text>
          );
        })}
      </BlockStack>
    </SectionCard>
  );
}

/** A card for each rank but the best: what it lacks to the one above. */
export function GapCards({ shown, format }: CardProps) {
  return shown.gaps.map((gap) => <GapCard key={gap.group} {...{ gap, shown, format }} />);
}

/** The differences that a sentence names. */
const SAID = ['ordersLastYear', 'orderValue', 'medianInterval'] as const;

function GapCard({ gap, shown, format }: CardProps & { gap: RankGap }) {
  const { t } = useTranslation();
  const name = useGroupName(shown);
  const text = useMeasureText(format);
  const pair = { group: name(gap.group), above: name(gap.above) };
  const title = t('reportRanks.gap.titleOf', pair);
  const header = [
    t('reportRanks.compare.measure'),
    t('reportRanks.gap.own'),
    t('reportRanks.gap.above'),
    t('reportRanks.gap.by'),
  ] as const;
  const columns = header.slice(1).map((each) => ({ title: each, numeric: true }));
  return (
    <SectionCard
      title={t('reportRanks.gap.about', pair)}
      help={t('reportRanks.gap.help')}
      actions={
        <ExportButton
          sheet={{
            name: `gap-${gap.group}`,
            header: [...header],
            rows: gap.gaps.map(({ measure, own, above, difference }) => [
              t(`reportRanks.measure.${measure}`),
              own,
              above,
              difference,
            ]),
          }}
        />
      }
      table={
        <Table
          name={{ singular: title, plural: title }}
          columns={[{ title: header[0] }, ...columns]}
          rows={gap.gaps.map(({ measure, own, above, difference }) => ({
            id: measure,
            cells: [
              t(`reportRanks.measure.${measure}`),
              text(measure, own),
              text(measure, above),
              signed(text(measure, difference), difference),
            ],
          }))}
        />
      }
    >
      <Difference gap={gap} shown={shown} format={format} />
    </SectionCard>
  );
}

/** A rise begins with a plus, as a fall does with a minus. */
function signed(text: string, value: number | null): string {
  return value !== null && value > 0 && /[1-9]/.test(text) ? `+${text}` : text;
}

function Difference({ gap, shown, format }: CardProps & { gap: RankGap }) {
  const { t, i18n } = useTranslation();
  const name = useGroupName(shown);
  const text = useMeasureText(format);
  const differences = SAID.flatMap((measure) => {
    const found = gap.gaps.find((each) => each.measure === measure);
    if (found?.difference == null) return [];
    return [
      t('reportRanks.gap.difference', {
        measure: t(`reportRanks.measure.${measure}`),
        own: text(measure, found.own),
        above: text(measure, found.above),
      }),
    ];
  });
  if (differences.length === 0) return null;
  return (
    <Text as="p">
      {t('reportRanks.gap.says', {
        group: name(gap.group),
        above: name(gap.above),
        differences: differences.join(i18n.language === 'ja' ? '、' : ', '),
      })}
    </Text>
  );
}
