import { BlockStack, Box, Button, ButtonGroup, Text } from '@shopify/polaris';
import { useNavigate } from '@remix-run/react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure, SyncScreen } from '../../presenters/sync-screen.ts';
import { Confirm } from '../confirm.tsx';
import type { Format } from '../format.ts';
import { useFrameHref } from '../frame-link.tsx';
import { Table } from '../index-table.tsx';
import { SectionCard } from '../section-card.tsx';

interface Props {
  failures: SyncScreen['failures'];
  /** Whether this is not the first page. */
  older: boolean;
  format: Format;
  onRedo: (id: string | null) => void;
  onDismiss: (id: string | null) => void;
}

/** Deliveries that could not be applied: why, and what to do about them. */
export function FailuresCard({ failures, older, format, onRedo, onDismiss }: Props) {
  const { t } = useTranslation();
  const [dismissing, setDismissing] = useState<{ id: string | null } | null>(null);
  const { all } = failures;
  if (all === 0) {
    return (
      <SectionCard title={t('sync.failures.title')}>
        <Text as="p">{t('sync.failures.empty')}</Text>
      </SectionCard>
    );
  }
  const dismiss = (id: string | null) => () => {
    setDismissing({ id });
  };
  return (
    <>
      <SectionCard
        title={t('sync.failures.title')}
        help={t('sync.failures.help')}
        actions={
          <>
            <Button onClick={dismiss(null)} tone="critical" variant="tertiary">
              {t('sync.failures.dismissAll')}
            </Button>
            <Button
              onClick={() => {
                onRedo(null);
              }}
            >
              {t('sync.failures.redoAll')}
            </Button>
          </>
        }
        table={<Failures {...{ failures, older, format, onRedo }} onAskDismiss={dismiss} />}
      />
      <Confirm
        open={dismissing !== null}
        title={t('sync.failures.dismissTitle')}
        texts={[t('sync.failures.dismissText', { count: dismissing?.id ? 1 : all })]}
        yes={t('sync.failures.dismiss')}
        no={t('sync.compare.cancel')}
        destructive
        onYes={() => {
          if (dismissing) onDismiss(dismissing.id);
        }}
        onClose={() => {
          setDismissing(null);
        }}
      />
    </>
  );
}

interface TableProps extends Pick<Props, 'failures' | 'older' | 'format' | 'onRedo'> {
  onAskDismiss: (id: string) => () => void;
}

function Failures({ failures, older, format, onRedo, onAskDismiss }: TableProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const href = useFrameHref();
  const topicOf = useTopic();
  return (
    <Table
      name={{ singular: t('sync.failures.title'), plural: t('sync.failures.title') }}
      columns={[
        { title: t('sync.failures.topic') },
        { title: t('sync.failures.at') },
        { title: t('sync.failures.tries'), numeric: true },
        { title: t('sync.failures.reason') },
        { title: t('sync.failures.redo'), hidden: true },
      ]}
      rows={failures.shown.map((failure) => ({
        id: failure.id,
        cells: [
          topicOf(failure.topic),
          format.moment(failure.at),
          format.number(failure.tries),
          <Why key="why" failure={failure} />,
          <ButtonGroup key="deeds" noWrap>
            <Button
              size="slim"
              onClick={() => {
                onRedo(failure.id);
              }}
            >
              {t('sync.failures.redo')}
            </Button>
            <Button size="slim" variant="tertiary" onClick={onAskDismiss(failure.id)}>
              {t('sync.failures.dismiss')}
            </Button>
          </ButtonGroup>,
        ],
      }))}
      pages={{
        previous: older ? '/app/sync' : null,
        next: failures.next === null ? null : `/app/sync?before=${failures.next}`,
        labels: { previous: t('sync.failures.previous'), next: t('sync.failures.next') },
        go: (url) => {
          navigate(href(url), { preventScrollReset: true });
        },
      }}
    />
  );
}

const TOPICS = [
  'orders',
  'refunds',
  'customers',
  'products',
  'app',
  'bulk_operations',
  'shop',
] as const;

/** What a topic tells of, in the merchant's words, with Shopify's own name. */
function useTopic() {
  const { t } = useTranslation();
  return (topic: string) => {
    const family = topic.startsWith('customer') ? 'customers' : topic.split('/')[0];
    const known = TOPICS.find((each) => each === family);
    return (
      <BlockStack>
        {known && <span>{t(`sync.topics.${known}`)}</span>}
        <Text as="span" variant="bodySm" tone="subdued">
          {topic}
        </Text>
      </BlockStack>
    );
  };
}

function Why({ failure: { cause, detail } }: { failure: Failure }) {
  const { t } = useTranslation();
  return (
    <Box maxWidth="360px">
      <span style={{ whiteSpace: 'normal', overflowWrap: 'anywhere' }}>
        {t(`sync.failures.cause.${cause}`)}
        <br />
        <Text as="span" variant="bodySm" tone="subdued">
          {detail}
        </Text>
      </span>
    </Box>
  );
}
