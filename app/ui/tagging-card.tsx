import { BlockStack, Button, Card, InlineStack, List, Modal, Text } from '@shopify/polaris';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TaggingOffer } from '../presenters/home-screen.ts';
import type { Format } from './format.ts';

interface Props {
  offer: TaggingOffer;
  format: Format;
  starting: boolean;
  onStart: () => void;
}

/** What *Start tagging* will do; it begins only after it was said once more. */
export function TaggingCard({ offer, format, starting, onStart }: Props) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  const close = () => {
    setAsking(false);
  };
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {t('tagging.offerTitle')}
        </Text>
        <Text as="p">{t('tagging.offer')}</Text>
        <Consequences offer={offer} format={format} />
        <InlineStack>
          <Button
            variant="primary"
            loading={starting}
            onClick={() => {
              setAsking(true);
            }}
          >
            {t('tagging.start')}
          </Button>
        </InlineStack>
      </BlockStack>
      <Modal
        open={asking}
        onClose={close}
        title={t('tagging.confirmTitle')}
        primaryAction={{
          content: t('tagging.start'),
          onAction: () => {
            close();
            onStart();
          },
        }}
        secondaryActions={[{ content: t('tagging.cancel'), onAction: close }]}
      >
        <Modal.Section>
          <Consequences offer={offer} format={format} />
        </Modal.Section>
      </Modal>
    </Card>
  );
}

function Consequences({ offer, format }: Pick<Props, 'offer' | 'format'>) {
  const { t } = useTranslation();
  const { customers, tags, minutes, prefix } = offer;
  const work = { customers: format.number(customers), tags: format.number(tags) };
  return (
    <List>
      <List.Item>{t('tagging.willTag', work)}</List.Item>
      <List.Item>{t('tagging.willTake', { duration: format.duration(minutes) })}</List.Item>
      <List.Item>{t('tagging.flow')}</List.Item>
      <List.Item>{prefix ? t('tagging.prefix', { prefix }) : t('tagging.noPrefix')}</List.Item>
    </List>
  );
}
