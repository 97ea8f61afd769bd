import { Button, InlineStack, Text } from '@shopify/polaris';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Confirm } from '../confirm.tsx';
import { SectionCard } from '../section-card.tsx';

interface Props {
  optedOut: boolean;
  sending: boolean;
  onChange: (out: boolean) => void;
}

/** Lets the merchant take one customer out of every group, and back. */
export function OptOutCard({ optedOut, sending, onChange }: Props) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  return (
    <SectionCard title={t('customer.optOut.title')}>
      <Text as="p">{t(optedOut ? 'customer.optOut.off' : 'customer.optOut.on')}</Text>
      <InlineStack>
        <Button
          loading={sending}
          onClick={() => {
            if (optedOut) onChange(false);
            else setAsking(true);
          }}
        >
          {t(optedOut ? 'customer.optOut.start' : 'customer.optOut.stop')}
        </Button>
      </InlineStack>
      <Confirm
        open={asking}
        title={t('customer.optOut.stopTitle')}
        texts={[t('customer.optOut.stopText')]}
        yes={t('customer.optOut.confirm')}
        no={t('customer.events.cancel')}
        destructive
        onYes={() => {
          onChange(true);
        }}
        onClose={() => {
          setAsking(false);
        }}
      />
    </SectionCard>
  );
}
