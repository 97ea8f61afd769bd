import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CountingScreen } from '../../presenters/counting-screen.ts';
import { showToast } from '../app-bridge.ts';
import { useFormat } from '../format.ts';
import { NotReadYet } from '../not-ready.tsx';
import { PageFrame } from '../page-frame.tsx';
import { ProgressCard } from '../progress-card.tsx';
import { SaveBar } from '../save-bar.tsx';
import { useRefresh } from '../use-refresh.ts';
import { PreviewCard, type Consequences } from './preview-card.tsx';
import { RulesCard, type Rules } from './rules-card.tsx';
import { areWhole, SourcesCard, type Sources } from './sources-card.tsx';

/** Between the last change and the question what it would do. */
const PAUSE_MS = 500;

interface Props {
  screen: CountingScreen;
  /** What the rules asked about would do (in minor units); null until it is known. */
  consequences: Consequences | null;
  onAsk: (counting: Rules) => void;
  onSave: (wishes: { counting: Rules; sources: Sources }) => void;
}

/** What goes into every number. */
export function CountingPage({ screen, consequences, onAsk, onSave }: Props) {
  const { t } = useTranslation();
  const format = useFormat(screen);
  const draft = useDraft(screen, onAsk);
  useRefresh(screen.progress !== null);
  const save = () => {
    if (draft.check()) onSave({ counting: draft.counting, sources: draft.sources });
    else showToast(t('counting.invalid'), true);
  };
  return (
    <PageFrame
      title={t('counting.title')}
      subtitle={t('counting.subtitle')}
      back={{ content: t('sync.title'), url: '/app/sync' }}
      waits={!screen.ready}
    >
      {!screen.ready && <NotReadYet teaches={t('counting.teaches')} />}
      {screen.ready && (
        <>
          {screen.progress && (
            <ProgressCard
              progress={screen.progress}
              title={t('counting.progress', {
                done: format.number(screen.progress.done),
                all: format.number(screen.progress.all ?? 0),
              })}
              help={t('counting.progressHelp')}
            />
          )}
          <PreviewCard
            consequences={inUnits(consequences, screen.minorPerUnit)}
            changed={draft.countingChanged}
            format={format}
          />
          <RulesCard
            rules={draft.counting}
            channels={screen.channels}
            format={format}
            onChange={draft.setCounting}
          />
          <SourcesCard sources={draft.sources} strict={draft.strict} onChange={draft.setSources} />
          <SaveBar
            id="counting"
            open={draft.changed}
            save={t('counting.save')}
            discard={t('counting.discard')}
            onSave={save}
            onDiscard={draft.discard}
          />
        </>
      )}
    </PageFrame>
  );
}

function inUnits(consequences: Consequences | null, minorPerUnit: number): Consequences | null {
  return consequences && { ...consequences, amount: consequences.amount / minorPerUnit };
}

/** What the merchant has changed and not saved. */
function useDraft(screen: CountingScreen, onAsk: Props['onAsk']) {
  const [counting, setCounting] = useState(screen.counting);
  const [sources, setSources] = useState(screen.sources);
  const [strict, setStrict] = useState(false);
  const saved = JSON.stringify([screen.counting, screen.sources]);
  const discard = () => {
    const [savedCounting, savedSources] = JSON.parse(saved) as [Rules, Sources];
    setCounting(savedCounting);
    setSources(savedSources);
    setStrict(false);
  };
  useEffect(discard, [saved]);
  const countingChanged = JSON.stringify(counting) !== JSON.stringify(screen.counting);
  const asked = countingChanged ? JSON.stringify(counting) : null;
  useEffect(() => {
    if (asked === null) return;
    const timer = setTimeout(() => {
      onAsk(JSON.parse(asked) as Rules);
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [asked, onAsk]);
  return {
    counting,
    setCounting,
    sources,
    setSources,
    strict,
    discard,
    countingChanged,
    changed: JSON.stringify([counting, sources]) !== saved,
    check: () => {
      setStrict(true);
      return areWhole(sources);
    },
  };
}
