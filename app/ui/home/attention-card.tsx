import { BlockStack, Divider, InlineStack, Link, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { Attention } from '../../presenters/attention.ts';
import { behindUrl } from '../cpm/transitions-card.tsx';
import { customersUrl } from '../customers-url.ts';
import type { Format } from '../format.ts';
import { SectionCard } from '../section-card.tsx';

interface Props {
  attention: Attention[];
  format: Format;
}

/** What needs attention: each with its customers and the next act. */
export function AttentionCard({ attention, format }: Props) {
  const { t } = useTranslation();
  return (
    <SectionCard title={t('homePage.title')} help={t('homePage.attention.help')}>
      {attention.length === 0 ? (
        <Text as="p">{t('homePage.attention.none')}</Text>
      ) : (
        <BlockStack as="ul" gap="300">
          {attention.map((item, index) => (
            <li key={item.kind} style={{ listStyle: 'none' }}>
              <BlockStack gap="300">
                {index > 0 && <Divider />}
                <Item item={item} format={format} />
              </BlockStack>
            </li>
          ))}
        </BlockStack>
      )}
    </SectionCard>
  );
}

function Item({ item, format }: { item: Attention; format: Format }) {
  const { t } = useTranslation();
  const what = useTitle(item, format);
  const { url, label } = actOf(item);
  const behind = t('homePage.attention.customers', {
    count: item.customers,
    customers: format.number(item.customers),
  });
  return (
    <InlineStack gap="400" align="space-between" blockAlign="center">
      <div style={{ flex: '1 1 260px' }}>
        <BlockStack gap="050">
          <Text as="h3" variant="headingSm">
            {what}
          </Text>
          <Text as="p" tone="subdued">
            {t(`homePage.attention.${item.kind}Text`)}
          </Text>
        </BlockStack>
      </div>
      <InlineStack gap="400" blockAlign="center">
        <Link
          url={customersBehind(item)}
          accessibilityLabel={t('homePage.attention.show', { what, customers: behind })}
        >
          <Text as="span" variant="headingMd">
            {behind}
          </Text>
        </Link>
        <Link url={url} accessibilityLabel={`${t(`homePage.attention.${label}`)}: ${what}`}>
          {t(`homePage.attention.${label}`)}
        </Link>
      </InlineStack>
    </InlineStack>
  );
}

function useTitle(item: Attention, format: Format): string {
  const { t } = useTranslation();
  switch (item.kind) {
    case 'asleep':
      return t('homePage.attention.asleep', { days: item.days });
    case 'secondOrder':
      return t('homePage.attention.secondOrder', { days: item.within });
    case 'transition':
      return t('homePage.attention.transition', {
        stage: t(`cpmPage.transitions.${item.rate.key}`),
        rate: format.percent(item.rate.value),
        target: format.roundPercent(item.rate.target),
      });
    default:
      return t(`homePage.attention.${item.kind}`);
  }
}

function customersBehind(item: Attention): string {
  switch (item.kind) {
    case 'asleep':
      return customersUrl({ last: item.lastOrders });
    case 'excellentLapsed':
      return customersUrl({ states: [{ model: 'cpm', states: ['excellent-lapsed'] }] });
    case 'secondOrder':
      return customersUrl({ orders: [1, 1], first: item.first });
    case 'candidates':
      return customersUrl({ states: [{ model: 'vip', states: ['candidate'] }] });
    case 'transition':
      return behindUrl(item, item.rate);
    case 'exceptions':
      return '/app/settings/tags';
  }
}

/** Where the next act is done. */
function actOf({ kind }: Attention): { url: string; label: 'segment' | 'page' } {
  switch (kind) {
    case 'asleep':
      return { url: segmentUrl('falling-asleep'), label: 'segment' };
    case 'excellentLapsed':
      return { url: segmentUrl('lapsed-excellent'), label: 'segment' };
    case 'secondOrder':
      return { url: segmentUrl('one-time-near-day-90'), label: 'segment' };
    case 'candidates':
      return { url: '/app/vip', label: 'page' };
    case 'transition':
      return { url: '/app/cpm', label: 'page' };
    case 'exceptions':
      return { url: '/app/settings/tags', label: 'page' };
  }
}

function segmentUrl(key: string): string {
  return `/app/segments/new?key=${key}`;
}
