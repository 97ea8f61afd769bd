import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Fraction } from '../../presenters/progress.ts';
import type { ShownClash, TagsScreen } from '../../presenters/tags-screen.ts';
import { useFormat } from '../format.ts';
import { NotReadYet } from '../not-ready.tsx';
import { PageFrame } from '../page-frame.tsx';
import { DraftCard } from '../settings/draft-card.tsx';
import { DraftSaveBar } from '../settings/draft-save-bar.tsx';
import { useProblems, type Problem } from '../settings/problem-words.ts';
import { RecountCard } from '../settings/recount-card.tsx';
import type { DraftHandle } from '../settings/use-draft.ts';
import { TaggingCard } from '../tagging-card.tsx';
import { useRefresh } from '../use-refresh.ts';
import { ExceptionsCard } from './exceptions-card.tsx';
import { RemoveCard } from './remove-card.tsx';
import { SegmentsCard } from './segments-card.tsx';
import { StateCard } from './state-card.tsx';
import { WritesCard, type Tagging } from './writes-card.tsx';

export type TagDeed = 'start' | 'pause' | 'resume' | 'remove' | 'retry' | 'segments';

interface Props {
  screen: TagsScreen;
  recounting: Fraction | null;
  /** Null while nothing is drafted. */
  handle: DraftHandle | null;
  problems: readonly Problem[];
  /** Of the prefix that was asked about. */
  clash: ShownClash | null;
  sending: boolean;
  onAsk: (tagging: Tagging) => void;
  onDrop: () => void;
  onDeed: (deed: TagDeed) => void;
}

/** Which tags are written, and the switches for it. */
export function Tags(props: Props) {
  const { screen, recounting, sending, onDeed } = props;
  const { t } = useTranslation();
  const format = useFormat(screen);
  useRefresh(recounting !== null || screen.counts.pending > 0);
  const deed = (one: TagDeed) => () => {
    onDeed(one);
  };
  const common = { screen, format, sending };
  return (
    <PageFrame
      title={t('tags.title')}
      subtitle={t('tags.subtitle')}
      back={{ content: t('settings.title'), url: '/app/settings' }}
      waits={screen.version === null}
    >
      {screen.version === null ? (
        <NotReadYet teaches={t('tags.teaches')} />
      ) : (
        <>
          {recounting && <RecountCard progress={recounting} format={format} />}
          {screen.offer && (
            <TaggingCard
              offer={screen.offer}
              format={format}
              starting={sending}
              onStart={deed('start')}
            />
          )}
          <StateCard {...common} onPause={deed('pause')} onResume={deed('resume')} />
          <Form {...props} />
          <ExceptionsCard {...common} onRetry={deed('retry')} />
          {!screen.offer && <SegmentsCard {...{ sending }} onMake={deed('segments')} />}
          {!screen.offer && <RemoveCard {...common} onRemove={deed('remove')} />}
        </>
      )}
    </PageFrame>
  );
}

function Form({ screen, handle, problems, clash, sending, onAsk, onDrop }: Props) {
  const format = useFormat(screen);
  const problemAt = useProblems(problems);
  const form = useForm(screen);
  const { tagging, asked, changed } = form;
  const outdated = JSON.stringify(tagging) !== asked;
  const ask = () => {
    form.note();
    onAsk(tagging);
  };
  const discard = () => {
    form.discard();
    onDrop();
  };
  return (
    <>
      <WritesCard
        {...{ tagging, changed, sending, problemAt }}
        models={screen.models}
        clash={changed ? (outdated ? null : clash) : screen.clash}
        onChange={form.change}
        onAsk={ask}
      />
      {handle && changed && (
        <DraftCard {...{ handle, format }} outdated={outdated} onDiscard={discard} />
      )}
      <DraftSaveBar
        id="tags"
        open={changed}
        {...{ handle, outdated }}
        onAsk={ask}
        onDiscard={discard}
      />
    </>
  );
}

/** What the merchant has chosen and not saved. */
function useForm({ tagging: saved, version }: TagsScreen) {
  const [tagging, change] = useState(saved);
  const [asked, setAsked] = useState<string | null>(null);
  const reset = () => {
    change(saved);
    setAsked(null);
  };
  useEffect(reset, [version]);
  return {
    tagging,
    change,
    asked,
    changed: JSON.stringify(tagging) !== JSON.stringify(saved),
    note: () => {
      setAsked(JSON.stringify(tagging));
    },
    discard: reset,
  };
}
