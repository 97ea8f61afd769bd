import { Button, InlineStack } from '@shopify/polaris';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TagsScreen } from '../../presenters/tags-screen.ts';
import { Confirm } from '../confirm.tsx';
import { SectionCard } from '../section-card.tsx';

interface Props {
  screen: TagsScreen;
  sending: boolean;
  onRemove: () => void;
}

/** The way out: every tag of ours goes, until somebody takes that back. */
export function RemoveCard({ screen, sending, onRemove }: Props) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  const { tagged, pending, exceptions } = screen.counts;
  return (
    <SectionCard title={t('tags.remove')} help={t('tags.removeHelp')}>
      <InlineStack>
        <Button
          tone="critical"
          loading={sending}
          onClick={() => {
            setAsking(true);
          }}
        >
          {t('tags.remove')}
        </Button>
      </InlineStack>
      <Confirm
        open={asking}
        title={t('tags.removeTitle')}
        texts={[
          t('tags.removeText', { count: tagged + pending + exceptions }),
          t('tags.removeSegments'),
          t('tags.automations'),
          t('tags.removeUndo'),
          ...(screen.pausedAt === null ? [] : [t('tags.removePaused')]),
        ]}
        yes={t('tags.remove')}
        no={t('settings.cancel')}
        destructive
        onYes={onRemove}
        onClose={() => {
          setAsking(false);
        }}
      />
    </SectionCard>
  );
}
