import { Banner, Card, Link } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { CustomerScreen } from '../../presenters/customer-screen.ts';
import type { Unready } from '../../presenters/readiness.ts';
import { useCustomerName } from '../customer-names.tsx';
import { useFormat, type Format } from '../format.ts';
import { NotReady } from '../not-ready.tsx';
import { PageFrame } from '../page-frame.tsx';
import { ComparisonCard } from './comparison-card.tsx';
import { EventsCard, type EventDeed } from './events-card.tsx';
import { FactsCard } from './facts-card.tsx';
import { NowCard } from './now-card.tsx';
import { OptOutCard } from './opt-out-card.tsx';
import { OrdersCard } from './orders-card.tsx';
import { ReasonsCard } from './reasons-card.tsx';
import { TagsCard } from './tags-card.tsx';
import { TimelineCard } from './timeline-card.tsx';

/** What can be asked for on a customer's page. */
export type CustomerDeed = EventDeed | { intent: 'opt-out'; out: 'yes' | 'no' };

interface Props {
  screen: CustomerScreen | null;
  /** Why a customer may not be known yet. */
  unready: Unready | null;
  sending: boolean;
  /** Why the last event was not recorded. */
  refusal: string | null;
  onDeed: (deed: CustomerDeed) => void;
}

/** One customer: what to do, the whole life drawn, why they are where they are, and all that is known. */
export function Customer({ screen, unready, ...rest }: Props) {
  const { t } = useTranslation();
  const back = { content: t('nav.customers'), url: '/app/customers' };
  if (screen) return <Known screen={screen} back={back} {...rest} />;
  return (
    <PageFrame
      title={unready ? t('customers.customer') : t('customer.unknown')}
      back={back}
      waits={unready !== null}
    >
      {unready ? (
        <NotReady why={unready} teaches={t('customer.teaches')} />
      ) : (
        <Card>
          <p>{t('customer.unknownText')}</p>
        </Card>
      )}
    </PageFrame>
  );
}

type KnownProps = Omit<Props, 'screen' | 'unready'> & {
  screen: CustomerScreen;
  back: { content: string; url: string };
};

function Known({ screen, back, ...rest }: KnownProps) {
  const { t } = useTranslation();
  const format = useFormat(screen);
  const { id, gone } = screen;
  const name = useCustomerName(id);
  const number = t('customer.title', { id });
  return (
    <PageFrame title={name ?? number} {...(name && { subtitle: number })} back={back}>
      {gone ? (
        <Gone screen={screen} gone={gone} />
      ) : (
        <Cards screen={screen} format={format} {...rest} />
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

type CardsProps = Omit<Props, 'screen' | 'unready'> & { screen: CustomerScreen; format: Format };

function Cards({ screen, format, sending, refusal, onDeed }: CardsProps) {
  const { id, drawing, today, comparison } = screen;
  return (
    <>
      <NowCard screen={screen} format={format} />
      {drawing && <TimelineCard {...{ id, drawing, today, format }} />}
      <FactsCard screen={screen} format={format} />
      <ReasonsCard screen={screen} format={format} />
      {comparison && <ComparisonCard comparison={comparison} format={format} />}
      <OrdersCard screen={screen} format={format} />
      <EventsCard {...{ screen, format, sending, refusal }} onDeed={onDeed} />
      <TagsCard screen={screen} format={format} />
      <OptOutCard
        optedOut={screen.optedOut}
        sending={sending}
        onChange={(out) => {
          onDeed({ intent: 'opt-out', out: out ? 'yes' : 'no' });
        }}
      />
    </>
  );
}
