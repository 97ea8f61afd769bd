import { Button, InlineStack } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import { SectionCard } from '../section-card.tsx';

interface Props {
  sending: boolean;
  onMake: () => void;
}

/** Every state as a segment in Shopify's own list, by one click. */
export function SegmentsCard({ sending, onMake }: Props) {
  const { t } = useTranslation();
  return (
    <SectionCard title={t('tags.shopifySegments')} help={t('tags.shopifySegmentsHelp')}>
      <InlineStack>
        <Button loading={sending} onClick={onMake}>
          {t('tags.makeSegments')}
        </Button>
      </InlineStack>
    </SectionCard>
  );
}
