import { BlockStack, Link, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { CycleAdvice } from '../../presenters/lifecycle-screen.ts';
import { Figure } from '../figure.tsx';
import type { Format } from '../format.ts';
import { Table } from '../index-table.tsx';
import { SectionCard } from '../section-card.tsx';

interface Props {
  advice: CycleAdvice;
  format: Format;
}

/** What the shop's own purchase cycle says of the two thresholds. */
export function AdviceCard({ advice, format }: Props) {
  const { t } = useTranslation();
  const { cycleDays, intervals, customers, whole } = advice;
  const basis = { intervals: format.number(intervals), customers: format.number(customers) };
  return (
    <SectionCard
      title={t('lifecyclePage.advice.title')}
      help={t('lifecyclePage.advice.help')}
      table={cycleDays !== null && <AdviceTable {...{ advice, format }} />}
    >
      {cycleDays === null ? (
        <Text as="p">{t('lifecyclePage.advice.tooLittle', basis)}</Text>
      ) : (
        <BlockStack gap="200">
          <Figure
            label={t('lifecyclePage.advice.cycle')}
            value={t('lifecyclePage.advice.days', { days: format.number(cycleDays) })}
            help={t('lifecyclePage.advice.cycleHelp')}
            note={t(`lifecyclePage.advice.${whole ? 'basisAll' : 'basisSome'}`, basis)}
          />
          <Verdict advice={advice} />
        </BlockStack>
      )}
    </SectionCard>
  );
}

function Verdict({ advice: { atRisk, dormant } }: Pick<Props, 'advice'>) {
  const { t } = useTranslation();
  const same = [atRisk, dormant].every(({ suggested, present }) => suggested === present);
  if (same) return <Text as="p">{t('lifecyclePage.advice.same')}</Text>;
  return (
    <Text as="p">
      <Link url="/app/settings">{t('lifecyclePage.advice.change')}</Link>
    </Text>
  );
}

function AdviceTable({ advice, format }: Props) {
  const { t } = useTranslation();
  const days = (value: number | null) =>
    value === null
      ? t('board.none')
      : t('lifecyclePage.advice.days', { days: format.number(value) });
  const title = t('lifecyclePage.advice.title');
  return (
    <Table
      name={{ singular: title, plural: title }}
      columns={[
        { title: t('lifecyclePage.advice.setting') },
        { title: t('lifecyclePage.advice.now'), numeric: true },
        {
          title: t('lifecyclePage.advice.suggested'),
          help: t('lifecyclePage.advice.suggestedHelp'),
          numeric: true,
        },
      ]}
      rows={(['atRisk', 'dormant'] as const).map((name) => ({
        id: name,
        cells: [
          t(`settings.field.lifecycle.${name}AfterDays.label`),
          days(advice[name].present),
          days(advice[name].suggested),
        ],
      }))}
    />
  );
}
