import { BlockStack, Text, Tooltip } from '@shopify/polaris';
import type { ReactNode } from 'react';

interface Props {
  label: string;
  value: ReactNode;
  /** How the number is counted. */
  help: string;
  note?: ReactNode;
}

/** A number with its name and its definition. */
export function Figure({ label, value, help, note }: Props) {
  return (
    <BlockStack gap="050" inlineAlign="start">
      <Tooltip content={help} hasUnderline>
        <Text as="span" variant="bodySm">
          {label}
        </Text>
      </Tooltip>
      <Text as="p" variant="headingLg">
        {value}
      </Text>
      {note && (
        <Text as="p" variant="bodySm" tone="subdued">
          {note}
        </Text>
      )}
    </BlockStack>
  );
}
