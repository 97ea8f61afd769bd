import { BlockStack, Divider, InlineGrid, Link, Text } from '@shopify/polaris';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { regionName } from '../../i18n/prefectures.ts';
import type { CustomerScreen } from '../../presenters/customer-screen.ts';
import { Figure } from '../figure.tsx';
import type { Format } from '../format.ts';
import { SectionCard } from '../section-card.tsx';

const COLUMNS = { xs: 2, md: 4 } as const;

/** What is known of a customer, in numbers. */
export function FactsCard({ screen, format }: { screen: CustomerScreen; format: Format }) {
  const { t } = useTranslation();
  return (
    <SectionCard
      title={t('customer.facts.title')}
      actions={
        <Link url={`shopify://admin/customers/${screen.id}`}>{t('customer.inShopify')}</Link>
      }
    >
      <BlockStack gap="400">
        <InlineGrid columns={COLUMNS} gap="400">
          {useFigures(screen, format).map((figure) => (
            <Figure key={figure.label} {...figure} />
          ))}
        </InlineGrid>
        <Ltv screen={screen} format={format} />
        <Divider />
        <Details screen={screen} format={format} />
      </BlockStack>
    </SectionCard>
  );
}

function useFigures(screen: CustomerScreen, format: Format) {
  const { t } = useTranslation();
  const none = t('customer.facts.none');
  const { orders, uncounted, amount, firstOrderOn, lastOrderOn, facts } = screen;
  const day = (iso: string | null) => (iso === null ? none : format.day(iso));
  const days = (count: number | null | undefined) =>
    count == null ? none : t('customer.days', { count, days: format.number(count) });
  const values = {
    orders: format.number(orders),
    amount: format.money(amount),
    average: facts ? format.money(facts.averageOrderValue) : none,
    interval: days(facts?.medianInterval),
    first: day(firstOrderOn),
    last: day(lastOrderOn),
    tenure: days(facts?.tenure),
    departure: days(facts?.departure),
  };
  return Object.entries(values).map(([key, value]) => {
    const name = key as keyof typeof values;
    const more = name === 'orders' && uncounted > 0;
    return {
      label: t(`customer.facts.${name}`),
      help: t(`customer.facts.${name}Help`),
      value,
      note: more ? t('customer.facts.uncounted', { orders: format.number(uncounted) }) : null,
    };
  });
}

/** The three factors whose product is what the customer has spent. */
function Ltv({ screen, format }: { screen: CustomerScreen; format: Format }) {
  const { t } = useTranslation();
  const factors = screen.facts?.factors;
  if (!factors) return null;
  const tenth = (value: number) => format.number(Math.round(value * 10) / 10);
  return (
    <BlockStack gap="050">
      <Text as="h3" variant="headingSm">
        {t('customer.ltv.title')}
      </Text>
      <Text as="p">
        {t('customer.ltv.product', {
          years: tenth(factors.activeYears),
          orders: tenth(factors.ordersPerYear),
          value: format.money(factors.orderValue),
          amount: format.money(screen.amount),
        })}
      </Text>
      <Text as="p" variant="bodySm" tone="subdued">
        {t('customer.ltv.help')}
      </Text>
    </BlockStack>
  );
}

const CONSENTS = ['subscribed', 'not_subscribed', 'unsubscribed', 'pending'] as const;

function Details({ screen, format }: { screen: CustomerScreen; format: Format }) {
  const { t, i18n } = useTranslation();
  const none = t('customer.facts.none');
  const { country, region, createdOn, emailConsent } = screen;
  const consent = CONSENTS.find((each) => each === emailConsent) ?? 'other';
  const facts = {
    region: regionName(i18n.language, country, region) ?? none,
    created: createdOn === null ? none : format.day(createdOn),
    email: emailConsent === null ? none : t(`customer.consent.${consent}`),
  };
  return (
    <InlineGrid columns={COLUMNS} gap="400">
      {Object.entries(facts).map(([name, value]) => (
        <Fact key={name} label={t(`customer.facts.${name as keyof typeof facts}`)}>
          <Text as="span">{value}</Text>
        </Fact>
      ))}
    </InlineGrid>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <BlockStack gap="050">
      <Text as="span" variant="bodySm" tone="subdued">
        {label}
      </Text>
      {children}
    </BlockStack>
  );
}
