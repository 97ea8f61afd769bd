import { BlockStack, InlineGrid, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { Worth } from '../../presenters/worth-screen.ts';
import { Figure } from '../figure.tsx';
import type { Format } from '../format.ts';
import { SectionCard } from '../section-card.tsx';
import { toldBy, useParts, useWriter, type Form, type CardProps } from './forms.ts';

const SHOWN: readonly Form[] = [
  'annual',
  'cumulative',
  'age365',
  'factors',
  'continuing',
  'profit',
];

/** The figures that are asked for most, and what they say. */
export function GlanceCard({ shown, format }: CardProps) {
  const { t } = useTranslation();
  const write = useWriter(format, shown.minorPerUnit);
  const parts = useParts(write);
  const says = useSentences({ shown, format });
  return (
    <SectionCard title={t('reportWorth.glance.title')} help={t('reportWorth.glance.help')}>
      <BlockStack gap="400">
        {says.map((sentence) => (
          <Text key={sentence} as="p">
            {sentence}
          </Text>
        ))}
        <InlineGrid columns={{ xs: 1, sm: 2, md: 3 }} gap="400">
          {SHOWN.map((form) => (
            <Figure
              key={form}
              label={t(`reportWorth.forms.${form}.name`)}
              help={t(`reportWorth.forms.${form}.help`)}
              value={write.money(toldBy(form, shown.total).value)}
              note={parts(form, shown.total)}
            />
          ))}
        </InlineGrid>
      </BlockStack>
    </SectionCard>
  );
}

function useSentences({ shown, format }: CardProps): string[] {
  const { t } = useTranslation();
  const write = useWriter(format, shown.minorPerUnit);
  const annual = useAnnualWords(format);
  const [quarter, year] = [toldBy('age90', shown.total), toldBy('age365', shown.total)];
  const first = annual(shown);
  if (year.value === null) return [first];
  const early = { year: write.money(year.value), quarter: write.money(quarter.value) };
  return [first, t('reportWorth.glance.early', early)];
}

/** What a customer brings in a year, as far as a sentence says it; minor units. */
interface Annual {
  minorPerUnit: number;
  total: Pick<Worth, 'annual' | 'annualBefore'>;
}

/** Says what a customer brings in a year. */
export function useAnnualWords(format: Format): (of: Annual) => string {
  const { t } = useTranslation();
  return ({ minorPerUnit, total }) => {
    const { annual, annualBefore } = total;
    const money = (minor: number | null) =>
      minor === null ? t('reportWorth.none') : format.money(minor / minorPerUnit);
    const said = {
      customers: format.number(annual.customers),
      value: money(annual.value),
      before: money(annualBefore.value),
      change: changeOf(total, format),
    };
    if (annual.value === null) return t('reportWorth.glance.nobody');
    return t(`reportWorth.glance.${said.change === null ? 'annualAlone' : 'annual'}`, said);
  };
}

function changeOf({ annual, annualBefore }: Annual['total'], { percent }: Format) {
  if (annual.value === null || !annualBefore.value) return null;
  const change = annual.value / annualBefore.value - 1;
  return `${change > 0 ? '+' : ''}${percent(change)}`;
}
