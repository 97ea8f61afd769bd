import { BlockStack } from '@shopify/polaris';
import { scaleLinear } from '@visx/scale';
import { LinePath } from '@visx/shape';
import { Legend } from './legend.tsx';
import { GridLines, StepScale, Stretched, TimeFrame, ValueScale } from './time-axes.tsx';

/** A line; its colour is a custom property of Polaris. Null: nothing is known there. */
export interface Series {
  key: string;
  label: string;
  color: string;
  /** A second way to tell lines apart than their colour. */
  dashed?: boolean;
  values: readonly (number | null)[];
}

interface Props {
  /** The accessible name: says what the picture shows. */
  name: string;
  /** What stands below: the first, the middle and the last are written. */
  steps: readonly string[];
  series: readonly Series[];
  format: (value: number) => string;
  /** Of the highest value, where it is not the largest of the lines. */
  top?: number;
}

const HEIGHT = 180;

/** Lines over time. */
export function LineChart({ name, steps, series, format, top }: Props) {
  const highest = top ?? Math.max(1, ...series.flatMap(({ values }) => values.map((v) => v ?? 0)));
  const y = scaleLinear<number>({ domain: [0, highest], range: [100, 0], nice: true });
  const x = scaleLinear<number>({ domain: [0, Math.max(1, steps.length - 1)], range: [0, 100] });
  return (
    <BlockStack gap="200">
      {series.length > 1 && <Legend entries={series.map((line) => ({ dashed: false, ...line }))} />}
      <TimeFrame name={name} height={HEIGHT}>
        <GridLines y={y} />
        <Stretched>
          {series.map(({ key, values, color, dashed }) => (
            <LinePath
              key={key}
              data={[...values]}
              defined={(value) => value !== null}
              x={(_, index) => x(index)}
              y={(value) => y(value ?? 0)}
              fill="none"
              strokeWidth={2}
              vectorEffect="non-scaling-stroke"
              {...(dashed && { strokeDasharray: '5 4' })}
              style={{ stroke: `var(${color})` }}
            />
          ))}
        </Stretched>
        <ValueScale y={y} format={format} />
        <StepScale steps={steps} x={x} />
      </TimeFrame>
    </BlockStack>
  );
}
