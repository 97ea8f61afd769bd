import { Text } from '@shopify/polaris';

/** Cells of a table keep to one line; a name with its definition does not. */
export function NamedCell({ name, how }: { name: string; how: string }) {
  return (
    <div style={{ whiteSpace: 'normal', minWidth: 200, maxWidth: 480 }}>
      <Text as="span" fontWeight="semibold">
        {name}
      </Text>
      <br />
      <Text as="span" variant="bodySm" tone="subdued">
        {how}
      </Text>
    </div>
  );
}
