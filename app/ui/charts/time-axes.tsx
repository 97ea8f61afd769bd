import type { scaleLinear } from '@visx/scale';
import type { CSSProperties, ReactNode } from 'react';

export type LinearScale = ReturnType<typeof scaleLinear<number>>;

const TICKS = 4;
const STEPS_BELOW = 18;
/** Room for the numbers of a scale. */
const SCALE_WIDTH = 64;

/** How a chart writes. */
export const FONT = {
  fontSize: 11,
  fontFamily: 'var(--p-font-family-sans)',
  fill: 'var(--p-color-text-secondary)',
};

const FILLING = { position: 'absolute', inset: 0, overflow: 'visible' } as const;

interface FrameProps {
  /** The accessible name: says what the picture shows. */
  name: string;
  height: number;
  /** There is a scale at the right too. */
  twoScales?: boolean;
  children: ReactNode;
}

/**
 * The place of a chart over time, with room for its scales: everything in it is laid over one another,
 * 0 to 100 wide and high, so that nothing has to be measured and the first HTML has it.
 */
export function TimeFrame({ name, height, twoScales = false, children }: FrameProps) {
  const margin = `8px ${twoScales ? SCALE_WIDTH : 8}px 24px ${SCALE_WIDTH}px`;
  return (
    <div role="img" aria-label={name} style={{ position: 'relative', height, margin }}>
      {children}
    </div>
  );
}

/** Shapes, stretched to their place; strokes are left as they are by `non-scaling-stroke`. */
export function Stretched({ children }: { children: ReactNode }) {
  return (
    <Layer viewBox="0 0 100 100" preserveAspectRatio="none">
      {children}
    </Layer>
  );
}

interface LayerProps {
  viewBox?: string;
  preserveAspectRatio?: string;
  /** Told when the pointer rests on it. */
  touched?: boolean;
  children: ReactNode;
}

/** What is placed by percent and not stretched: texts, and bars that tell something. */
export function Layer({ touched = false, children, ...box }: LayerProps) {
  const style: CSSProperties = touched ? FILLING : { ...FILLING, pointerEvents: 'none' };
  return (
    <svg aria-hidden="true" width="100%" height="100%" style={style} {...box}>
      {children}
    </svg>
  );
}

/** A line across for every number of the scale. */
export function GridLines({ y }: { y: LinearScale }) {
  return (
    <Stretched>
      {y.ticks(TICKS).map((tick) => (
        <line
          key={tick}
          x1={0}
          x2={100}
          y1={y(tick)}
          y2={y(tick)}
          vectorEffect="non-scaling-stroke"
          style={{ stroke: 'var(--p-color-border-secondary)' }}
        />
      ))}
    </Stretched>
  );
}

interface ScaleProps {
  y: LinearScale;
  format: (value: number) => string;
  /** At the right. */
  atEnd?: boolean;
}

/** The numbers of a scale, beside the chart. */
export function ValueScale({ y, format, atEnd = false }: ScaleProps) {
  return (
    <Layer>
      {y.ticks(TICKS).map((tick) => (
        <text
          key={tick}
          x={atEnd ? '100%' : 0}
          dx={atEnd ? 8 : -8}
          y={`${y(tick)}%`}
          dy={4}
          textAnchor={atEnd ? 'start' : 'end'}
          style={FONT}
        >
          {format(tick)}
        </text>
      ))}
    </Layer>
  );
}

interface StepsProps {
  steps: readonly string[];
  /** Where a step stands, 0 to 100. */
  x: (index: number) => number;
}

/** The first, the middle and the last step, below the chart. */
export function StepScale({ steps, x }: StepsProps) {
  const last = steps.length - 1;
  const written = [...new Set([0, Math.floor(last / 2), last])];
  return (
    <Layer>
      {written.map((index) => (
        <text
          key={index}
          x={`${x(index)}%`}
          y="100%"
          dy={STEPS_BELOW}
          textAnchor={index === 0 ? 'start' : index === last ? 'end' : 'middle'}
          style={FONT}
        >
          {steps[index]}
        </text>
      ))}
    </Layer>
  );
}
