import {
  BlockStack,
  Box,
  Button,
  FormLayout,
  InlineStack,
  Select,
  Text,
  TextField,
} from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { CountingScreen } from '../../presenters/counting-screen.ts';
import { EVENT_KINDS, useEventWord } from '../event-words.ts';
import { SectionCard } from '../section-card.tsx';

export type Sources = CountingScreen['sources'];
type Source = Sources[number];
type TagSource = Extract<Source, { from: 'tag' }>;
type MetafieldSource = Extract<Source, { from: 'metafield' }>;

const MOST = 20;
const SHORTEST_NAMESPACE = 3;
const SHORTEST_KEY = 2;

interface Props {
  sources: Sources;
  /** Mistakes are shown once somebody has tried to save. */
  strict: boolean;
  onChange: (sources: Sources) => void;
}

/** Whether every row says enough. */
export function areWhole(sources: Sources): boolean {
  return sources.every((source) =>
    source.from === 'tag'
      ? source.tag.trim() !== ''
      : source.namespace.trim().length >= SHORTEST_NAMESPACE &&
        source.key.trim().length >= SHORTEST_KEY,
  );
}

/** Tags and metafields that stand for what customers do. */
export function SourcesCard({ sources, strict, onChange }: Props) {
  const { t } = useTranslation();
  const add = (source: Source) => () => {
    onChange([...sources, source]);
  };
  const full = sources.length >= MOST;
  return (
    <SectionCard title={t('counting.sources')} help={t('counting.sourcesHelp')}>
      {sources.length === 0 && <Text as="p">{t('counting.sourcesEmpty')}</Text>}
      {sources.map((source, index) => (
        <Row
          key={index}
          source={source}
          strict={strict}
          onChange={(changed) => {
            onChange(sources.with(index, changed));
          }}
          onRemove={() => {
            onChange(sources.toSpliced(index, 1));
          }}
        />
      ))}
      <InlineStack gap="200">
        <Button disabled={full} onClick={add({ from: 'tag', tag: '', kind: 'review' })}>
          {t('counting.addTagSource')}
        </Button>
        <Button
          disabled={full}
          onClick={add({ from: 'metafield', namespace: '', key: '', kind: 'review', value: null })}
        >
          {t('counting.addMetafieldSource')}
        </Button>
      </InlineStack>
    </SectionCard>
  );
}

interface RowProps<Kind extends Source = Source> {
  source: Kind;
  strict: boolean;
  onChange: (source: Source) => void;
  onRemove: () => void;
}

function Row({ source, strict, onChange, onRemove }: RowProps) {
  const { t } = useTranslation();
  const word = useEventWord();
  return (
    <Box borderWidth="025" borderColor="border" borderRadius="200" padding="300">
      <BlockStack gap="200">
        {source.from === 'tag' ? (
          <TagFields {...{ source, strict, onChange }} />
        ) : (
          <MetafieldFields {...{ source, strict, onChange }} />
        )}
        <Select
          label={t('counting.source.kind')}
          options={EVENT_KINDS.map((kind) => ({ value: kind, label: word(kind) }))}
          value={source.kind}
          onChange={(kind) => {
            onChange({ ...source, kind: kind as Source['kind'] });
          }}
        />
        <InlineStack align="end">
          <Button variant="tertiary" tone="critical" onClick={onRemove}>
            {t('counting.remove')}
          </Button>
        </InlineStack>
      </BlockStack>
    </Box>
  );
}

type FieldProps<Kind extends Source> = Omit<RowProps<Kind>, 'onRemove'>;

function TagFields({ source, strict, onChange }: FieldProps<TagSource>) {
  const { t } = useTranslation();
  return (
    <TextField
      label={t('counting.source.tag')}
      helpText={t('counting.source.tagHelp')}
      autoComplete="off"
      maxLength={255}
      value={source.tag}
      error={strict && source.tag.trim() === '' && t('counting.source.missing')}
      onChange={(tag) => {
        onChange({ ...source, tag });
      }}
    />
  );
}

function MetafieldFields({ source, strict, onChange }: FieldProps<MetafieldSource>) {
  const { t } = useTranslation();
  const { namespace, key, value } = source;
  const short = (text: string, least: number) => strict && text.trim().length < least;
  return (
    <FormLayout>
      <FormLayout.Group condensed>
        <TextField
          label={t('counting.source.namespace')}
          autoComplete="off"
          maxLength={255}
          value={namespace}
          error={short(namespace, SHORTEST_NAMESPACE) && t('counting.source.shortNamespace')}
          onChange={(text) => {
            onChange({ ...source, namespace: text });
          }}
        />
        <TextField
          label={t('counting.source.key')}
          autoComplete="off"
          maxLength={64}
          value={key}
          error={short(key, SHORTEST_KEY) && t('counting.source.shortKey')}
          onChange={(text) => {
            onChange({ ...source, key: text });
          }}
        />
      </FormLayout.Group>
      <TextField
        label={t('counting.source.value')}
        helpText={t('counting.source.valueHelp')}
        autoComplete="off"
        value={value ?? ''}
        onChange={(text) => {
          onChange({ ...source, value: text === '' ? null : text });
        }}
      />
    </FormLayout>
  );
}
