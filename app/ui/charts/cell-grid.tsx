import { scaleSqrt } from '@visx/scale';
import { Circle } from '@visx/shape';

/** Names of the four corners. */
export interface Corners {
  topLeft: string;
  topRight: string;
  bottomLeft: string;
  bottomRight: string;
}

interface Props {
  /** The accessible name: says what the picture shows. */
  name: string;
  /** What stands below each column, and beside each row; the bottom row first. */
  columns: readonly string[];
  rows: readonly string[];
  /** What the two axes are. */
  axes: { across: string; up: string };
  /** Counts by row, bottom first, and column. */
  cells: readonly (readonly number[])[];
  /** The first column and the first row beyond the two lines that part the corners. */
  split: { column: number; row: number };
  corners: Corners;
  format: (value: number) => string;
}

const ROW = 44;
const CAPTION = 24;
const LEFT = 56;
const LARGEST = 17;
const SMALLEST = 9;
const FONT = { fontSize: 11, fontFamily: 'var(--p-font-family-sans)' };
const QUIET = { ...FONT, fill: 'var(--p-color-text-secondary)' };
const STRONG = { ...FONT, fontWeight: 600, fill: 'var(--p-color-text)' };

/** How many stand in each cell between two axes: a disc as large as their number, and the number. */
export function CellGrid(props: Props) {
  const { name, rows, axes } = props;
  const height = rows.length * ROW + 2 * CAPTION;
  return (
    <div role="img" aria-label={name} style={{ paddingBottom: 4 }}>
      <svg aria-hidden="true" width="100%" height={18}>
        <text y={12} style={QUIET}>
          {`↑ ${axes.up}`}
        </text>
      </svg>
      <div style={{ position: 'relative', marginLeft: LEFT, height }}>
        <svg
          aria-hidden="true"
          width="100%"
          height="100%"
          style={{ overflow: 'visible', display: 'block' }}
        >
          <Ground {...props} height={height} />
          <Cells {...props} />
          <Scales {...props} height={height} />
        </svg>
      </div>
      <svg aria-hidden="true" width="100%" height={36}>
        <text x="100%" y={32} textAnchor="end" style={QUIET}>
          {axes.across}
        </text>
      </svg>
    </div>
  );
}

type Sized = Props & { height: number };

/** The corners: the one where all is met is lit, two lines part them. */
function Ground({ columns, rows, split, corners, height }: Sized) {
  const x = `${(100 * split.column) / columns.length}%`;
  const y = CAPTION + (rows.length - split.row) * ROW;
  const line = { stroke: 'var(--p-color-border)', strokeDasharray: '4 3' };
  const captions = [
    { text: corners.topLeft, x: '0%', y: 15, anchor: 'start', dx: 6 },
    { text: corners.topRight, x: '100%', y: 15, anchor: 'end', dx: -6 },
    { text: corners.bottomLeft, x: '0%', y: height - 8, anchor: 'start', dx: 6 },
    { text: corners.bottomRight, x: '100%', y: height - 8, anchor: 'end', dx: -6 },
  ] as const;
  return (
    <>
      <rect
        width="100%"
        height={height}
        rx={4}
        style={{ fill: 'var(--p-color-bg-surface-secondary)' }}
      />
      <rect
        x={x}
        width={`${(100 * (columns.length - split.column)) / columns.length}%`}
        height={y}
        rx={4}
        style={{ fill: 'var(--p-color-bg-surface-success)' }}
      />
      <line x1={x} x2={x} y1={0} y2={height} style={line} />
      <line x1="0%" x2="100%" y1={y} y2={y} style={line} />
      {captions.map((caption) => (
        <text
          key={caption.text}
          x={caption.x}
          dx={caption.dx}
          y={caption.y}
          textAnchor={caption.anchor}
          style={STRONG}
        >
          {caption.text}
        </text>
      ))}
    </>
  );
}

function Cells({ columns, rows, cells, format }: Props) {
  const largest = Math.max(1, ...cells.flat());
  const radius = scaleSqrt<number>({ domain: [0, largest], range: [0, LARGEST] });
  return cells.map((row, up) =>
    row.map((count, across) => {
      if (count === 0) return null;
      const x = `${(100 * (across + 0.5)) / columns.length}%`;
      const y = CAPTION + (rows.length - up - 0.5) * ROW;
      return (
        <g key={`${up}-${across}`}>
          <Circle
            cx={x}
            cy={y}
            r={Math.max(SMALLEST, radius(count))}
            style={{ fill: 'var(--p-color-bg-fill-info)' }}
          />
          <text x={x} y={y} dy={4} textAnchor="middle" style={STRONG}>
            {format(count)}
          </text>
        </g>
      );
    }),
  );
}

function Scales({ columns, rows, height }: Sized) {
  return (
    <>
      {columns.map((label, across) => (
        <text
          key={label}
          x={`${(100 * across) / columns.length}%`}
          dx={2}
          y={height + 14}
          style={QUIET}
        >
          {label}
        </text>
      ))}
      {rows.map((label, up) => (
        <text
          key={label}
          x={-8}
          y={CAPTION + (rows.length - up - 0.5) * ROW}
          dy={4}
          textAnchor="end"
          style={QUIET}
        >
          {label}
        </text>
      ))}
    </>
  );
}
