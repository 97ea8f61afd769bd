import { BlockStack, InlineStack, Link, Tag, Text } from '@shopify/polaris';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CustomerScreen } from '../../presenters/customer-screen.ts';
import type { Format } from '../format.ts';
import { SectionCard } from '../section-card.tsx';

/** The saved segments the customer is in, our tags, and the merchant's own. */
export function TagsCard({ screen, format }: { screen: CustomerScreen; format: Format }) {
  const { t } = useTranslation();
  const { segments, written, tags } = screen;
  return (
    <SectionCard title={t('customer.tags.title')} help={t('customer.tags.help')}>
      <BlockStack gap="300">
        <Group title={t('customer.tags.segments')} empty={t('customer.tags.noSegments')}>
          {segments.map(({ id, name, since }) => (
            <InlineStack key={id} gap="150">
              <Link url={`/app/segments/${id}`}>{name}</Link>
              <Text as="span" variant="bodySm" tone="subdued">
                {t('customer.reasons.since', { day: format.day(since) })}
              </Text>
            </InlineStack>
          ))}
        </Group>
        <Group title={t('customer.tags.ours')} empty={t('customer.tags.noneOfOurs')}>
          {written.map((tag) => (
            <Tag key={tag}>{tag}</Tag>
          ))}
        </Group>
        <Group title={t('customer.facts.tags')} empty={t('customer.facts.noTags')}>
          {tags.map((tag) => (
            <Tag key={tag}>{tag}</Tag>
          ))}
        </Group>
      </BlockStack>
    </SectionCard>
  );
}

interface GroupProps {
  title: string;
  empty: string;
  children: readonly ReactNode[];
}

function Group({ title, empty, children }: GroupProps) {
  return (
    <BlockStack gap="100">
      <Text as="h3" variant="headingSm">
        {title}
      </Text>
      {children.length === 0 ? (
        <Text as="p" tone="subdued">
          {empty}
        </Text>
      ) : (
        <InlineStack gap="200">{children}</InlineStack>
      )}
    </BlockStack>
  );
}
