import { BlockStack } from '@shopify/polaris';
import { scaleBand, scaleLinear } from '@visx/scale';
import { LinePath } from '@visx/shape';
import { Legend } from './legend.tsx';
import {
  GridLines,
  Layer,
  StepScale,
  Stretched,
  TimeFrame,
  ValueScale,
  type LinearScale,
} from './time-axes.tsx';

/** One part of every column, from the bottom up; its colour is a custom property of Polaris. */
export interface Stack {
  key: string;
  label: string;
  color: string;
  values: readonly number[];
}

/** A line over the columns, with a scale of its own at the right. */
export interface OverLine {
  label: string;
  color: string;
  values: readonly number[];
  format: (value: number) => string;
}

interface Props {
  /** The accessible name: says what the picture shows. */
  name: string;
  /** What stands below each column: the first, the middle and the last are written. */
  steps: readonly string[];
  stacks: readonly Stack[];
  format: (value: number) => string;
  line?: OverLine;
}

const HEIGHT = 200;

/** Columns over time. */
export function Columns({ name, steps, stacks, format, line }: Props) {
  const y = upTo(steps.map((_, index) => sumAt(stacks, index)));
  const lineY = line && upTo(line.values);
  const legend = [
    ...stacks,
    ...(line ? [{ label: line.label, color: line.color, dashed: false }] : []),
  ];
  const middleOf = (index: number) => ((index + 1 / 2) * 100) / Math.max(1, steps.length);
  return (
    <BlockStack gap="200">
      {legend.length > 1 && <Legend entries={legend} />}
      <TimeFrame name={name} height={HEIGHT} twoScales={line !== undefined}>
        <GridLines y={y} />
        <Bars {...{ steps, stacks, y, format }} />
        {line && lineY && (
          <Stretched>
            <LinePath
              data={[...line.values]}
              x={(_, index) => middleOf(index)}
              y={(value) => lineY(value)}
              fill="none"
              strokeWidth={3}
              vectorEffect="non-scaling-stroke"
              style={{ stroke: `var(${line.color})` }}
            />
          </Stretched>
        )}
        <ValueScale y={y} format={format} />
        {line && lineY && <ValueScale y={lineY} format={line.format} atEnd />}
        <StepScale steps={steps} x={middleOf} />
      </TimeFrame>
    </BlockStack>
  );
}

function upTo(values: readonly number[]): LinearScale {
  return scaleLinear<number>({ domain: [0, Math.max(1, ...values)], range: [100, 0], nice: true });
}

function sumAt(stacks: readonly Stack[], index: number): number {
  return stacks.reduce((sum, { values }) => sum + (values[index] ?? 0), 0);
}

type BarsProps = Pick<Props, 'steps' | 'stacks' | 'format'> & { y: LinearScale };

function Bars({ steps, stacks, y, format }: BarsProps) {
  const x = scaleBand<number>({
    domain: steps.map((_, index) => index),
    range: [0, 100],
    padding: 0.25,
  });
  const told = (index: number) =>
    stacks.map(({ label, values }) => `${label} ${format(values[index] ?? 0)}`).join(' · ');
  return (
    <Layer touched>
      {steps.map((step, index) => (
        <g key={step}>
          <title>{`${step}: ${told(index)}`}</title>
          {stacks.map(({ key, color, values }, part) => {
            const below = sumAt(stacks.slice(0, part), index);
            const top = y(below + (values[index] ?? 0));
            return (
              <rect
                key={key}
                x={`${x(index)}%`}
                width={`${x.bandwidth()}%`}
                y={`${top}%`}
                height={`${y(below) - top}%`}
                style={{ fill: `var(${color})`, stroke: 'var(--p-color-bg-surface)' }}
              />
            );
          })}
        </g>
      ))}
    </Layer>
  );
}
