import { useFetcher, useNavigate } from '@remix-run/react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { showToast } from '../app-bridge.ts';
import { useFrameHref } from '../frame-link.tsx';
import type { Problem } from '../settings/problem-words.ts';
import { useDraft, type DraftHandle } from '../settings/use-draft.ts';

type Done = { draftId: number; segmentId: number } | { problems: Problem[] };

/** A segment that is drafted, looked at and saved. */
export interface SegmentDraft {
  /** Null while nothing is drafted. */
  handle: DraftHandle | null;
  segmentId: number | null;
  problems: readonly Problem[];
  sending: boolean;
  ask: (wish: object) => void;
  drop: () => void;
}

/** Drafts a segment at a path; once it is saved, its page opens. */
export function useSegmentDraft(path: string): SegmentDraft {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const href = useFrameHref();
  const fetcher = useFetcher<Done | null>();
  const [drafted, setDrafted] = useState<{ draftId: number; segmentId: number } | null>(null);
  const done = fetcher.data ?? null;
  useEffect(() => {
    if (!done) return;
    if ('problems' in done) showToast(t('settings.invalid'), true);
    else setDrafted(done);
  }, [done, t]);
  const handle = useDraft(drafted?.draftId ?? null, () => {
    navigate(href(`/app/segments/${drafted?.segmentId ?? ''}`));
  });
  return {
    handle: drafted && handle,
    segmentId: drafted?.segmentId ?? null,
    problems: done && 'problems' in done ? done.problems : [],
    sending: fetcher.state !== 'idle',
    ask: (wish) => {
      const options = { method: 'post', action: href(path), encType: 'application/json' } as const;
      fetcher.submit(JSON.stringify(wish), options);
    },
    drop: () => {
      setDrafted(null);
    },
  };
}
