import { BlockStack, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import { ChartCard } from '../charts/chart-card.tsx';
import { Columns } from '../charts/columns.tsx';
import { PlainTable } from '../charts/plain-table.tsx';
import { rounded, type CardProps } from './words.ts';

/** How long customers take to become CPM優良. */
export function ExcellentCard({ shown: { toExcellent }, format }: CardProps) {
  const { t } = useTranslation();
  const { stretches } = toExcellent;
  const steps = stretches.map(({ from, to }) =>
    to === null
      ? t('reportRanks.excellent.more', { from: format.number(from) })
      : t('reportRanks.excellent.between', { from: format.number(from), to: to - 1 }),
  );
  const header: [string, string] = [
    t('reportRanks.excellent.days'),
    t('reportRanks.excellent.customers'),
  ];
  const told = steps.map((step, index) => `${step} ${stretches[index]?.customers ?? 0}`);
  return (
    <ChartCard
      title={t('reportRanks.excellent.title')}
      help={t('reportRanks.excellent.help')}
      table={
        <PlainTable
          header={header}
          rows={stretches.map(({ from, customers }, index) => ({
            id: String(from),
            cells: [steps[index], format.number(customers)],
          }))}
        />
      }
      sheet={{
        name: 'days-to-excellent',
        header,
        rows: stretches.map(({ customers }, index) => [steps[index] ?? '', customers]),
      }}
    >
      <BlockStack gap="300">
        <Sentences toExcellent={toExcellent} format={format} />
        {toExcellent.days.count > 0 && (
          <Columns
            name={t('reportRanks.excellent.chart', { values: told.join(', ') })}
            steps={steps}
            stacks={[
              {
                key: 'customers',
                label: header[1],
                color: '--p-color-bg-fill-emphasis',
                values: stretches.map(({ customers }) => customers),
              },
            ]}
            format={format.number}
          />
        )}
      </BlockStack>
    </ChartCard>
  );
}

type SentencesProps = Pick<CardProps['shown'], 'toExcellent'> & Pick<CardProps, 'format'>;

function Sentences({ toExcellent: { days, notYet }, format }: SentencesProps) {
  const { t } = useTranslation();
  const number = (value: number | null) => format.number(rounded(value ?? 0));
  return (
    <BlockStack gap="100">
      <Text as="p">
        {days.count === 0
          ? t('reportRanks.excellent.nobody')
          : t('reportRanks.excellent.says', {
              customers: format.number(days.count),
              median: number(days.median),
              lower: number(days.lower),
              upper: number(days.upper),
            })}
      </Text>
      {days.count > 0 && (
        <Text as="p" tone="subdued">
          {t('reportRanks.excellent.notYet', { customers: format.number(notYet) })}
        </Text>
      )}
    </BlockStack>
  );
}
