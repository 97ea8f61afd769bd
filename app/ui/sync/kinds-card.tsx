import { Badge, BlockStack, Button, InlineStack, ProgressBar, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { Finding, KindLine, KindState } from '../../presenters/sync-kinds.ts';
import type { SyncScreen } from '../../presenters/sync-screen.ts';
import { CountedAt } from '../counted-at.tsx';
import type { Format } from '../format.ts';
import { Table, type Row } from '../index-table.tsx';
import { SectionCard } from '../section-card.tsx';

const PERCENT = 100;

interface Props {
  screen: SyncScreen;
  format: Format;
  onRetry: (line: KindLine) => void;
}

/** How each kind of data stands. */
export function KindsCard({ screen, format, onRetry }: Props) {
  const { t } = useTranslation();
  const rows = screen.kinds.map((line): Row => {
    const retry = () => {
      onRetry(line);
    };
    return {
      id: line.kind,
      cells: [
        <Text key="kind" as="span" fontWeight="semibold">
          {t(`sync.kinds.${line.kind}`)}
        </Text>,
        <Held key="held" line={line} fromFiles={screen.fromFiles} format={format} />,
        <State key="state" line={line} format={format} onRetry={retry} />,
        line.toldAt === null ? t('sync.kinds.never') : format.moment(line.toldAt),
        <Found key="look" finding={line.look} format={format} />,
        <Found
          key="whole"
          finding={line.whole}
          first={line.whole?.first ?? false}
          removals
          format={format}
        />,
      ],
    };
  });
  return (
    <SectionCard
      title={t('sync.kinds.title')}
      help={t('sync.standing.help')}
      table={
        <Table
          name={{ singular: t('sync.kinds.kind'), plural: t('sync.kinds.kind') }}
          columns={[
            { title: t('sync.kinds.kind') },
            { title: t('sync.kinds.held'), help: t('sync.kinds.heldHelp'), numeric: true },
            { title: t('sync.kinds.state') },
            { title: t('sync.kinds.told'), help: t('sync.kinds.toldHelp') },
            { title: t('sync.kinds.look'), help: t('sync.kinds.lookHelp') },
            { title: t('sync.kinds.whole'), help: t('sync.kinds.wholeHelp') },
          ]}
          rows={[...rows, useTagRow(screen, format)]}
        />
      }
    >
      <CountedAt at={screen.countedAt} format={format} />
    </SectionCard>
  );
}

function useTagRow({ tags, tagged, waiting, tagging }: SyncScreen, format: Format): Row {
  const { t } = useTranslation();
  const state = tagging ? (waiting.tags > 0 ? 'tagging' : 'done') : 'untagged';
  return {
    id: 'tags',
    cells: [
      <Text key="kind" as="span" fontWeight="semibold">
        {t('sync.kinds.tags')}
      </Text>,
      t('sync.kinds.tagsHeld', { count: tagged, customers: format.number(tagged) }),
      <Badge key="state" {...(state === 'done' && { tone: 'success' as const })}>
        {t(`sync.state.${state}`)}
      </Badge>,
      t('sync.kinds.never'),
      tags === null ? (
        t('sync.kinds.never')
      ) : (
        <Lines
          key="look"
          first={format.moment(tags.at)}
          second={t('sync.kinds.checked', {
            checked: format.number(tags.checked),
            mended: format.number(tags.mended),
          })}
        />
      ),
      t('sync.kinds.never'),
    ],
  };
}

function Held({ line, fromFiles, format }: { line: KindLine; fromFiles: number; format: Format }) {
  const { t } = useTranslation();
  const held = line.held === null ? t('sync.kinds.counting') : format.number(line.held);
  if (line.kind !== 'orders' || fromFiles === 0) return held;
  return (
    <Lines first={held} second={t('sync.kinds.fromFiles', { orders: format.number(fromFiles) })} />
  );
}

interface StateProps {
  line: KindLine;
  format: Format;
  onRetry: () => void;
}

function State({ line: { state }, format, onRetry }: StateProps) {
  const { t } = useTranslation();
  switch (state.step) {
    case 'none':
    case 'waiting':
      return <Badge>{t(`sync.state.${state.step}`)}</Badge>;
    case 'denied':
      return <Badge tone="warning">{t('sync.state.denied')}</Badge>;
    case 'done':
      return <Badge tone="success">{t('sync.state.done')}</Badge>;
    case 'preparing': {
      const rows = format.number(state.rows ?? 0);
      return (
        <Badge tone="info">
          {state.rows ? t('sync.state.preparingRows', { rows }) : t('sync.state.preparing')}
        </Badge>
      );
    }
    case 'reading':
      return <Reading state={state} format={format} />;
    case 'failed':
      return (
        <BlockStack gap="100" inlineAlign="start">
          <Badge tone="critical">{t('sync.state.failed')}</Badge>
          <Small>{t('sync.state.reason', { reason: state.reason })}</Small>
          <Button size="slim" onClick={onRetry}>
            {t('sync.kinds.retry')}
          </Button>
        </BlockStack>
      );
  }
}

type ReadingState = Extract<KindState, { step: 'reading' }>;

function Reading({ state, format }: { state: ReadingState; format: Format }) {
  const { t } = useTranslation();
  const { done, all, perSecond, secondsLeft } = state;
  const rows = { done: format.number(done), all: format.number(all ?? 0) };
  const words = [
    all === null ? t('sync.state.progressOpen', rows) : t('sync.state.progress', rows),
    ...(perSecond === null ? [] : [t('sync.state.pace', { rate: format.number(perSecond) })]),
    ...(secondsLeft === null
      ? []
      : [t('sync.state.left', { duration: format.duration(secondsLeft / 60) })]),
  ];
  return (
    <BlockStack gap="100">
      <InlineStack>
        <Badge tone="info">{t('sync.state.reading')}</Badge>
      </InlineStack>
      {all !== null && all > 0 && (
        <div role="group" aria-label={t('sync.state.reading')}>
          <ProgressBar size="small" progress={Math.min(PERCENT, (done / all) * PERCENT)} />
        </div>
      )}
      {words.map((each) => (
        <Small key={each}>{each}</Small>
      ))}
    </BlockStack>
  );
}

interface FoundProps {
  finding: Finding | null;
  first?: boolean;
  removals?: boolean;
  format: Format;
}

function Found({ finding, first, removals, format }: FoundProps) {
  const { t } = useTranslation();
  if (!finding) return t('sync.kinds.never');
  const mended = format.number(finding.mended);
  const removed = format.number(finding.removed);
  const words = first
    ? t('sync.kinds.first', { records: mended })
    : removals
      ? t('sync.kinds.mendedRemoved', { mended, removed })
      : t('sync.kinds.mended', { mended });
  return <Lines first={format.moment(finding.at)} second={words} />;
}

function Lines({ first, second }: { first: string; second: string }) {
  return (
    <BlockStack>
      <span>{first}</span>
      <Small>{second}</Small>
    </BlockStack>
  );
}

function Small({ children }: { children: string }) {
  return (
    <Text as="span" variant="bodySm" tone="subdued">
      {children}
    </Text>
  );
}
