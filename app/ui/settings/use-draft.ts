import { useFetcher } from '@remix-run/react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { showToast } from '../app-bridge.ts';
import { useFrameHref } from '../frame-link.tsx';

const AGAIN_MS = 1_000;

/** Customers who stand in another state of a model; null where it says nothing. */
export interface Move {
  model: string;
  from: string | null;
  to: string | null;
  customers: number;
}

/** Whom a segment has now and would have, and some of the latter. */
export interface SegmentConsequence {
  id: number;
  name: string;
  before: number;
  after: number;
  sample: string[];
}

/** What saving would do. */
export interface Consequences {
  moves: Move[];
  segments: SegmentConsequence[];
  tags: { customers: number; added: number; removed: number };
  minutes: number;
}

/** Changed settings that are not saved, and how far the counting of what they change is. */
export interface ShownDraft {
  id: number;
  status: 'waiting' | 'counting' | 'done' | 'superseded' | 'failed';
  customers: number | null;
  customersDone: number;
  consequences: Consequences | null;
}

type Refusal =
  | 'unknown-draft'
  | 'not-counted'
  | 'settings-changed'
  | 'prefix-clash'
  | 'moves-customers'
  | 'not-ready';
type Saved = { version: number } | { refusal: Refusal };

export interface DraftHandle {
  /** Null before its first answer, and for one that is not there. */
  draft: ShownDraft | null;
  saving: boolean;
  save: () => void;
}

/**
 * Follows a draft until it is counted, and saves it.
 *
 * @param onSaved called once it is saved.
 */
export function useDraft(draftId: number | null, onSaved: () => void): DraftHandle {
  const { t } = useTranslation();
  const url = useFrameHref()(`/app/settings/drafts/${draftId ?? 0}`);
  const asking = useFetcher<{ draft: ShownDraft | null }>();
  const saving = useFetcher<Saved>();
  const { load, state } = asking;
  const found = asking.data?.draft ?? null;
  const draft = found?.id === draftId ? found : null;
  const open = draftId !== null && (!draft || ['waiting', 'counting'].includes(draft.status));
  useEffect(() => {
    if (draftId !== null) load(url);
  }, [draftId, load, url]);
  useEffect(() => {
    if (!open || state !== 'idle') return;
    const timer = setTimeout(() => {
      load(url);
    }, AGAIN_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [open, state, load, url]);
  const told = useRef(onSaved);
  told.current = onSaved;
  const { data: saved } = saving;
  useEffect(() => {
    if (!saved) return;
    const refused = 'refusal' in saved;
    showToast(refused ? t(`settings.refusal.${saved.refusal}`) : t('settings.saved'), refused);
    if (!refused) told.current();
  }, [saved, t]);
  return {
    draft,
    saving: saving.state !== 'idle',
    save: () => {
      saving.submit({}, { method: 'post', action: url, encType: 'application/json' });
    },
  };
}
