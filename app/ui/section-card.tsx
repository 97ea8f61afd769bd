import { BlockStack, Box, Card, InlineStack, Text } from '@shopify/polaris';
import type { ReactNode } from 'react';

interface Props {
  title: string;
  help?: string;
  /** Buttons beside the title. */
  actions?: ReactNode;
  /** A table that reaches to the card's edges, below the rest. */
  table?: ReactNode;
  children?: ReactNode;
}

/** A card with a title, one sentence of help, what it says, and a table. */
export function SectionCard({ title, help, actions, table, children }: Props) {
  return (
    <Card padding="0">
      <Box padding="400">
        <BlockStack gap="300">
          <InlineStack align="space-between" blockAlign="center" gap="200">
            <Text as="h2" variant="headingMd">
              {title}
            </Text>
            {actions && <InlineStack gap="200">{actions}</InlineStack>}
          </InlineStack>
          {help && (
            <Text as="p" tone="subdued">
              {help}
            </Text>
          )}
          {children}
        </BlockStack>
      </Box>
      {table}
    </Card>
  );
}
