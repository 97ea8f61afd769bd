import { Text } from '@shopify/polaris';
import type { Format } from '../format.ts';

interface Props {
  count: number;
  strong?: boolean;
  format: Format;
}

/** A number in a table of ways: where nobody is, it steps back. */
export function CrossCount({ count, strong = false, format }: Props) {
  return (
    <Text
      as="span"
      {...(count === 0 && { tone: 'subdued' as const })}
      {...(strong && { fontWeight: 'semibold' as const })}
    >
      {format.number(count)}
    </Text>
  );
}
