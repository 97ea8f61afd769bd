import { BlockStack, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { CpmBubble } from '../../presenters/cpm-screen.ts';
import { Bubbles, type BubbleMark } from '../charts/bubbles.tsx';
import { ChartCard } from '../charts/chart-card.tsx';
import { Legend } from '../charts/legend.tsx';
import { PlainTable } from '../charts/plain-table.tsx';
import { shortIn } from '../charts/short.ts';
import { STAGE_COLORS, STAGES, partsOf, useGroupLabel, type CardProps } from './stages.ts';

const ONE_DIGIT = 10;

/** 顧客ポートフォリオ: months with us against the amount, one bubble a group. */
export function PortfolioCard({ screen, format }: CardProps) {
  const { t } = useTranslation();
  const label = useGroupLabel();
  const { bubbles, day } = screen;
  const header = [
    t('board.group'),
    t('board.customers'),
    t('cpmPage.portfolio.months'),
    t('cpmPage.portfolio.amount'),
  ] as const;
  const rows = bubbles.map(({ state, customers, months, amount }) => ({
    id: state,
    cells: [
      label(state),
      format.number(customers),
      format.number(oneDigit(months)),
      format.money(amount),
    ],
  }));
  return (
    <ChartCard
      title={t('cpmPage.portfolio.title')}
      help={t('cpmPage.portfolio.help')}
      table={<PlainTable header={[...header]} rows={rows} />}
      sheet={{
        name: `cpm-portfolio-${day}`,
        header: [...header],
        rows: bubbles.map(({ state, customers, months, amount }) => [
          label(state),
          customers,
          oneDigit(months),
          Math.round(amount),
        ]),
      }}
    >
      <Picture screen={screen} format={format} />
    </ChartCard>
  );
}

function Picture({ screen: { bubbles, currency }, format }: CardProps) {
  const { t, i18n } = useTranslation();
  const label = useGroupLabel();
  const told = ({ state, customers, months, amount }: CpmBubble) =>
    t('cpmPage.portfolio.bubble', {
      group: label(state),
      customers: format.number(customers),
      months: format.number(oneDigit(months)),
      amount: format.money(amount),
    });
  return (
    <BlockStack gap="200">
      <Legend
        entries={STAGES.map((stage, index) => ({
          label: `${signOf(index)} ${t(`cpmStage.${stage}`)}`,
          color: STAGE_COLORS[stage],
        }))}
      />
      <Text as="p" variant="bodySm" tone="subdued">
        {t('cpmPage.portfolio.reading')}
      </Text>
      <Bubbles
        name={t('cpmPage.portfolio.chart', { values: bubbles.map(told).join(' ') })}
        bubbles={bubbles.map((bubble) => markOf(bubble, told(bubble)))}
        x={{ label: t('cpmPage.portfolio.months'), format: format.number }}
        y={{
          label: t('cpmPage.portfolio.amount'),
          format: shortIn(i18n.language, currency).money,
        }}
      />
    </BlockStack>
  );
}

function markOf({ state, months, amount, customers }: CpmBubble, title: string): BubbleMark {
  const { stage, active } = partsOf(state);
  return {
    key: state,
    sign: signOf(STAGES.indexOf(stage)),
    title,
    color: STAGE_COLORS[stage],
    hollow: !active,
    x: months,
    y: amount,
    size: customers,
  };
}

function oneDigit(value: number): number {
  return Math.round(value * ONE_DIGIT) / ONE_DIGIT;
}

function signOf(index: number): string {
  return String(index + 1);
}
