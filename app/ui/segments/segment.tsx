import { BlockStack, Badge, Button, InlineStack, Link, Text, TextField } from '@shopify/polaris';
import { useNavigate } from '@remix-run/react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Fraction } from '../../presenters/progress.ts';
import type { SegmentScreen } from '../../presenters/segments-screen.ts';
import { CustomerLinks } from '../customer-link.tsx';
import { customersUrl } from '../customers-url.ts';
import { ExportButton } from '../export-button.tsx';
import { useFormat, type Format } from '../format.ts';
import { useFrameHref } from '../frame-link.tsx';
import { Table, type Column, type Pages } from '../index-table.tsx';
import { PageFrame } from '../page-frame.tsx';
import { SectionCard } from '../section-card.tsx';
import { DraftCard } from '../settings/draft-card.tsx';
import { useProblems, type Problem } from '../settings/problem-words.ts';
import { RecountCard } from '../settings/recount-card.tsx';
import type { DraftHandle } from '../settings/use-draft.ts';
import { useRefresh } from '../use-refresh.ts';
import { useConditionWords } from './condition-words.ts';
import { ShopifyTargetCard } from './shopify-target.tsx';
import { UnknownSegment } from './unknown-segment.tsx';

/** What can be asked for on a segment's page. */
export type SegmentDeed =
  { intent: 'rename'; name: string } | { intent: 'tag'; tag: boolean } | { intent: 'delete' };

interface Props {
  screen: SegmentScreen | null;
  recounting: Fraction | null;
  handle: DraftHandle | null;
  /** What the draft is about. */
  drafted: 'tag' | 'delete' | null;
  problems: readonly Problem[];
  sending: boolean;
  onDeed: (deed: SegmentDeed) => void;
  onDrop: () => void;
}

/** One segment: what it asks, who is in it, and its switches. */
export function Segment(props: Props) {
  const { screen, recounting, handle, drafted, onDrop } = props;
  const { t } = useTranslation();
  const format = useFormat(screen ?? { currency: 'JPY', timezone: 'UTC' });
  useRefresh(recounting !== null);
  if (!screen) return <UnknownSegment />;
  const back = { content: t('segments.title'), url: '/app/segments' };
  const { segment } = screen;
  const name = segment.name;
  const confirm = {
    title: t('segments.deleteTitle', { name }),
    texts: [t('segments.deleteText'), t('tags.automations'), t('tags.removeUndo')],
    yes: t('segments.delete'),
  };
  return (
    <PageFrame title={name} back={back}>
      {recounting && <RecountCard progress={recounting} format={format} />}
      {handle && (
        <DraftCard
          {...{ handle, format }}
          segmentId={segment.id}
          {...(drafted === 'delete' && { confirm })}
          onDiscard={onDrop}
        />
      )}
      <WhyCard screen={screen} format={format} />
      <ShopifyTargetCard target={screen.target} />
      <MembersCard screen={screen} format={format} />
      <SwitchesCard {...props} screen={screen} />
    </PageFrame>
  );
}

interface Shown {
  screen: SegmentScreen;
  format: Format;
}

function WhyCard({ screen, format }: Shown) {
  const { t } = useTranslation();
  const words = useConditionWords(screen, format);
  const { id, condition, customers, tag } = screen.segment;
  const parts = condition.type === 'all' ? condition.of : [condition];
  return (
    <SectionCard
      title={t('segments.why', { count: customers, customers: format.number(customers) })}
      help={t(parts.length > 1 ? 'segments.whyAll' : 'segments.whyOne')}
      actions={<Button url={`/app/segments/${id}/edit`}>{t('builder.editButton')}</Button>}
    >
      <ul style={{ margin: 0, paddingInlineStart: '1.25rem' }}>
        {parts.map((part, index) => (
          <li key={index}>{words(part)}</li>
        ))}
      </ul>
      <InlineStack gap="200" blockAlign="center">
        <Text as="span">{t('segments.tag')}</Text>
        <Badge>{tag ?? t('segments.tagOff')}</Badge>
        <Link url={customersUrl({ segment: id })}>{t('segments.toList')}</Link>
      </InlineStack>
    </SectionCard>
  );
}

