import {
  Badge,
  BlockStack,
  Button,
  InlineStack,
  Link,
  Text,
  type BadgeProps,
} from '@shopify/polaris';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TagsScreen } from '../../presenters/tags-screen.ts';
import { Confirm } from '../confirm.tsx';
import type { Format } from '../format.ts';
import { SectionCard } from '../section-card.tsx';

type State = 'off' | 'running' | 'current' | 'paused';

const TONES: Record<State, NonNullable<BadgeProps['tone']>> = {
  off: 'attention',
  running: 'info',
  current: 'success',
  paused: 'warning',
};

interface Props {
  screen: TagsScreen;
  format: Format;
  sending: boolean;
  onPause: () => void;
  onResume: () => void;
}

/** How far the tags are, and the brake. */
export function StateCard({ screen, format, sending, onPause, onResume }: Props) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  const state = stateOf(screen);
  const paused = state === 'paused';
  const words = paused ? 'resume' : 'pause';
  return (
    <SectionCard
      title={t('tags.stateTitle')}
      actions={
        state !== 'off' && (
          <Button
            loading={sending}
            onClick={() => {
              setAsking(true);
            }}
          >
            {t(`tags.${words}`)}
          </Button>
        )
      }
    >
      <div role="status">
        <InlineStack gap="300" blockAlign="center">
          <Badge tone={TONES[state]}>{t(`tags.state.${state}`)}</Badge>
          <Text as="span">
            <Counts screen={screen} state={state} format={format} />
          </Text>
        </InlineStack>
      </div>
      <BlockStack gap="100">
        {screen.pausedAt !== null && (
          <Text as="p">{t('tags.pausedSince', { at: format.moment(screen.pausedAt) })}</Text>
        )}
        {screen.tagging.models.length === 0 && !screen.tagging.segments && (
          <Text as="p">{t('tags.none')}</Text>
        )}
        <Text as="p">
          <Link url="/app/settings">{t('tags.toHistory')}</Link>
        </Text>
      </BlockStack>
      <Confirm
        open={asking}
        title={t(`tags.${words}Title`)}
        texts={
          paused
            ? [t('tags.resumeText'), t('tags.automations')]
            : [t('tags.pauseText'), t('tags.pauseBack')]
        }
        yes={t(`tags.${words}`)}
        no={t('settings.cancel')}
        onYes={paused ? onResume : onPause}
        onClose={() => {
          setAsking(false);
        }}
      />
    </SectionCard>
  );
}

function stateOf({ offer, pausedAt, counts }: TagsScreen): State {
  if (offer) return 'off';
  if (pausedAt !== null) return 'paused';
  return counts.pending > 0 ? 'running' : 'current';
}

interface CountsProps {
  screen: TagsScreen;
  state: State;
  format: Format;
}

function Counts({ screen: { counts }, state, format }: CountsProps) {
  const { t } = useTranslation();
  const { tagged, pending, exceptions } = counts;
  if (state === 'off') return t('tags.notStarted');
  if (state === 'running') {
    const all = tagged + pending + exceptions;
    return t('tags.written', { done: format.number(tagged), all: format.number(all) });
  }
  const waiting = pending > 0 ? ` ${t('tags.waiting', { count: pending })}` : '';
  return t('tags.tagged', { tagged: format.number(tagged) }) + waiting;
}
