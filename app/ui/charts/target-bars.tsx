import { Badge, BlockStack, InlineStack, Text } from '@shopify/polaris';

/** A share (0 to 1) against what it should be at least, or at most. */
export interface TargetRow {
  key: string;
  label: string;
  /** Null: there is none. */
  value: number | null;
  /** As it is written. */
  text: string;
  target: number;
  /** The target is not to be passed. */
  atMost?: boolean;
  /** Of the target, as it is written. */
  targetText: string;
  /** Whether the target is met, in words; null without a value. */
  verdict: string | null;
}

interface Props {
  /** The accessible name: says what the picture shows. */
  name: string;
  rows: readonly TargetRow[];
}

const HEIGHT = 16;
const PERCENT = 100;

/** Bars from 0 to 100 %, each with a line at its target. */
export function TargetBars({ name, rows }: Props) {
  return (
    <div role="group" aria-label={name}>
      <BlockStack gap="400">
        {rows.map((row) => (
          <BlockStack key={row.key} gap="100">
            <InlineStack align="space-between" gap="200">
              <Text as="span">{row.label}</Text>
              <InlineStack gap="200" blockAlign="center">
                <Text as="span" fontWeight="semibold" numeric>
                  {row.text}
                </Text>
                <Text as="span" variant="bodySm" tone="subdued">
                  {row.targetText}
                </Text>
                {row.verdict !== null && (
                  <Badge tone={isMissed(row) ? 'warning' : 'success'}>{row.verdict}</Badge>
                )}
              </InlineStack>
            </InlineStack>
            <TargetBar row={row} />
          </BlockStack>
        ))}
      </BlockStack>
    </div>
  );
}

function isMissed({ value, target, atMost = false }: TargetRow): boolean {
  if (value === null) return false;
  return atMost ? value > target : value < target;
}

function TargetBar({ row }: { row: TargetRow }) {
  const color = isMissed(row) ? '--p-color-bg-fill-warning' : '--p-color-bg-fill-success';
  const at = `${row.target * PERCENT}%`;
  return (
    <svg aria-hidden="true" width="100%" height={HEIGHT} style={{ overflow: 'visible' }}>
      <rect
        y={3}
        width="100%"
        height={10}
        rx={3}
        style={{ fill: 'var(--p-color-bg-surface-tertiary)' }}
      />
      <rect
        y={3}
        width={`${(row.value ?? 0) * PERCENT}%`}
        height={10}
        rx={3}
        style={{ fill: `var(${color})` }}
      />
      <line
        x1={at}
        x2={at}
        y1={0}
        y2={HEIGHT}
        strokeWidth={2}
        style={{ stroke: 'var(--p-color-text)' }}
      />
    </svg>
  );
}