function MembersCard({ screen, format }: Shown) {
  const { t } = useTranslation();
  const pages = usePages(screen);
  const words = useConditionWords(screen, format);
  const none = t('board.none');
  if (screen.rows.length === 0) {
    return (
      <SectionCard title={t('segments.members')}>
        <Text as="p">{t('segments.nobody')}</Text>
      </SectionCard>
    );
  }
  const columns: [Column, ...Column[]] = [
    { title: t('customers.customer') },
    { title: t('segments.since'), help: t('segments.sinceHelp') },
    ...(screen.branched ? [{ title: t('segments.because'), help: t('segments.becauseHelp') }] : []),
    { title: t('customers.orders'), numeric: true },
    { title: t('customers.amount'), numeric: true },
    { title: t('customers.last') },
  ];
  const sheet = {
    name: screen.segment.name,
    header: columns.map(({ title }) => title),
    rows: screen.rows.map(({ id, since, because, orders, amount, lastOrderOn }) => [
      id,
      since,
      ...(screen.branched ? [because.map(words).join(' / ')] : []),
      ...[orders, amount, lastOrderOn],
    ]),
  };
  return (
    <SectionCard
      title={t('segments.members')}
      help={t('segments.membersHelp')}
      actions={<ExportButton sheet={sheet} />}
      table={
        <Table
          name={{ singular: t('customers.customer'), plural: t('customers.customer') }}
          columns={columns}
          rows={screen.rows.map(({ id, since, because, orders, amount, lastOrderOn }) => ({
            id,
            cells: [
              <CustomerLinks key="customer" id={id} />,
              format.day(since),
              ...(screen.branched ? [<Lines key="because" texts={because.map(words)} />] : []),
              orders === null ? none : format.number(orders),
              amount === null ? none : format.money(amount),
              lastOrderOn === null ? none : format.day(lastOrderOn),
            ],
          }))}
          pages={pages}
        />
      }
    />
  );
}

/** Sentences, one below the other; cells of a table keep to one line otherwise. */
function Lines({ texts }: { texts: string[] }) {
  return (
    <div style={{ whiteSpace: 'normal', minWidth: '14rem' }}>
      {texts.map((text) => (
        <Text key={text} as="p">
          {text}
        </Text>
      ))}
    </div>
  );
}

function usePages({ segment, later, next }: SegmentScreen): Pages {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const href = useFrameHref();
  const base = `/app/segments/${segment.id}`;
  return {
    previous: later ? base : null,
    next: next === null ? null : `${base}?after=${next}`,
    labels: { previous: t('segments.firstPage'), next: t('customers.nextPage') },
    go: (url) => {
      navigate(href(url));
    },
  };
}

type SwitchProps = Pick<Props, 'problems' | 'sending' | 'onDeed'> & { screen: SegmentScreen };

function SwitchesCard({ screen, problems, sending, onDeed }: SwitchProps) {
  const { t } = useTranslation();
  const { segment, wantsTag } = screen;
  const [name, setName] = useState(segment.name);
  useEffect(() => {
    setName(segment.name);
  }, [segment.name]);
  const problemAt = useProblems(problems);
  const problem =
    problems.length > 0 ? (problemAt('name') ?? problemAt(problems[0]?.path ?? '')) : null;
  return (
    <SectionCard title={t('segments.change')}>
      <BlockStack gap="400">
        <TextField
          label={t('segments.name')}
          helpText={t('segments.renameHelp')}
          autoComplete="off"
          maxLength={100}
          value={name}
          onChange={setName}
          connectedRight={
            <Button
              disabled={name.trim() === '' || name === segment.name}
              loading={sending}
              onClick={() => {
                onDeed({ intent: 'rename', name });
              }}
            >
              {t('segments.rename')}
            </Button>
          }
          {...(problem !== null && { error: problem })}
        />
        <InlineStack gap="200">
          <Button
            loading={sending}
            onClick={() => {
              onDeed({ intent: 'tag', tag: !wantsTag });
            }}
          >
            {t(wantsTag ? 'segments.stopTag' : 'segments.startTag')}
          </Button>
          <Button
            tone="critical"
            loading={sending}
            onClick={() => {
              onDeed({ intent: 'delete' });
            }}
          >
            {t('segments.delete')}
          </Button>
        </InlineStack>
      </BlockStack>
    </SectionCard>
  );
}
