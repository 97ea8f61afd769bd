import { BlockStack, InlineGrid, InlineStack, Select, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { RepeatShown } from '../../presenters/repeat-screen.ts';
import { ChartCard } from '../charts/chart-card.tsx';
import { LineChart } from '../charts/line-chart.tsx';
import { Figure } from '../figure.tsx';
import type { Format } from '../format.ts';
import { Table } from '../index-table.tsx';
import { usePeriodWords, useSetQuestion } from '../reports/question-bar.tsx';
import { CountedLink, useShare } from './counted-link.tsx';

interface Props {
  shown: RepeatShown;
  /** As addresses say it. */
  period: string;
  format: Format;
}

const CHOICES = [30, 60, 90, 120, 180, 270, 365, 720];

/** 初回購入後リピート分析 (seed 003 §7): who came again within so many days, and by which age. */
export function AgainCard({ shown, period, format }: Props) {
  const { t } = useTranslation();
  const share = useShare(format);
  const { byAge } = shown;
  const days = byAge.map((age) => t('reportRepeat.days', { days: format.number(age.days) }));
  const values = byAge.map(({ now }, index) => `${days[index]} ${share(now.value)}`).join(', ');
  const highest = Math.max(
    ...byAge.flatMap(({ now, before }) => [now.value ?? 0, before?.value ?? 0]),
  );
  const before = byAge.some((age) => age.before?.value != null);
  return (
    <ChartCard
      title={t('reportRepeat.again.title')}
      help={t('reportRepeat.again.help')}
      table={<AgeTable {...{ shown, format }} />}
      sheet={useSheet(shown)}
    >
      <BlockStack gap="400">
        <Within {...{ shown, period, format }} />
        <LineChart
          name={t('reportRepeat.again.name', { values })}
          steps={days}
          series={[
            {
              key: 'now',
              label: t('reportRepeat.again.now'),
              color: '--p-color-bg-fill-emphasis',
              values: byAge.map(({ now }) => now.value),
            },
            ...(before
              ? [
                  {
                    key: 'before',
                    label: t('reportRepeat.again.before'),
                    color: '--p-color-bg-fill-tertiary-active',
                    dashed: true,
                    values: byAge.map((age) => age.before?.value ?? null),
                  },
                ]
              : []),
          ]}
          format={format.roundPercent}
          top={Math.max(0.1, highest)}
        />
      </BlockStack>
    </ChartCard>
  );
}

/** Who came again, as far as a sentence says it. */
interface Again {
  days: number;
  rate: { part: { count: number }; whole: { count: number }; value: number | null };
  unripe: number;
}

/** Says who came again of those who first bought in a period. */
export function useAgainWords(format: Format): (again: Again, period: string) => string {
  const { t } = useTranslation();
  const share = useShare(format);
  const say = usePeriodWords(format);
  return ({ days, rate, unripe }, period) => {
    const unsaid = unripe > 0 ? 'nobody' : 'none';
    return t(`reportRepeat.again.${rate.value === null ? unsaid : 'says'}`, {
      period: say(period),
      whole: format.number(rate.whole.count),
      part: format.number(rate.part.count),
      rate: share(rate.value),
      days: format.number(days),
    });
  };
}

function Within({ shown: { again }, period, format }: Props) {
  const { t } = useTranslation();
  const set = useSetQuestion();
  const share = useShare(format);
  const words = useAgainWords(format);
  const { rate, before, unripe } = again;
  const days = format.number(again.days);
  const choices = [...new Set([...CHOICES, again.days])].sort((a, b) => a - b);
  return (
    <>
      <InlineStack>
        <Select
          label={t('reportRepeat.again.label')}
          options={choices.map((choice) => ({
            value: String(choice),
            label: t('reportRepeat.days', { days: format.number(choice) }),
          }))}
          value={String(again.days)}
          onChange={(value) => {
            set('days', value);
          }}
        />
      </InlineStack>
      <Text as="p" variant="headingMd" fontWeight="medium">
        {words(again, period)}
        {t('between')}
        {before?.value != null && t('reportRepeat.again.saysBefore', { rate: share(before.value) })}
      </Text>
      <Cohort {...{ rate, days, format }} />
      {unripe > 0 && (
        <Text as="p" tone="subdued">
          {t('reportRepeat.again.unripe', { customers: format.number(unripe), days })}
        </Text>
      )}
    </>
  );
}

interface CohortProps {
  rate: RepeatShown['again']['rate'];
  days: string;
  format: Format;
}

function Cohort({ rate, days, format }: CohortProps) {
  const { t } = useTranslation();
  return (
    <InlineGrid columns={{ xs: 2, md: 4 }} gap="400">
      <Figure
        label={t('reportRepeat.again.came')}
        value={
          <CountedLink
            people
            counted={rate.part}
            what={t('reportRepeat.again.came')}
            format={format}
          />
        }
        help={t('reportRepeat.again.help')}
      />
      <Figure
        label={t('reportRepeat.again.ripe', { days })}
        value={
          <CountedLink
            people
            counted={rate.whole}
            what={t('reportRepeat.again.ripe', { days })}
            format={format}
          />
        }
        help={t('reportRepeat.again.help')}
      />
    </InlineGrid>
  );
}

function useHeader() {
  const { t } = useTranslation();
  return [
    t('reportRepeat.again.age'),
    t('reportRepeat.again.whole'),
    t('reportRepeat.again.came'),
    t('reportRepeat.again.rate'),
    t('reportRepeat.again.before'),
  ] as const;
}

function AgeTable({ shown, format }: Omit<Props, 'period'>) {
  const { t } = useTranslation();
  const share = useShare(format);
  const [age, ...others] = useHeader();
  return (
    <Table
      name={{ singular: age, plural: age }}
      columns={[{ title: age }, ...others.map((title) => ({ title, numeric: true }))]}
      rows={shown.byAge.map(({ days, now, before }) => {
        const label = t('reportRepeat.days', { days: format.number(days) });
        return {
          id: String(days),
          cells: [
            label,
            <CountedLink key="whole" counted={now.whole} what={label} format={format} />,
            <CountedLink key="part" counted={now.part} what={label} format={format} />,
            share(now.value),
            share(before?.value),
          ],
        };
      })}
    />
  );
}

function useSheet({ byAge }: RepeatShown) {
  const { t } = useTranslation();
  return {
    name: t('reportRepeat.again.file'),
    header: [...useHeader()],
    rows: byAge.map(({ days, now, before }) => [
      days,
      now.whole.count,
      now.part.count,
      now.value,
      before?.value ?? null,
    ]),
  };
}
