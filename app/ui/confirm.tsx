import { BlockStack, Modal, Text } from '@shopify/polaris';

interface Props {
  open: boolean;
  title: string;
  texts: string[];
  yes: string;
  no: string;
  destructive?: boolean;
  onYes: () => void;
  onClose: () => void;
}

/** Asks before something is done that costs or cannot be taken back. */
export function Confirm({ open, title, texts, yes, no, destructive, onYes, onClose }: Props) {
  return (
    <Modal
      open={open}
      onClose={onClose}
      title={title}
      primaryAction={{
        content: yes,
        destructive: destructive ?? false,
        onAction: () => {
          onClose();
          onYes();
        },
      }}
      secondaryActions={[{ content: no, onAction: onClose }]}
    >
      <Modal.Section>
        <BlockStack gap="200">
          {texts.map((text) => (
            <Text key={text} as="p">
              {text}
            </Text>
          ))}
        </BlockStack>
      </Modal.Section>
    </Modal>
  );
}
