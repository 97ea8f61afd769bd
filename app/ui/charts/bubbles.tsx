import { scaleLinear, scaleSqrt } from '@visx/scale';

/** A bubble; its colour is a custom property of Polaris. */
export interface BubbleMark {
  key: string;
  /** Stands in the bubble: one or two letters. */
  sign: string;
  /** Told when the pointer rests on it. */
  title: string;
  color: string;
  /** Only its edge is drawn: a second way to tell bubbles apart than their colour. */
  hollow: boolean;
  x: number;
  y: number;
  size: number;
}

interface Axis {
  label: string;
  format: (value: number) => string;
}

interface Props {
  /** The accessible name: says what the picture shows. */
  name: string;
  bubbles: readonly BubbleMark[];
  x: Axis;
  y: Axis;
}

const HEIGHT = 320;
const TICKS = 5;
const LARGEST = 46;
const SMALLEST = 5;
/** Bubbles of a smaller radius have their sign beside them. */
const ROOMY = 10;
const FONT = {
  fontSize: 11,
  fontFamily: 'var(--p-font-family-sans)',
  fill: 'var(--p-color-text-secondary)',
};

/** Bubbles on two scales, as wide as their place: nothing is measured, so the first HTML has them. */
export function Bubbles({ name, bubbles, x: xAxis, y: yAxis }: Props) {
  const largest = (of: (mark: BubbleMark) => number) => Math.max(1, ...bubbles.map(of));
  const x = scaleLinear<number>({
    domain: [0, largest((mark) => mark.x)],
    range: [8, 90],
    nice: true,
  });
  const y = scaleLinear<number>({
    domain: [0, largest((mark) => mark.y)],
    range: [80, 16],
    nice: true,
  });
  const radius = scaleSqrt<number>({
    domain: [0, largest(({ size }) => size)],
    range: [SMALLEST, LARGEST],
  });
  const drawn = bubbles.toSorted((a, b) => b.size - a.size);
  return (
    <div style={{ paddingLeft: 64, paddingRight: 8 }}>
      <p style={{ ...FONT, color: FONT.fill, marginLeft: -64 }}>{yAxis.label}</p>
      <svg
        role="img"
        aria-label={name}
        width="100%"
        height={HEIGHT}
        style={{ overflow: 'visible', display: 'block' }}
      >
        {y.ticks(TICKS).map((tick) => (
          <g key={tick}>
            <line
              x1="0%"
              x2="100%"
              y1={`${y(tick)}%`}
              y2={`${y(tick)}%`}
              style={{ stroke: 'var(--p-color-border-secondary)' }}
            />
            <text x={-8} y={`${y(tick)}%`} dy={4} textAnchor="end" style={FONT}>
              {yAxis.format(tick)}
            </text>
          </g>
        ))}
        {x.ticks(TICKS).map((tick) => (
          <text key={tick} x={`${x(tick)}%`} y="98%" textAnchor="middle" style={FONT}>
            {xAxis.format(tick)}
          </text>
        ))}
        {drawn.map((mark) => (
          <Mark
            key={mark.key}
            mark={mark}
            cx={`${x(mark.x)}%`}
            cy={`${y(mark.y)}%`}
            r={radius(mark.size)}
          />
        ))}
      </svg>
      <p style={{ ...FONT, color: FONT.fill, textAlign: 'right' }}>{xAxis.label}</p>
    </div>
  );
}

interface MarkProps {
  mark: BubbleMark;
  cx: string;
  cy: string;
  r: number;
}

function Mark({ mark: { title, color, hollow, sign }, cx, cy, r }: MarkProps) {
  const roomy = r >= ROOMY;
  return (
    <g>
      <title>{title}</title>
      <circle
        cx={cx}
        cy={cy}
        r={r}
        strokeWidth={2}
        {...(hollow && { strokeDasharray: '4 3' })}
        style={{
          fill: hollow ? 'var(--p-color-bg-surface)' : `var(${color})`,
          fillOpacity: hollow ? 0.6 : 0.85,
          stroke: hollow ? 'var(--p-color-text-secondary)' : `var(${color})`,
        }}
      />
      <text
        x={cx}
        y={cy}
        dx={roomy ? 0 : r + 4}
        dy={4}
        textAnchor={roomy ? 'middle' : 'start'}
        style={{
          ...FONT,
          fontWeight: 600,
          fill: 'var(--p-color-text)',
          paintOrder: 'stroke',
          stroke: 'var(--p-color-bg-surface)',
          strokeWidth: 3,
        }}
      >
        {sign}
      </text>
    </g>
  );
}
