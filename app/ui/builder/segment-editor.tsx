import { BlockStack, Button, InlineStack } from '@shopify/polaris';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BuilderGroup } from '../../presenters/segments-builder.ts';
import type { BuilderScreen, ReadyMadeKey } from '../../presenters/segments-screen.ts';
import { useFormat } from '../format.ts';
import { PageFrame } from '../page-frame.tsx';
import { SectionCard } from '../section-card.tsx';
import { Naming, type Named } from '../segments/naming.tsx';
import { DraftCard } from '../settings/draft-card.tsx';
import { useProblems, type Problem } from '../settings/problem-words.ts';
import type { DraftHandle } from '../settings/use-draft.ts';
import { BuilderView } from './builder.tsx';
import { LiveCountCard, useLiveCount } from './live-count.tsx';
import { useBuilder } from './use-builder.ts';

/** A segment as it was built. */
export interface BuiltWish extends Named {
  draft: BuilderGroup;
}

interface Props {
  screen: BuilderScreen;
  /** The ready-made segment that a new one begins with, and an end of its tag. */
  readyKey?: ReadyMadeKey;
  slug?: string;
  handle: DraftHandle | null;
  /** The one that is drafted. */
  segmentId: number | null;
  problems: readonly Problem[];
  sending: boolean;
  onAsk: (wish: BuiltWish) => void;
  onDrop: () => void;
}

/** Builds the conditions of a segment, new or saved, and shows who meets them. */
export function SegmentEditor(props: Props) {
  const { screen, handle, segmentId, problems, sending, onAsk, onDrop } = props;
  const { t } = useTranslation();
  const format = useFormat(screen);
  const problemAt = useProblems(problems);
  const { wish, change, asked, note } = useWish(props);
  const live = useLiveCount(wish.draft);
  const told = live.answer && 'problems' in live.answer ? live.answer.problems : [];
  const builder = useBuilder(
    screen,
    wish.draft,
    (draft) => {
      change({ draft });
    },
    told,
  );
  const { segment } = screen;
  const back = segment
    ? { content: segment.name, url: `/app/segments/${segment.id}` }
    : { content: t('segments.title'), url: '/app/segments' };
  return (
    <PageFrame
      title={segment ? t('builder.edit', { name: segment.name }) : t('builder.title')}
      subtitle={t('builder.help')}
      back={back}
    >
      <SectionCard title={t('builder.conditions')}>
        <BuilderView builder={builder} group={wish.draft} />
      </SectionCard>
      <LiveCountCard {...{ live, screen, format }} products={builder.products} />
      <NamingCard
        {...{ wish, change, problemAt, screen, sending }}
        incomplete={told.length > 0}
        onAsk={() => {
          note();
          onAsk(wish);
        }}
      />
      {handle && (
        <DraftCard
          {...{ handle, format, segmentId }}
          outdated={JSON.stringify(wish) !== asked}
          onDiscard={onDrop}
        />
      )}
    </PageFrame>
  );
}

interface NamingProps {
  screen: BuilderScreen;
  wish: BuiltWish;
  change: (part: Partial<BuiltWish>) => void;
  problemAt: (path: string) => string | null;
  sending: boolean;
  incomplete: boolean;
  onAsk: () => void;
}

function NamingCard({ screen, sending, incomplete, onAsk, ...naming }: NamingProps) {
  const { t } = useTranslation();
  return (
    <SectionCard title={t('builder.naming')}>
      <BlockStack gap="400">
        <Naming {...naming} prefix={screen.prefix} fixedSlug={screen.segment?.slug ?? null} />
        <InlineStack>
          <Button variant="primary" loading={sending} disabled={incomplete} onClick={onAsk}>
            {t('builder.look')}
          </Button>
        </InlineStack>
      </BlockStack>
    </SectionCard>
  );
}

/** What is built and typed, and what was last asked about. */
function useWish({ screen: { draft, segment }, readyKey, slug }: Props) {
  const { t } = useTranslation();
  const [wish, setWish] = useState<BuiltWish>({
    draft,
    name: segment?.name ?? (readyKey ? t(`segments.ready.${readyKey}.title`) : ''),
    slug: segment?.slug ?? slug ?? '',
    tag: segment?.tag ?? true,
  });
  const [asked, setAsked] = useState<string | null>(null);
  return {
    wish,
    asked,
    change: (part: Partial<BuiltWish>) => {
      setWish((before) => ({ ...before, ...part }));
    },
    note: () => {
      setAsked(JSON.stringify(wish));
    },
  };
}
