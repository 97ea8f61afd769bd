import { InlineStack, Text } from '@shopify/polaris';

/** What a colour of a chart stands for; a custom property of Polaris. */
export interface LegendEntry {
  label: string;
  color: string;
  dashed?: boolean;
}

/** The colours of a chart and their meaning. */
export function Legend({ entries }: { entries: readonly LegendEntry[] }) {
  return (
    <InlineStack gap="400">
      {entries.map(({ label, color, dashed }) => (
        <InlineStack key={label} gap="150" blockAlign="center">
          <svg width={16} height={12} aria-hidden="true">
            {dashed === undefined ? (
              <rect x={2} width={12} height={12} rx={2} style={{ fill: `var(${color})` }} />
            ) : (
              <line
                x1={0}
                x2={16}
                y1={6}
                y2={6}
                strokeWidth={2}
                {...(dashed && { strokeDasharray: '5 4' })}
                style={{ stroke: `var(${color})` }}
              />
            )}
          </svg>
          <Text as="span" variant="bodySm">
            {label}
          </Text>
        </InlineStack>
      ))}
    </InlineStack>
  );
}
