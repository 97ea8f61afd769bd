import { Group } from '@visx/group';
import { scaleLinear } from '@visx/scale';
import { Bar } from '@visx/shape';
import { Legend, type LegendEntry } from './legend.tsx';

/** A part of a bar; its colour is a custom property of Polaris. */
export interface Part {
  key: string;
  value: number;
  color: string;
}

export interface BarRow {
  key: string;
  label: string;
  /** What stands at the end of the bar. */
  value: string;
  parts: Part[];
}

interface Props {
  /** The accessible name: says what the picture shows. */
  name: string;
  rows: BarRow[];
  legend?: LegendEntry[];
}

const ROW_HEIGHT = 40;
const BAR_TOP = 18;
const BAR_HEIGHT = 12;
const FONT = { fontSize: 12, fontFamily: 'var(--p-font-family-sans)' };

/** Horizontal bars, one a row, as wide as their place: nothing is measured, so the first HTML has them. */
export function StackedBars({ name, rows, legend = [] }: Props) {
  const largest = Math.max(1, ...rows.map(({ parts }) => sum(parts)));
  const scale = scaleLinear<number>({ domain: [0, largest], range: [0, 100] });
  return (
    <>
      {legend.length > 0 && <Legend entries={legend} />}
      <svg role="img" aria-label={name} width="100%" height={rows.length * ROW_HEIGHT}>
        {rows.map((row, index) => (
          <Group key={row.key} top={index * ROW_HEIGHT}>
            <text y={12} style={{ ...FONT, fill: 'var(--p-color-text)' }}>
              {row.label}
            </text>
            <text
              x="100%"
              y={12}
              textAnchor="end"
              style={{ ...FONT, fill: 'var(--p-color-text-secondary)' }}
            >
              {row.value}
            </text>
            <Bar
              y={BAR_TOP}
              width="100%"
              height={BAR_HEIGHT}
              rx={2}
              style={{ fill: 'var(--p-color-bg-surface-secondary)' }}
            />
            {row.parts.map(({ key, value, color }, part) => (
              <Bar
                key={key}
                x={`${scale(sum(row.parts.slice(0, part)))}%`}
                y={BAR_TOP}
                width={`${scale(value)}%`}
                height={BAR_HEIGHT}
                rx={2}
                style={{ fill: `var(${color})` }}
              />
            ))}
          </Group>
        ))}
      </svg>
    </>
  );
}

function sum(parts: readonly Part[]): number {
  return parts.reduce((total, { value }) => total + value, 0);
}
