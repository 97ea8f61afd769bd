import { BlockStack, Button, InlineStack, Link, Text } from '@shopify/polaris';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type {
  Distribution,
  Distributions,
  Measure,
} from '../../presenters/settings-distributions.ts';
import type { Range } from '../../presenters/customers-filter.ts';
import { customersUrl } from '../customers-url.ts';
import { ExportButton } from '../export-button.tsx';
import type { Format } from '../format.ts';
import { Table } from '../index-table.tsx';
import { endOf, sidesOf } from './sides.ts';

const HEIGHT = 64;
const FULL = 100;
const FONT = {
  fontSize: 11,
  fontFamily: 'var(--p-font-family-sans)',
  fill: 'var(--p-color-text-secondary)',
};

interface Props {
  distributions: Distributions;
  measure: Measure;
  /** In the unit of the measure. */
  thresholds: readonly number[];
  exactly: 'below' | 'above';
  format: Format;
}

/** How the shop's customers lie on one measure, with thresholds among them. */
export function DistributionView({ distributions, measure, thresholds, exactly, format }: Props) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const id = useId();
  const distribution = distributions.of[measure];
  const value = useValueWords(measure, format);
  const sides = useSideWords(distributions, measure, exactly, format);
  const { sampled, all } = distributions;
  const name = t(`settings.distribution.measure.${measure}`);
  const said = thresholds.length === 1 ? sides(thresholds[0] ?? 0) : [];
  if (distribution.customers === 0) return null;
  return (
    <BlockStack gap="100">
      <Text as="p" variant="bodySm" tone="subdued">
        {name}
      </Text>
      <div
        role="img"
        aria-label={t('settings.distribution.picture', {
          measure: name,
          sides: said.map(({ text }) => text).join(' '),
        })}
      >
        <Bars {...{ distribution, thresholds, value }} />
      </div>
      {said.map((side) => (
        <SideLine key={side.text} {...side} />
      ))}
      <InlineStack gap="200" blockAlign="center">
        <Button
          size="slim"
          variant="plain"
          ariaExpanded={open}
          ariaControls={id}
          accessibilityLabel={`${t(open ? 'chart.hideTable' : 'chart.showTable')} ${name}`}
          onClick={() => {
            setOpen(!open);
          }}
        >
          {t(open ? 'chart.hideTable' : 'chart.showTable')}
        </Button>
        <Text as="span" variant="bodySm" tone="subdued">
          {t(`settings.distribution.${sampled === all ? 'exact' : 'sample'}`, {
            all: format.number(all),
            sampled: format.number(sampled),
          })}
        </Text>
      </InlineStack>
      <div id={id} hidden={!open}>
        {open && <Twin {...{ distribution, name, value, format }} />}
      </div>
    </BlockStack>
  );
}

function SideLine({ text, url }: Side) {
  return (
    <Text as="p" variant="bodySm">
      {url === null ? (
        text
      ) : (
        <Link url={url} removeUnderline>
          {text}
        </Link>
      )}
    </Text>
  );
}

type Say = (value: number) => string;

/** One side of a threshold in words, and the customers on it. */
interface Side {
  text: string;
  url: string | null;
}

function useValueWords(measure: Measure, format: Format): Say {
  const { t } = useTranslation();
  if (measure === 'amount') return format.money;
  const unit = t(`settings.unit.${measure === 'orders' ? 'times' : 'days'}`);
  return (value) => t('settings.measured', { value: format.number(value), unit });
}

function useSideWords(
  distributions: Distributions,
  measure: Measure,
  exactly: 'below' | 'above',
  format: Format,
): (threshold: number) => Side[] {
  const { t } = useTranslation();
  const say = useValueWords(measure, format);
  const distribution = distributions.of[measure];
  const words =
    exactly === 'below' ? (['atMost', 'more'] as const) : (['less', 'atLeast'] as const);
  return (threshold) => {
    const { below, above } = sidesOf(distribution, threshold, exactly);
    const [highest, least] = bordersOf(threshold, exactly);
    const ranges: Range[] = [
      [null, highest],
      [least, null],
    ];
    return [below, above].map((customers, index) => ({
      text: t('settings.distribution.side', {
        count: customers,
        range: t(`segments.words.compare.${words[index] ?? 'less'}`, { value: say(threshold) }),
        customers: format.number(customers),
        percent: format.percent(customers / distribution.customers),
      }),
      url: urlOf(measure, ranges[index] ?? [null, null]),
    }));
  };
}

