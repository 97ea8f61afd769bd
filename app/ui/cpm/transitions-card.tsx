import { BlockStack, Link, List, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { ShownTransition, Transitions } from '../../presenters/transitions.ts';
import { ChartCard } from '../charts/chart-card.tsx';
import { PlainTable } from '../charts/plain-table.tsx';
import { TargetBars, type TargetRow } from '../charts/target-bars.tsx';
import { customersUrl } from '../customers-url.ts';
import type { CardProps } from './stages.ts';

/** 人数推移率: how many went on to the next stage within half a year, against the targets. */
export function TransitionsCard({ screen, format }: CardProps) {
  const { t } = useTranslation();
  const { transitions } = screen;
  const { then, now, rates } = transitions;
  const days = { then: format.day(then), now: format.day(now) };
  const bars = useBars(rates, format);
  const header = [
    t('cpmPage.transitions.stage'),
    t('cpmPage.transitions.then', days),
    t('cpmPage.transitions.advanced', days),
    t('cpmPage.transitions.rate'),
    t('cpmPage.transitions.target'),
  ] as const;
  const labelOf = ({ key }: ShownTransition) => t(`cpmPage.transitions.${key}`);
  const rows = rates.map((rate, index) => ({
    id: rate.key,
    cells: [
      labelOf(rate),
      format.number(rate.then),
      format.number(rate.advanced),
      bars[index]?.text,
      format.roundPercent(rate.target),
    ],
  }));
  return (
    <ChartCard
      title={t('cpmPage.transitions.title')}
      help={t('cpmPage.transitions.help', days)}
      table={<PlainTable header={[...header]} rows={rows} />}
      sheet={{
        name: `cpm-transition-${now}`,
        header: [...header],
        rows: rates.map((rate) => [
          labelOf(rate),
          rate.then,
          rate.advanced,
          rate.value,
          rate.target,
        ]),
      }}
    >
      <BlockStack gap="400">
        <TargetBars
          name={t('cpmPage.transitions.chart', {
            values: bars.map(({ label, text }) => `${label} ${text}`).join(', '),
          })}
          rows={bars}
        />
        <Behind transitions={transitions} format={format} />
      </BlockStack>
    </ChartCard>
  );
}

function useBars(rates: readonly ShownTransition[], format: CardProps['format']): TargetRow[] {
  const { t } = useTranslation();
  return rates.map(({ key, value, target }) => ({
    key,
    label: t(`cpmPage.transitions.${key}`),
    value,
    text: value === null ? t('board.none') : format.percent(value),
    target,
    targetText: t('cpmPage.target', { target: format.roundPercent(target) }),
    verdict: value === null ? null : t(value < target ? 'cpmPage.below' : 'cpmPage.met'),
  }));
}

function Behind({ transitions, format }: { transitions: Transitions } & Pick<CardProps, 'format'>) {
  const { t } = useTranslation();
  const waiting = transitions.rates.filter(({ then, advanced }) => then > advanced);
  if (waiting.length === 0) return null;
  return (
    <BlockStack gap="100">
      <Text as="p">{t('cpmPage.transitions.behind')}</Text>
      <List>
        {waiting.map((rate) => (
          <List.Item key={rate.key}>
            <Link url={behindUrl(transitions, rate)}>
              {t('cpmPage.transitions.stayed', {
                count: rate.then - rate.advanced,
                stage: t(`cpmPage.transitions.${rate.key}`),
                customers: format.number(rate.then - rate.advanced),
              })}
            </Link>
          </List.Item>
        ))}
      </List>
    </BlockStack>
  );
}

/** Those who stood in the stage then and have not advanced by the later day. */
export function behindUrl(
  { then, now }: Pick<Transitions, 'then' | 'now'>,
  { behind }: Pick<ShownTransition, 'behind'>,
): string {
  return customersUrl({
    states: [
      { model: 'cpm', states: [behind.then], on: then },
      { model: 'cpm', states: behind.now, on: now },
    ],
  });
}
