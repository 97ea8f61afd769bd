import { Banner, BlockStack, Button, InlineStack, ProgressBar, Text } from '@shopify/polaris';
import { useEffect, useRef, useState, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { Confirm } from '../confirm.tsx';
import type { Format } from '../format.ts';
import { SectionCard } from '../section-card.tsx';
import { ConsequencesView } from './consequences.tsx';
import type { DraftHandle, ShownDraft } from './use-draft.ts';

const PERCENT = 100;

interface Props {
  handle: DraftHandle;
  /** The values are others than those that were drafted. */
  outdated?: boolean;
  format: Format;
  segmentId?: number | null;
  /** Asked before it is saved. */
  confirm?: { title: string; texts: string[]; yes: string };
  onDiscard: () => void;
}

/** What saving would change, counted for every customer; and the buttons to do it or not. */
export function DraftCard({
  handle,
  outdated = false,
  format,
  segmentId,
  confirm,
  onDiscard,
}: Props) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  const { draft, saving, save } = handle;
  const counted = draft?.status === 'done' && !outdated;
  const place = useIntoView(draft?.status);
  return (
    <div ref={place}>
      <SectionCard title={t('settings.consequences.title')}>
        <BlockStack gap="400">
          <Status draft={draft} outdated={outdated} format={format} />
          {counted && draft.consequences && (
            <ConsequencesView
              consequences={draft.consequences}
              format={format}
              segmentId={segmentId ?? null}
            />
          )}
          <InlineStack gap="200">
            {counted && (
              <Button
                variant="primary"
                tone={confirm ? 'critical' : 'success'}
                loading={saving}
                onClick={() => {
                  if (confirm) setAsking(true);
                  else save();
                }}
              >
                {confirm?.yes ?? t('settings.save')}
              </Button>
            )}
            <Button onClick={onDiscard}>{t('settings.discard')}</Button>
          </InlineStack>
        </BlockStack>
        {confirm && (
          <Confirm
            {...confirm}
            open={asking}
            no={t('settings.cancel')}
            destructive
            onYes={save}
            onClose={() => {
              setAsking(false);
            }}
          />
        )}
      </SectionCard>
    </div>
  );
}

/** Brings what it stands on into view whenever something new is to be seen there. */
function useIntoView(news: string | undefined): RefObject<HTMLDivElement> {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    place.current?.scrollIntoView({ block: 'nearest' });
  }, [news]);
  return place;
}

interface StatusProps {
  draft: ShownDraft | null;
  outdated: boolean;
  format: Format;
}

function Status({ draft, outdated, format }: StatusProps) {
  const { t } = useTranslation();
  if (draft?.status === 'failed' || draft?.status === 'superseded') {
    return (
      <Banner tone="warning">
        <p>{t(`settings.status.${draft.status}`)}</p>
      </Banner>
    );
  }
  if (outdated) return <Text as="p">{t('settings.status.outdated')}</Text>;
  if (draft?.status === 'done') {
    return (
      <div role="status">
        <Text as="p" tone="subdued">
          {t('settings.status.done', { all: format.number(draft.customers ?? 0) })}
        </Text>
      </div>
    );
  }
  const { customers, customersDone } = draft ?? { customers: null, customersDone: 0 };
  const counts = { done: format.number(customersDone), all: format.number(customers ?? 0) };
  return (
    <BlockStack gap="200">
      <div role="status">
        <Text as="p" id="draft-progress">
          {customers === null
            ? t('settings.status.waiting')
            : t('settings.status.counting', counts)}
        </Text>
      </div>
      <ProgressBar
        size="small"
        ariaLabelledBy="draft-progress"
        progress={customers ? Math.min(PERCENT, (customersDone / customers) * PERCENT) : 0}
      />
    </BlockStack>
  );
}