/** The highest whole number below a threshold and the least above it. */
function bordersOf(threshold: number, exactly: 'below' | 'above'): [number, number] {
  const least = exactly === 'below' ? Math.floor(threshold) + 1 : Math.ceil(threshold);
  return [least - 1, least];
}

/** The list knows some of the measures; money has more than whole numbers. */
function urlOf(measure: Measure, range: Range): string | null {
  return measure === 'departure' || measure === 'orders'
    ? customersUrl({ [measure]: range })
    : null;
}

type BarsProps = Pick<Props, 'thresholds'> & { distribution: Distribution; value: Say };

/** As wide as its place: nothing is measured. */
function Bars({ distribution, thresholds, value }: BarsProps) {
  const { bins } = distribution;
  const highest = Math.max(1, ...bins.map(({ customers }) => customers));
  const width = FULL / bins.length;
  const end = endOf(distribution);
  const x = (at: number) => Math.min(FULL, (at / end) * FULL);
  const lowest = Math.min(...thresholds);
  return (
    <svg aria-hidden="true" width="100%" height={HEIGHT + 18} style={{ overflow: 'visible' }}>
      {bins.map(({ from, customers }, index) => {
        const height = (customers / highest) * HEIGHT;
        return (
          <rect
            key={from}
            x={`${index * width + width * 0.06}%`}
            width={`${width * 0.88}%`}
            y={HEIGHT - height}
            height={Math.max(customers > 0 ? 1 : 0, height)}
            style={{
              fill: `var(${from >= lowest ? '--p-color-bg-fill-info' : '--p-color-bg-fill-tertiary-active'})`,
            }}
          />
        );
      })}
      <line x1="0" x2="100%" y1={HEIGHT} y2={HEIGHT} style={{ stroke: 'var(--p-color-border)' }} />
      {thresholds.map((threshold, index) => (
        <line
          key={index}
          x1={`${x(threshold)}%`}
          x2={`${x(threshold)}%`}
          y1={0}
          y2={HEIGHT}
          strokeWidth={2}
          strokeDasharray="4 3"
          style={{ stroke: 'var(--p-color-text-critical)' }}
        />
      ))}
      <text x="0" y={HEIGHT + 14} style={FONT}>
        {value(0)}
      </text>
      <text x="50%" y={HEIGHT + 14} textAnchor="middle" style={FONT}>
        {value(Math.round(end / 2))}
      </text>
      <text x="100%" y={HEIGHT + 14} textAnchor="end" style={FONT}>
        {`${value(bins.at(-1)?.from ?? 0)}+`}
      </text>
    </svg>
  );
}

interface TwinProps {
  distribution: Distribution;
  name: string;
  value: Say;
  format: Format;
}

function Twin({ distribution: { bins }, name, value, format }: TwinProps) {
  const { t } = useTranslation();
  const range = ({ from, to }: Distribution['bins'][number]) =>
    to === null
      ? t('settings.distribution.last', { from: value(from) })
      : t('settings.distribution.value', { from: value(from), to: value(to) });
  const customers = t('board.customers');
  return (
    <BlockStack gap="200">
      <InlineStack>
        <ExportButton
          sheet={{
            name,
            header: [t('builder.from'), t('builder.to'), customers],
            rows: bins.map(({ from, to, customers: inside }) => [from, to, inside]),
          }}
        />
      </InlineStack>
      <Table
        name={{ singular: name, plural: name }}
        columns={[{ title: name }, { title: customers, numeric: true }]}
        rows={bins.map((bin) => ({
          id: String(bin.from),
          cells: [range(bin), format.number(bin.customers)],
        }))}
      />
    </BlockStack>
  );
}
