interface Props {
  /** The accessible name: says what the picture shows. */
  name: string;
  rows: readonly { key: string; value: number; text: string }[];
}

const ROW = 38;
const FONT = { fontSize: 12, fontFamily: 'var(--p-font-family-sans)' };

/** Bars to both sides of nothing: more to the right, fewer to the left. */
export function DeltaBars({ name, rows }: Props) {
  const most = Math.max(1, ...rows.map(({ value }) => Math.abs(value)));
  const told = rows.map(({ key, text }) => `${key} ${text}`).join(', ');
  return (
    <svg role="img" aria-label={`${name}: ${told}`} width="100%" height={rows.length * ROW}>
      {rows.map(({ key, value, text }, index) => {
        const share = (Math.abs(value) / most) * 50;
        return (
          <g key={`${index}-${key}`} transform={`translate(0 ${index * ROW})`}>
            <text y={13} style={{ ...FONT, fill: 'var(--p-color-text)' }}>
              {key}
            </text>
            <text
              x="100%"
              y={13}
              textAnchor="end"
              style={{ ...FONT, fontWeight: 600, fill: 'var(--p-color-text)' }}
            >
              {text}
            </text>
            <rect
              y={19}
              width="100%"
              height={10}
              rx={2}
              style={{ fill: 'var(--p-color-bg-surface-secondary)' }}
            />
            <rect
              x={`${value < 0 ? 50 - share : 50}%`}
              y={19}
              width={`${share}%`}
              height={10}
              style={{
                fill: `var(${value < 0 ? '--p-color-bg-fill-critical' : '--p-color-bg-fill-success'})`,
              }}
            />
            <line
              x1="50%"
              x2="50%"
              y1={17}
              y2={31}
              style={{ stroke: 'var(--p-color-text-secondary)' }}
            />
          </g>
        );
      })}
    </svg>
  );
}
