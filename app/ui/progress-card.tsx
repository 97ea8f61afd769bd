import { BlockStack, Card, ProgressBar, Text } from '@shopify/polaris';
import { useId } from 'react';
import type { Fraction } from '../presenters/progress.ts';

const PERCENT = 100;

interface Props {
  progress: Fraction;
  /** What goes on, with its numbers. */
  title: string;
  help: string;
}

/** Work that goes on, and how far it is. */
export function ProgressCard({ progress: { done, all }, title, help }: Props) {
  const id = useId();
  return (
    <Card>
      <BlockStack gap="200">
        <div role="status">
          <Text as="h2" variant="headingMd" id={id}>
            {title}
          </Text>
        </div>
        <ProgressBar
          size="small"
          ariaLabelledBy={id}
          progress={all ? Math.min(PERCENT, (done / all) * PERCENT) : 0}
        />
        <Text as="p" tone="subdued">
          {help}
        </Text>
      </BlockStack>
    </Card>
  );
}
