import { BlockStack, InlineStack, Link, Select, Text } from '@shopify/polaris';
import { useSearchParams } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { ShownSpread } from '../../presenters/worth-screen.ts';
import { ChartCard } from '../charts/chart-card.tsx';
import { Columns } from '../charts/columns.tsx';
import { PlainTable } from '../charts/plain-table.tsx';
import { shortIn } from '../charts/short.ts';
import { customersUrl } from '../customers-url.ts';
import { useSetQuestion } from '../reports/question-bar.tsx';
import { useStateLabel } from '../settings/state-label.ts';
import { inUnits, useWriter, type CardProps } from './forms.ts';
import { WorthLink } from './worth-link.tsx';

/** How sales so far are spread within a rank, with the layer that stands out (seed 000 §12–14). */
export function SpreadCard(props: CardProps) {
  const [address] = useSearchParams();
  const { spread } = props.shown;
  const chosen = spread.find(({ rank }) => rank === address.get('rank')) ?? spread[0];
  return chosen && <RankSpread {...props} spread={chosen} />;
}

type SpreadProps = CardProps & { spread: ShownSpread };

function RankSpread({ shown, format, spread }: SpreadProps) {
  const { t } = useTranslation();
  const words = useStateLabel();
  const set = useSetQuestion();
  const rank = words.state('rank', spread.rank);
  const choice = (
    <InlineStack>
      <Select
        label={t('reportWorth.spread.rank')}
        options={shown.spread.map((each) => ({
          value: each.rank,
          label: words.state('rank', each.rank),
        }))}
        value={spread.rank}
        onChange={(value) => {
          set('rank', value);
        }}
      />
    </InlineStack>
  );
  const range = useRange({ shown, format, spread });
  const header = useHeader(spread);
  return (
    <ChartCard
      title={t('reportWorth.spread.title')}
      help={t('reportWorth.spread.help')}
      table={<SpreadTable {...{ shown, format, spread }} />}
      sheet={{
        name: t('reportWorth.spread.file', { rank }),
        header,
        rows: spread.bins.map(({ from, customers, flagged }, index) => [
          index === 0 ? range(index) : inUnits(from, shown.minorPerUnit),
          customers,
          ...(spread.layer ? [flagged] : []),
        ]),
      }}
    >
      <BlockStack gap="300">
        {choice}
        <Says {...{ shown, format, spread }} />
        {spread.customers > 0 && <Picture {...{ shown, format, spread }} />}
      </BlockStack>
    </ChartCard>
  );
}

/** The amounts of a step in words. */
function useRange({ shown, format, spread }: SpreadProps): (index: number) => string {
  const { t } = useTranslation();
  const { money } = useWriter(format, shown.minorPerUnit);
  return (index) => {
    const [from, to] = [spread.bins[index]?.from ?? 0, spread.bins[index + 1]?.from];
    if (to === undefined) return t('reportWorth.spread.beyond', { from: money(from) });
    return index === 0
      ? t('reportWorth.spread.below', { to: money(to) })
      : t('reportWorth.spread.range', { from: money(from), to: money(to) });
  };
}

function Says({ shown, format, spread }: SpreadProps) {
  const { t } = useTranslation();
  const words = useStateLabel();
  const write = useWriter(format, shown.minorPerUnit);
  const { layer, bins, customers } = spread;
  if (customers === 0) return <Text as="p">{t('reportWorth.spread.nobody')}</Text>;
  const inLayer = bins.reduce((sum, { flagged }) => sum + flagged, 0);
  const said = layer && {
    layer: words.state('layer', layer.name),
    count: write.number(inLayer),
    from: write.money(layer.from),
  };
  return (
    <Text as="p">
      {t('reportWorth.spread.says', {
        rank: words.state('rank', spread.rank),
        customers: write.number(customers),
        median: write.money(spread.median),
        mean: write.money(spread.mean),
      })}
      {t('between')}
      {said && t(`reportWorth.spread.${layer.from === null ? 'layerPlain' : 'layer'}`, said)}{' '}
      {said && inLayer > 0 && (
        <Link
          url={customersUrl({ states: [{ model: 'layer', states: [layer.name] }] })}
          accessibilityLabel={`${t('reportWorth.spread.open')} ${t('reportWorth.show', { what: said.layer, customers: said.count })}`}
        >
          {t('reportWorth.spread.open')}
        </Link>
      )}
    </Text>
  );
}

function Picture({ shown, format, spread }: SpreadProps) {
  const { t, i18n } = useTranslation();
  const words = useStateLabel();
  const range = useRange({ shown, format, spread });
  const { bins, layer } = spread;
  const rank = words.state('rank', spread.rank);
  const rest = {
    key: 'rest',
    label: layer ? t('reportWorth.spread.rest', { rank }) : rank,
    color: '--p-color-bg-fill-info',
    values: bins.map(({ customers, flagged }) => customers - flagged),
  };
  const lit = layer && {
    key: 'layer',
    label: words.state('layer', layer.name),
    color: '--p-color-bg-fill-emphasis',
    values: bins.map(({ flagged }) => flagged),
  };
  const values = bins.map(({ customers }, index) => `${range(index)} ${format.number(customers)}`);
  return (
    <Columns
      name={t('reportWorth.spread.name', { rank, values: values.join(', ') })}
      steps={bins.map((_, index) => range(index))}
      stacks={lit ? [lit, rest] : [rest]}
      format={(value) => shortIn(i18n.language, 'JPY').number(value)}
    />
  );
}

function useHeader({ layer }: ShownSpread): [string, ...string[]] {
  const { t } = useTranslation();
  const words = useStateLabel();
  return [
    t('reportWorth.spread.amount'),
    t('reportWorth.customers'),
    ...(layer
      ? [t('reportWorth.spread.inLayer', { layer: words.state('layer', layer.name) })]
      : []),
  ];
}

function SpreadTable({ shown, format, spread }: SpreadProps) {
  const range = useRange({ shown, format, spread });
  return (
    <PlainTable
      header={useHeader(spread)}
      rows={spread.bins.map(({ from, customers, flagged }, index) => ({
        id: String(from),
        cells: [
          range(index),
          <WorthLink
            key="customers"
            filter={spread.customersOf[index]}
            what={range(index)}
            count={customers}
            format={format}
          />,
          ...(spread.layer ? [format.number(flagged)] : []),
        ],
      }))}
    />
  );
}
