import { BlockStack, Button, Card, InlineStack, Link, List, Modal, Text } from '@shopify/polaris';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TaggingOffer } from '../presenters/tagging-offer.ts';
import type { Format } from './format.ts';

interface Props {
  offer: TaggingOffer;
  format: Format;
  starting: boolean;
  /** Whether the way to the page about tags is shown. */
  withLink?: boolean;
  onStart: () => void;
}

/** What *Start tagging* will do; it begins only after it was said once more. */
export function TaggingCard({ offer, format, starting, withLink = false, onStart }: Props) {
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
        <InlineStack gap="400" blockAlign="center">
          <Button
            variant="primary"
            loading={starting}
            onClick={() => {
              setAsking(true);
            }}
          >
            {t('tagging.start')}
          </Button>
          {withLink && <Link url="/app/settings/tags">{t('tags.toTags')}</Link>}
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
  const nobody = customers === 0;
  return (
    <List>
      <List.Item>
        {nobody
          ? t('tagging.willTagLater')
          : tags === null
            ? t('homePage.offerCustomers', {
                count: customers,
                customers: format.number(customers),
              })
            : t('tagging.willTag', {
                count: customers,
                customers: format.number(customers),
                tags: format.number(tags),
              })}
      </List.Item>
      {!nobody && (
        <List.Item>{t('tagging.willTake', { duration: format.duration(minutes) })}</List.Item>
      )}
      <List.Item>{t('tagging.flow')}</List.Item>
      <List.Item>{prefix ? t('tagging.prefix', { prefix }) : t('tagging.noPrefix')}</List.Item>
    </List>
  );
}
