import { Button, InlineStack, Link, Text } from '@shopify/polaris';
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Fraction } from '../../presenters/progress.ts';
import type { SettingsScreen } from '../../presenters/settings-screen.ts';
import { useFormat } from '../format.ts';
import { NotReady } from '../not-ready.tsx';
import { PageFrame } from '../page-frame.tsx';
import { SectionCard } from '../section-card.tsx';
import { useRefresh } from '../use-refresh.ts';
import { DraftCard } from './draft-card.tsx';
import { DraftSaveBar } from './draft-save-bar.tsx';
import { GroupCard } from './group-card.tsx';
import { HistoryCard, type ShownVersion } from './history-card.tsx';
import { LanguageCard, type Language } from './language-card.tsx';
import { useProblems, type Problem } from './problem-words.ts';
import { RecountCard } from './recount-card.tsx';
import { useDistributions } from './threshold-picture.tsx';
import type { DraftHandle } from './use-draft.ts';

interface Props {
  screen: SettingsScreen;
  versions: ShownVersion[];
  me: string;
  recounting: Fraction | null;
  /** Null while nothing is drafted. */
  handle: DraftHandle | null;
  problems: readonly Problem[];
  sending: boolean;
  onAsk: (values: SettingsScreen['values']) => void;
  onDrop: () => void;
  onUndo: (version: number) => void;
  onLanguage: (language: Language) => void;
}

/** Every threshold: changed, looked at, saved, taken back. */
export function Settings(props: Props) {
  const { screen, versions, me, recounting, sending, onUndo, onLanguage } = props;
  const { t } = useTranslation();
  const format = useFormat(screen);
  useRefresh(recounting !== null);
  const ready = screen.version !== null;
  return (
    <PageFrame
      title={t('settings.title')}
      subtitle={t('settings.subtitle')}
      waits={screen.unready !== null}
    >
      {screen.unready && <NotReady why={screen.unready} teaches={t('settings.teaches')} />}
      {recounting && <RecountCard progress={recounting} format={format} />}
      {ready && (
        <>
          <Form {...props} />
          <LanguageCard
            language={screen.language ?? 'admin'}
            saving={sending}
            onChange={onLanguage}
          />
          <HistoryCard
            key={screen.version}
            {...{ versions, me, format, onUndo }}
            groups={screen.groups}
            minorPerUnit={screen.minorPerUnit}
            undoing={sending}
          />
        </>
      )}
    </PageFrame>
  );
}

function Form({ screen, handle, problems, sending, onAsk, onDrop }: Props) {
  const format = useFormat(screen);
  const form = useForm(screen);
  const distributions = useDistributions();
  const problemAt = useProblems(problems);
  const { values, asked, changed } = form;
  const outdated = JSON.stringify(values) !== asked;
  const ask = () => {
    form.note();
    onAsk(values);
  };
  const discard = () => {
    form.discard();
    onDrop();
  };
  return (
    <>
      <AskCard changed={changed} sending={sending} onAsk={ask} />
      {handle && changed && (
        <DraftCard {...{ handle, format }} outdated={outdated} onDiscard={discard} />
      )}
      {screen.groups.map((group) => (
        <GroupCard
          key={group.key}
          {...{ group, screen, values, problemAt, format, distributions }}
          onChange={form.change}
        />
      ))}
      <DraftSaveBar
        id="settings"
        open={changed}
        {...{ handle, outdated }}
        onAsk={ask}
        onDiscard={discard}
      />
    </>
  );
}

interface AskProps {
  changed: boolean;
  sending: boolean;
  onAsk: () => void;
}

function AskCard({ changed, sending, onAsk }: AskProps) {
  const { t } = useTranslation();
  return (
    <SectionCard title={t('settings.ask')} help={t('settings.askHelp')}>
      <InlineStack gap="400" blockAlign="center">
        <Button variant="primary" disabled={!changed} loading={sending} onClick={onAsk}>
          {t('settings.ask')}
        </Button>
        <Text as="span">
          <Link url="/app/settings/tags">{t('tags.title')}</Link>
        </Text>
        <Text as="span">
          <Link url="/app/segments">{t('segments.title')}</Link>
        </Text>
      </InlineStack>
    </SectionCard>
  );
}

/** What the merchant has typed and not saved. */
function useForm(screen: SettingsScreen) {
  const saved = JSON.stringify(screen.values);
  const [values, setValues] = useState(screen.values);
  const [asked, setAsked] = useState<string | null>(null);
  const { version } = screen;
  const reset = () => {
    setValues(screen.values);
    setAsked(null);
  };
  useEffect(reset, [version]);
  const change = useCallback((path: string, text: string) => {
    setValues((before) => ({ ...before, [path]: text }));
  }, []);
  return {
    values,
    asked,
    changed: JSON.stringify(values) !== saved,
    change,
    note: () => {
      setAsked(JSON.stringify(values));
    },
    discard: reset,
  };
}
