import { Badge, BlockStack, Card, InlineStack, Text, type BadgeProps } from '@shopify/polaris';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Standing, SyncScreen } from '../../presenters/sync-screen.ts';
import { Confirm } from '../confirm.tsx';
import { useFormat, type Format } from '../format.ts';
import { PageFrame } from '../page-frame.tsx';
import { useRefresh } from '../use-refresh.ts';
import { FailuresCard } from './failures-card.tsx';
import { HistoryCard } from './history-card.tsx';
import { KindsCard } from './kinds-card.tsx';
import { MoreCard } from './more-card.tsx';
import { PermissionsCard } from './permissions-card.tsx';
import { PrivacyCard } from './privacy-card.tsx';
import { RefusalsCard } from './refusals-card.tsx';
import { WaitingCard } from './waiting-card.tsx';

/** What a merchant can ask for on this page. */
export type SyncDeed =
  | { intent: 'compare' | 'retry-backfill' | 'retry-tags' }
  | { intent: 'read-again'; kind: string }
  | { intent: 'redo' | 'dismiss'; id: string };

interface Props {
  screen: SyncScreen;
  /** Whether older failures than the newest are shown. */
  older: boolean;
  sending: boolean;
  onDeed: (deed: SyncDeed) => void;
  onChanged: () => void;
}

/** What Kizuna holds of the store, and whether it is complete. */
export function Sync({ screen, older, sending, onDeed, onChanged }: Props) {
  const { t } = useTranslation();
  const format = useFormat(screen);
  const [asking, setAsking] = useState(false);
  useRefresh(screen.standing === 'working' || screen.history.held === null);
  return (
    <PageFrame
      title={t('sync.title')}
      subtitle={t('sync.subtitle')}
      primaryAction={{
        content: t('sync.compare.start'),
        loading: sending,
        onAction: () => {
          setAsking(true);
        },
      }}
    >
      <Cards {...{ screen, older, format, onDeed, onChanged }} />
      <Confirm
        open={asking}
        title={t('sync.compare.title')}
        texts={[t('sync.compare.text'), t('sync.compare.cost'), t('sync.compare.safe')]}
        yes={t('sync.compare.confirm')}
        no={t('sync.compare.cancel')}
        onYes={() => {
          onDeed({ intent: 'compare' });
        }}
        onClose={() => {
          setAsking(false);
        }}
      />
    </PageFrame>
  );
}

type CardsProps = Omit<Props, 'sending'> & { format: Format };

function Cards({ screen, older, format, onDeed, onChanged }: CardsProps) {
  return (
    <>
      <StandingCard screen={screen} format={format} />
      <KindsCard
        screen={screen}
        format={format}
        onRetry={({ kind, state }) => {
          const first = state.step === 'failed' && state.purpose === 'backfill';
          onDeed(first ? { intent: 'retry-backfill' } : { intent: 'read-again', kind });
        }}
      />
      <WaitingCard waiting={screen.waiting} format={format} />
      <FailuresCard
        failures={screen.failures}
        older={older}
        format={format}
        onRedo={(id) => {
          onDeed({ intent: 'redo', id: id ?? '' });
        }}
        onDismiss={(id) => {
          onDeed({ intent: 'dismiss', id: id ?? '' });
        }}
      />
      <RefusalsCard
        refusals={screen.refusals}
        format={format}
        onRetry={() => {
          onDeed({ intent: 'retry-tags' });
        }}
      />
      <HistoryCard history={screen.history} format={format} />
      <MoreCard />
      <PermissionsCard permissions={screen.permissions} onGranted={onChanged} />
      <PrivacyCard screen={screen} format={format} onDownloaded={onChanged} />
    </>
  );
}

const TONES: Record<Standing, NonNullable<BadgeProps['tone']>> = {
  current: 'success',
  working: 'info',
  failed: 'critical',
  late: 'warning',
  new: 'attention',
};

function StandingCard({ screen, format }: { screen: SyncScreen; format: Format }) {
  const { t } = useTranslation();
  const { standing, completeAt, failures } = screen;
  return (
    <Card>
      <BlockStack gap="100">
        <div role="status">
          <InlineStack gap="300" blockAlign="center">
            <Badge tone={TONES[standing]} size="large">
              {t(`sync.standing.${standing}`)}
            </Badge>
            <Text as="span">
              {completeAt === null
                ? t('sync.standing.incomplete')
                : t('sync.standing.complete', { at: format.moment(completeAt) })}
            </Text>
            {failures.all > 0 && (
              <Badge tone="warning">{t('sync.standing.setAside', { count: failures.all })}</Badge>
            )}
          </InlineStack>
        </div>
      </BlockStack>
    </Card>
  );
}
