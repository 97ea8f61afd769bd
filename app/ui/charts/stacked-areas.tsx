import { BlockStack } from '@shopify/polaris';
import { scaleLinear } from '@visx/scale';
import { AreaStack } from '@visx/shape';
import { Legend } from './legend.tsx';
import {
  FONT,
  GridLines,
  Layer,
  StepScale,
  Stretched,
  TimeFrame,
  ValueScale,
  type LinearScale,
} from './time-axes.tsx';

/** A band of the picture; its colour is a custom property of Polaris. */
export interface Band {
  key: string;
  label: string;
  color: string;
  values: readonly number[];
}

interface Props {
  /** The accessible name: says what the picture shows. */
  name: string;
  /** What stands below: the first, the middle and the last are written. */
  steps: readonly string[];
  /** From the lowest to the highest. */
  bands: readonly Band[];
  format: (value: number) => string;
}

const HEIGHT = 240;
/** A band as thick as this share of the picture carries its name, so that colour is not all there is. */
const NAMED_FROM = 0.09;
/** Readable on any colour. */
const NAME = {
  ...FONT,
  fill: 'var(--p-color-text)',
  fontWeight: 600,
  paintOrder: 'stroke',
  stroke: 'var(--p-color-bg-surface)',
  strokeWidth: 3,
};

/** Bands over time, one upon the other: their sum and their parts. */
export function StackedAreas({ name, steps, bands, format }: Props) {
  const sums = steps.map((_, step) => sumAt(bands, step));
  const y = scaleLinear<number>({
    domain: [0, Math.max(1, ...sums)],
    range: [100, 0],
    nice: true,
  });
  const x = scaleLinear<number>({ domain: [0, Math.max(1, steps.length - 1)], range: [0, 100] });
  return (
    <BlockStack gap="200">
      <Legend entries={bands.toReversed().map(({ label, color }) => ({ label, color }))} />
      <TimeFrame name={name} height={HEIGHT}>
        <GridLines y={y} />
        <Bands {...{ x, y, bands, steps }} />
        <Names {...{ y, bands }} last={steps.length - 1} />
        <ValueScale y={y} format={format} />
        <StepScale steps={steps} x={x} />
      </TimeFrame>
    </BlockStack>
  );
}

function sumAt(bands: readonly Band[], step: number): number {
  return bands.reduce((sum, { values }) => sum + (values[step] ?? 0), 0);
}

interface Drawn extends Pick<Props, 'bands' | 'steps'> {
  x: LinearScale;
  y: LinearScale;
}

/** A light line parts the bands. */
function Bands({ x, y, bands, steps }: Drawn) {
  const rows = steps.map((_, step) =>
    Object.fromEntries(bands.map(({ key, values }) => [key, values[step] ?? 0])),
  );
  /** One month alone is a band of its own width. */
  const drawn = rows.length === 1 ? [...rows, ...rows] : rows;
  return (
    <Stretched>
      <AreaStack<Record<string, number>, string>
        data={drawn}
        keys={bands.map(({ key }) => key)}
        x={(_, index) => x(index)}
        y0={([low]) => y(low)}
        y1={([, high]) => y(high)}
      >
        {({ stacks, path }) =>
          stacks.map((stack) => (
            <path
              key={stack.key}
              d={path(stack) ?? ''}
              vectorEffect="non-scaling-stroke"
              strokeWidth={1}
              style={{
                fill: `var(${bands.find(({ key }) => key === stack.key)?.color ?? ''})`,
                stroke: 'var(--p-color-bg-surface)',
              }}
            />
          ))
        }
      </AreaStack>
    </Stretched>
  );
}

/** The names of the bands that are thick enough, at their right ends. */
function Names({ y, bands, last }: Pick<Drawn, 'y' | 'bands'> & { last: number }) {
  const [, highest = 1] = y.domain();
  const names = bands.map(({ key, label, values }, index) => {
    const value = values[last] ?? 0;
    if (value / highest < NAMED_FROM) return null;
    const middle = sumAt(bands.slice(0, index), last) + value / 2;
    return (
      <text key={key} x="100%" dx={-8} y={`${y(middle)}%`} dy={4} textAnchor="end" style={NAME}>
        {label}
      </text>
    );
  });
  return <Layer>{names}</Layer>;
}
