import { BlockStack, Button, InlineStack } from '@shopify/polaris';
import { useFetcher, useNavigate } from '@remix-run/react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CustomersScreen } from '../../presenters/customers-screen.ts';
import { showToast } from '../app-bridge.ts';
import { urlOf } from '../customers-url.ts';
import type { Format } from '../format.ts';
import { useFrameHref } from '../frame-link.tsx';
import { SectionCard } from '../section-card.tsx';
import { Naming, type Named } from '../segments/naming.tsx';
import { DraftCard } from '../settings/draft-card.tsx';
import { useProblems, type Problem } from '../settings/problem-words.ts';
import { useDraft } from '../settings/use-draft.ts';
import type { Chip } from './filter-words.ts';

interface Props {
  screen: CustomersScreen;
  chips: readonly Chip[];
  format: Format;
  onClose: () => void;
}

type Done = { draftId: number; segmentId: number } | { problems: Problem[] } | null;

/** Keeps the conditions of the list as a segment, once what that changes has been seen. */
export function SaveSegment({ screen, chips, format, onClose }: Props) {
  const { t } = useTranslation();
  const asking = useAsking(screen);
  const { wish, setWish, drafted, sending, asked } = asking;
  const problemAt = useProblems(asking.problems);
  const handle = useSaved(drafted);
  const change = (part: Partial<Named>) => {
    setWish({ ...wish, ...part });
  };
  return (
    <>
      <SectionCard title={t('filters.save.title')} help={t('filters.save.help')}>
        <BlockStack gap="400">
          <p>{chips.map(({ label }) => label).join(' / ')}</p>
          <Naming {...{ wish, change, problemAt }} prefix={screen.prefix} />
          <Deeds sending={sending} onAsk={asking.ask} onClose={onClose} />
        </BlockStack>
      </SectionCard>
      {drafted && (
        <DraftCard
          {...{ handle, format }}
          segmentId={drafted.segmentId}
          outdated={JSON.stringify(wish) !== asked}
          onDiscard={onClose}
        />
      )}
    </>
  );
}

interface DeedsProps {
  sending: boolean;
  onAsk: () => void;
  onClose: () => void;
}

function Deeds({ sending, onAsk, onClose }: DeedsProps) {
  const { t } = useTranslation();
  return (
    <InlineStack gap="200">
      <Button variant="primary" loading={sending} onClick={onAsk}>
        {t('segments.look')}
      </Button>
      <Button onClick={onClose}>{t('settings.cancel')}</Button>
    </InlineStack>
  );
}

function useAsking({ filter }: CustomersScreen) {
  const { t } = useTranslation();
  const url = useFrameHref()(urlOf('/app/customers/segment', filter));
  const fetcher = useFetcher<Done>();
  const [wish, setWish] = useState<Named>({ name: '', slug: '', tag: true });
  const [asked, setAsked] = useState('');
  const done = fetcher.data ?? null;
  const problems = done && 'problems' in done ? done.problems : [];
  useEffect(() => {
    if (problems.length > 0) showToast(t('settings.invalid'), true);
  }, [problems.length, t]);
  return {
    ...{ wish, setWish, asked, problems },
    drafted: done && 'draftId' in done ? done : null,
    sending: fetcher.state !== 'idle',
    ask: () => {
      setAsked(JSON.stringify(wish));
      fetcher.submit({ ...wish }, { method: 'post', action: url, encType: 'application/json' });
    },
  };
}

function useSaved(drafted: { draftId: number; segmentId: number } | null) {
  const navigate = useNavigate();
  const href = useFrameHref();
  return useDraft(drafted?.draftId ?? null, () => {
    navigate(href(`/app/segments/${drafted?.segmentId ?? ''}`));
  });
}
