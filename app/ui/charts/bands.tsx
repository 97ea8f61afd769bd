import { useId } from 'react';

/** What a stretch of a band says beside its label. */
export type BandTone = 'neutral' | 'info' | 'good' | 'best' | 'care' | 'bad' | 'back';

/** A stretch of a band; places in percent of the width. */
export interface BandPart {
  key: string;
  from: number;
  to: number;
  label: string;
  /** Told on pointing at it. */
  title: string;
  tone: BandTone;
  /** Has not come yet: hatched. */
  planned: boolean;
}

/** A thing of one moment. */
export interface BandMark {
  key: string;
  /** Percent of the width. */
  at: number;
  title: string;
  /** Of 1, the largest. */
  size: number;
  hollow: boolean;
}

/** One line of the drawing. */
export type BandRow =
  | { key: string; label: string; parts: readonly BandPart[] }
  | { key: string; label: string; shape: 'circle' | 'diamond'; marks: readonly BandMark[] };

interface Props {
  /** The accessible name: says what the picture shows. */
  name: string;
  rows: readonly BandRow[];
  ticks: readonly { at: number; label: string }[];
  /** Where the present is. */
  now: { at: number; label: string };
}

const TOP = 20;
const LABEL = 16;
const BAND = 24;
const ROW = LABEL + BAND + 10;
const AXIS = 22;
const LARGEST = 10;
const SMALLEST = 3.5;
/** Where a text at the present would leave the picture on the right. */
const RIGHT_HALF = 50;
const FONT = { fontSize: 11, fontFamily: 'var(--p-font-family-sans)' };
const QUIET = { ...FONT, fill: 'var(--p-color-text-secondary)' };
const LABEL_STYLE = {
  ...FONT,
  lineHeight: `${BAND}px`,
  padding: '0 6px',
  overflow: 'hidden',
  textOverflow: 'ellipsis',
  whiteSpace: 'nowrap',
  color: 'var(--p-color-text)',
} as const;
const TONES: Record<BandTone, string> = {
  neutral: '--p-color-bg-fill-secondary',
  info: '--p-color-bg-fill-info-secondary',
  good: '--p-color-bg-fill-success-secondary',
  best: '--p-color-bg-fill-warning-secondary',
  care: '--p-color-bg-fill-caution-secondary',
  bad: '--p-color-bg-fill-critical-secondary',
  back: '--p-color-bg-fill-magic-secondary',
};

/** Things and states through time, as wide as their place: nothing is measured, so the first HTML has them. */
export function Bands({ name, rows, ticks, now }: Props) {
  const hatch = `hatch-${useId().replaceAll(':', '')}`;
  const bottom = TOP + rows.length * ROW;
  return (
    <svg
      role="img"
      aria-label={name}
      width="100%"
      height={bottom + AXIS}
      style={{ overflow: 'visible' }}
    >
      <defs>
        <pattern
          id={hatch}
          width={6}
          height={6}
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <line y2={6} strokeWidth={4} style={{ stroke: 'var(--p-color-bg-surface)' }} />
        </pattern>
      </defs>
      {ticks.map(({ at, label }) => (
        <Tick key={label} at={at} label={label} bottom={bottom} />
      ))}
      {rows.map((row, index) => (
        <Line key={row.key} row={row} top={TOP + index * ROW} hatch={hatch} />
      ))}
      <line
        x1={`${now.at}%`}
        x2={`${now.at}%`}
        y1={TOP - 4}
        y2={bottom}
        strokeWidth={1.5}
        style={{ stroke: 'var(--p-color-text)' }}
      />
      <text
        x={`${now.at}%`}
        y={TOP - 8}
        textAnchor={now.at > RIGHT_HALF ? 'end' : 'start'}
        style={{ ...FONT, fill: 'var(--p-color-text)', fontWeight: 600 }}
      >
        {now.label}
      </text>
    </svg>
  );
}

function Tick({ at, label, bottom }: { at: number; label: string; bottom: number }) {
  return (
    <>
      <line
        x1={`${at}%`}
        x2={`${at}%`}
        y1={TOP}
        y2={bottom + 4}
        style={{ stroke: 'var(--p-color-border-secondary)' }}
      />
      <text x={`${at}%`} dx={3} y={bottom + 15} style={QUIET}>
        {label}
      </text>
    </>
  );
}

function Line({ row, top, hatch }: { row: BandRow; top: number; hatch: string }) {
  return (
    <svg y={top} width="100%" height={ROW} overflow="visible">
      <text y={11} style={QUIET}>
        {row.label}
      </text>
      {'parts' in row
        ? row.parts.map((part) => <Part key={part.key} part={part} hatch={hatch} />)
        : row.marks.map((mark) => <Mark key={mark.key} mark={mark} shape={row.shape} />)}
    </svg>
  );
}

/** An own picture each: its label is as long as its place allows. */
function Part({ part, hatch }: { part: BandPart; hatch: string }) {
  const { from, to, label, title, tone, planned } = part;
  return (
    <svg x={`${from}%`} y={LABEL} width={`${Math.max(0, to - from)}%`} height={BAND}>
      <title>{title}</title>
      <rect width="100%" height="100%" style={{ fill: `var(${TONES[tone]})` }} />
      {planned && <rect width="100%" height="100%" fill={`url(#${hatch})`} opacity={0.7} />}
      <rect width={1} height="100%" style={{ fill: 'var(--p-color-bg-surface)' }} />
      <foreignObject width="100%" height="100%">
        <div style={LABEL_STYLE}>{label}</div>
      </foreignObject>
    </svg>
  );
}

function Mark({ mark, shape }: { mark: BandMark; shape: 'circle' | 'diamond' }) {
  const { at, title, size, hollow } = mark;
  const radius = SMALLEST + (LARGEST - SMALLEST) * Math.sqrt(size);
  const style = {
    fill: hollow ? 'var(--p-color-bg-surface)' : 'var(--p-color-bg-fill-info)',
    stroke: hollow ? 'var(--p-color-text-secondary)' : 'var(--p-color-bg-surface)',
  };
  return (
    <svg x={`${at}%`} y={LABEL + BAND / 2} overflow="visible">
      <title>{title}</title>
      {shape === 'circle' ? (
        <circle r={radius} style={style} />
      ) : (
        <path
          d={`M0 ${-radius} L${radius} 0 L0 ${radius} L${-radius} 0 Z`}
          style={{ ...style, fill: 'var(--p-color-bg-fill-magic)' }}
        />
      )}
    </svg>
  );
}
