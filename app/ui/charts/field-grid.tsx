import type { ReactNode } from 'react';

/** The head of a row or column; the note says what it stands for. */
export interface GridHead {
  label: string;
  note: string | null;
}

export interface GridField {
  key: string;
  content: ReactNode;
  /** A word above it, where fields have names. */
  label: string | null;
  /** 0 to 1: how dark the field is. */
  strength: number;
  /** Fields of one group that lie side by side have no line between them. */
  group: string;
}

interface Props {
  /** The accessible name: says what the numbers are. */
  name: string;
  corner: string;
  columns: readonly GridHead[];
  rows: readonly { head: GridHead; fields: readonly GridField[] }[];
  /** Pixels below which the grid is not squeezed but moved sideways. */
  minWidth?: number;
  /** Fields of one line only. */
  low?: boolean;
}

const LINE = '2px solid var(--p-color-text-secondary)';
const THIN = '1px solid var(--p-color-border-secondary)';
const MOST = 100;
const HIGH = 56;
const LOW = 36;

/** A table of fields, the darker the more: every field says its number too. */
export function FieldGrid({ name, corner, columns, rows, minWidth = 540, low = false }: Props) {
  return (
    <div role="region" aria-label={name} tabIndex={0} style={{ overflowX: 'auto' }}>
      <table style={{ width: '100%', minWidth, tableLayout: 'fixed', borderCollapse: 'collapse' }}>
        <thead>
          <tr>
            <th scope="col" style={{ ...SIDE, width: 96 }}>
              <span style={SMALL}>{corner}</span>
            </th>
            {columns.map((head) => (
              <th key={head.label} scope="col" style={{ ...HEAD, textAlign: 'center' }}>
                <Head {...head} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ head, fields }, row) => (
            <tr key={head.label}>
              <th scope="row" style={SIDE}>
                <Head {...head} />
              </th>
              {fields.map((field, column) => (
                <Field
                  key={field.key}
                  field={field}
                  height={low ? LOW : HIGH}
                  above={rows[row - 1]?.fields[column]?.group}
                  before={fields[column - 1]?.group}
                  isLast={{ row: row === rows.length - 1, column: column === fields.length - 1 }}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Head({ label, note }: GridHead) {
  return (
    <>
      {label}
      {note && <div style={SMALL}>{note}</div>}
    </>
  );
}

interface FieldProps {
  field: GridField;
  height: number;
  /** Groups of the neighbours; undefined at the edge. */
  above: string | undefined;
  before: string | undefined;
  isLast: { row: boolean; column: boolean };
}

function Field({ field, height, above, before, isLast }: FieldProps) {
  const { content, label, strength, group } = field;
  const share = Math.round(MOST * strength);
  return (
    <td
      style={{
        height,
        padding: 4,
        textAlign: 'center',
        verticalAlign: 'middle',
        fontVariantNumeric: 'tabular-nums',
        background: `color-mix(in srgb, var(--p-color-bg-fill-info) ${share}%, var(--p-color-bg-surface))`,
        borderTop: above === group ? THIN : LINE,
        borderLeft: before === group ? THIN : LINE,
        ...(isLast.row && { borderBottom: LINE }),
        ...(isLast.column && { borderRight: LINE }),
      }}
    >
      {label && <div style={{ ...SMALL, color: 'var(--p-color-text)' }}>{label}</div>}
      {content}
    </td>
  );
}

const HEAD = { padding: 4, textAlign: 'left', fontWeight: 600, verticalAlign: 'middle' } as const;
/** Stays in sight while the rest is moved below it. */
const SIDE = {
  ...HEAD,
  position: 'sticky',
  left: 0,
  background: 'var(--p-color-bg-surface)',
} as const;
const SMALL = {
  fontSize: 11,
  lineHeight: 1.3,
  fontWeight: 400,
  color: 'var(--p-color-text-secondary)',
} as const;
