import {
  Banner,
  BlockStack,
  Card,
  InlineGrid,
  InlineStack,
  Link,
  Tag,
  Text,
} from '@shopify/polaris';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CustomerScreen } from '../../presenters/customer-screen.ts';
import { regionName } from '../../i18n/prefectures.ts';
import { Figure } from '../figure.tsx';
import { useFormat, type Format } from '../format.ts';
import { PageFrame } from '../page-frame.tsx';
import { SectionCard } from '../section-card.tsx';
import { EventsCard, type EventDeed } from './events-card.tsx';
import { OptOutCard } from './opt-out-card.tsx';
import { StandingsCard } from './standings-card.tsx';

/** What can be asked for on a customer's page. */
export type CustomerDeed = EventDeed | { intent: 'opt-out'; out: 'yes' | 'no' };

interface Props {
  screen: CustomerScreen | null;
  sending: boolean;
  /** Why the last event was not recorded. */
  refusal: string | null;
  onDeed: (deed: CustomerDeed) => void;
}

/** One customer: facts, groups, and what they did beside buying. */
export function Customer({ screen, sending, refusal, onDeed }: Props) {
  const { t } = useTranslation();
  const format = useFormat(screen ?? { currency: 'JPY', timezone: 'UTC' });
  const back = { content: t('customer.back'), url: '/app' };
  if (!screen) {
    return (
      <PageFrame title={t('customer.unknown')} back={back}>
        <Card>
          <p>{t('customer.unknownText')}</p>
        </Card>
      </PageFrame>
    );
  }
  const { id, gone } = screen;
  return (
    <PageFrame title={t('customer.title', { id })} back={back}>
      {gone ? (
        <Gone screen={screen} gone={gone} />
      ) : (
        <>
          <FactsCard screen={screen} format={format} />
          <StandingsCard screen={screen} format={format} />
          <EventsCard {...{ screen, format, sending, refusal }} onDeed={onDeed} />
          <OptOutCard
            optedOut={screen.optedOut}
            sending={sending}
            onChange={(out) => {
              onDeed({ intent: 'opt-out', out: out ? 'yes' : 'no' });
            }}
          />
        </>
      )}
    </PageFrame>
  );
}

type Why = NonNullable<CustomerScreen['gone']>;

function Gone({ screen, gone }: { screen: CustomerScreen; gone: Why }) {
  const { t } = useTranslation();
  return (
    <Banner tone="info">
      <p>{t(`customer.gone.${gone}`)}</p>
      {screen.mergedInto && (
        <Link url={`/app/customers/${screen.mergedInto}`}>{t('customer.gone.toKept')}</Link>
      )}
    </Banner>
  );
}

function FactsCard({ screen, format }: { screen: CustomerScreen; format: Format }) {
  const { t } = useTranslation();
  const none = t('customer.facts.none');
  const day = (iso: string | null) => (iso === null ? none : format.day(iso));
  const uncounted = { orders: format.number(screen.uncounted) };
  return (
    <SectionCard
      title={t('customer.facts.title')}
      actions={
        <Link url={`shopify://admin/customers/${screen.id}`}>{t('customer.inShopify')}</Link>
      }
    >
      <BlockStack gap="400">
        <InlineGrid columns={{ xs: 2, md: 4 }} gap="400">
          <Figure
            label={t('customer.facts.orders')}
            help={t('customer.facts.ordersHelp')}
            value={format.number(screen.orders)}
            note={screen.uncounted > 0 ? t('customer.facts.uncounted', uncounted) : null}
          />
          <Figure
            label={t('customer.facts.amount')}
            help={t('customer.facts.amountHelp')}
            value={format.money(screen.amount)}
          />
          <Figure
            label={t('customer.facts.first')}
            help={t('customer.facts.firstHelp')}
            value={day(screen.firstOrderOn)}
          />
          <Figure
            label={t('customer.facts.last')}
            help={t('customer.facts.lastHelp')}
            value={day(screen.lastOrderOn)}
          />
        </InlineGrid>
        <Details screen={screen} day={day} />
      </BlockStack>
    </SectionCard>
  );
}

const CONSENTS = ['subscribed', 'not_subscribed', 'unsubscribed', 'pending'] as const;

function Details({ screen, day }: { screen: CustomerScreen; day: (iso: string | null) => string }) {
  const { t, i18n } = useTranslation();
  const { country, region, createdOn, emailConsent, tags } = screen;
  const consent = CONSENTS.find((each) => each === emailConsent) ?? 'other';
  const facts = {
    region: regionName(i18n.language, country, region) ?? t('customer.facts.none'),
    created: day(createdOn),
    email: emailConsent === null ? t('customer.facts.none') : t(`customer.consent.${consent}`),
  };
  return (
    <InlineGrid columns={{ xs: 2, md: 4 }} gap="400">
      {Object.entries(facts).map(([name, value]) => (
        <Fact key={name} label={t(`customer.facts.${name as keyof typeof facts}`)}>
          <Text as="span">{value}</Text>
        </Fact>
      ))}
      <Fact label={t('customer.facts.tags')}>
        {tags.length === 0 ? (
          <Text as="span">{t('customer.facts.noTags')}</Text>
        ) : (
          <InlineStack gap="100">
            {tags.map((tag) => (
              <Tag key={tag}>{tag}</Tag>
            ))}
          </InlineStack>
        )}
      </Fact>
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
