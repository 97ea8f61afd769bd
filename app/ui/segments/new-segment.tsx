import { BlockStack, Button, Card, InlineGrid, InlineStack, Text } from '@shopify/polaris';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type {
  NewSegmentScreen,
  ParameterField,
  ParameterValues,
  ReadyMadeKey,
} from '../../presenters/segments-screen.ts';
import { useFormat } from '../format.ts';
import { NotReady } from '../not-ready.tsx';
import { PageFrame } from '../page-frame.tsx';
import { SectionCard } from '../section-card.tsx';
import { DraftCard } from '../settings/draft-card.tsx';
import { useProblems, type Problem } from '../settings/problem-words.ts';
import type { DraftHandle } from '../settings/use-draft.ts';
import { Naming, type Named } from './naming.tsx';
import { ParameterInput } from './parameter-input.tsx';

/** A segment as it was typed. */
interface Wish extends Named {
  key: ReadyMadeKey;
  values: ParameterValues;
}

interface Props {
  screen: NewSegmentScreen;
  fields: ParameterField[];
  handle: DraftHandle | null;
  segmentId: number | null;
  problems: readonly Problem[];
  sending: boolean;
  /** It is being opened in the builder. */
  opening: boolean;
  onAsk: (wish: Wish) => void;
  onOpen: (wish: Pick<Wish, 'key' | 'values'>) => void;
  onDrop: () => void;
}

/** Makes a segment from a ready-made one. */
export function NewSegment(props: Props) {
  const { screen } = props;
  const { t } = useTranslation();
  const { key } = screen;
  const list = { content: t('segments.title'), url: '/app/segments' };
  const choice = { content: t('segments.add'), url: '/app/segments/new' };
  return (
    <PageFrame
      title={key ? t(`segments.ready.${key}.title`) : t('segments.add')}
      subtitle={key ? t(`segments.ready.${key}.meaning`) : t('segments.addHelp')}
      back={key ? choice : list}
      waits={screen.unready !== null}
    >
      {screen.unready ? (
        <NotReady why={screen.unready} teaches={t('segments.teaches')} />
      ) : key ? (
        <Form key={key} {...props} readyKey={key} />
      ) : (
        <Choice keys={screen.keys} />
      )}
    </PageFrame>
  );
}

function Choice({ keys }: { keys: ReadyMadeKey[] }) {
  const { t } = useTranslation();
  return (
    <InlineGrid columns={{ xs: 1, md: 2 }} gap="400">
      <Card>
        <BlockStack gap="200" inlineAlign="start">
          <Text as="h2" variant="headingMd">
            {t('builder.scratch')}
          </Text>
          <Text as="p">{t('builder.scratchText')}</Text>
          <Button variant="primary" url="/app/segments/new?start=scratch">
            {t('builder.scratchButton')}
          </Button>
        </BlockStack>
      </Card>
      {keys.map((key) => (
        <Card key={key}>
          <BlockStack gap="200" inlineAlign="start">
            <Text as="h2" variant="headingMd">
              {t(`segments.ready.${key}.title`)}
            </Text>
            <Text as="p">{t(`segments.ready.${key}.meaning`)}</Text>
            <Button
              url={`/app/segments/new?key=${key}`}
              accessibilityLabel={t('segments.chooseOne', {
                name: t(`segments.ready.${key}.title`),
              })}
            >
              {t('segments.choose')}
            </Button>
          </BlockStack>
        </Card>
      ))}
    </InlineGrid>
  );
}

function Form({
  screen,
  fields,
  handle,
  segmentId,
  problems,
  sending,
  opening,
  onAsk,
  onOpen,
  onDrop,
  readyKey,
}: Props & { readyKey: ReadyMadeKey }) {
  const { t } = useTranslation();
  const format = useFormat(screen);
  const problemAt = useProblems(problems);
  const { wish, setWish, asked, note } = useWish(screen, fields, readyKey);
  const change = (part: Partial<Wish>) => {
    setWish({ ...wish, ...part });
  };
  return (
    <>
      <SectionCard title={t('segments.conditions')}>
        <BlockStack gap="400">
          {fields.map((field) => (
            <ParameterInput
              key={field.name}
              {...{ field, screen, readyKey }}
              value={wish.values[field.name] ?? ''}
              problem={problemAt(field.name)}
              onChange={(value) => {
                change({ values: { ...wish.values, [field.name]: value } });
              }}
            />
          ))}
          {fields.length === 0 && <Text as="p">{t('segments.noParameters')}</Text>}
          <Naming {...{ wish, change, problemAt }} prefix={screen.prefix} />
          <FormButtons
            {...{ sending, opening }}
            onLook={() => {
              note();
              onAsk(wish);
            }}
            onOpen={() => {
              onOpen({ key: readyKey, values: wish.values });
            }}
          />
        </BlockStack>
      </SectionCard>
      {handle && (
        <DraftCard
          {...{ handle, format, segmentId }}
          outdated={JSON.stringify(wish) !== asked}
          onDiscard={onDrop}
        />
      )}
    </>
  );
}

interface ButtonProps {
  sending: boolean;
  opening: boolean;
  onLook: () => void;
  onOpen: () => void;
}

function FormButtons({ sending, opening, onLook, onOpen }: ButtonProps) {
  const { t } = useTranslation();
  return (
    <InlineStack gap="200" blockAlign="center">
      <Button variant="primary" loading={sending} onClick={onLook}>
        {t('segments.look')}
      </Button>
      <Button loading={opening} onClick={onOpen}>
        {t('builder.refine')}
      </Button>
      <Text as="span" tone="subdued">
        {t('builder.refineHelp')}
      </Text>
    </InlineStack>
  );
}

/** What is typed, and what was last asked about. */
function useWish({ slug }: NewSegmentScreen, fields: readonly ParameterField[], key: ReadyMadeKey) {
  const { t } = useTranslation();
  const [wish, setWish] = useState<Wish>({
    key,
    name: t(`segments.ready.${key}.title`),
    slug,
    tag: true,
    values: Object.fromEntries(fields.map(({ name, value }) => [name, value])),
  });
  const [asked, setAsked] = useState<string | null>(null);
  const note = () => {
    setAsked(JSON.stringify(wish));
  };
  return { wish, setWish, asked, note };
}
