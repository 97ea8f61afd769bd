import { BlockStack, InlineGrid, Link, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import { SectionCard } from '../section-card.tsx';

const PLACES = ['counting', 'import', 'duplicates'] as const;

/** The ways to what goes into the numbers. */
export function MoreCard() {
  const { t } = useTranslation();
  return (
    <SectionCard title={t('sync.more.title')}>
      <InlineGrid columns={{ xs: 1, sm: 3 }} gap="400">
        {PLACES.map((place) => (
          <BlockStack key={place} gap="050">
            <Link url={`/app/sync/${place}`}>{t(`sync.more.${place}`)}</Link>
            <Text as="p" tone="subdued">
              {t(`sync.more.${place}Text`)}
            </Text>
          </BlockStack>
        ))}
      </InlineGrid>
    </SectionCard>
  );
}
