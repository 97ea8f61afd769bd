import {
  Badge,
  BlockStack,
  Button,
  FormLayout,
  InlineStack,
  Link,
  Text,
  TextField,
} from '@shopify/polaris';
import type { TFunction } from 'i18next';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { VipRelations } from '../../presenters/vip-relations.ts';
import type { StepRow, VipScreen } from '../../presenters/vip-screen.ts';
import { customersUrl } from '../customers-url.ts';
import { useEventWord } from '../event-words.ts';
import { ExportButton } from '../export-button.tsx';
import type { Format } from '../format.ts';
import { SaveBar } from '../save-bar.tsx';
import { SectionCard } from '../section-card.tsx';
import { useStateWords } from '../state-words.ts';
import { firstWords, nextStepWords, type NextStepWords } from './next-step-words.ts';

export type StepsChange = Pick<VipScreen, 'roles' | 'inserts'>;
type Step = StepRow['step'];
/** A step in the merchant's hand: its words, and what goes into the parcel. */
interface StepWords extends NextStepWords {
  insert: string;
}
type Words = Record<Step, StepWords>;

/** As the settings allow. */
const LONGEST = { name: 40, sentence: 200, insert: 200 } as const;
const SAID = ['name', 'sentence'] as const;

interface Props {
  screen: VipScreen;
  /** Null: not loaded yet. */
  relations: VipRelations | null;
  format: Format;
  onSave: (change: StepsChange) => void;
}

/** One next step for each phase, in the merchant's own words. */
export function StepsCard({ screen, relations, format, onSave }: Props) {
  const { t } = useTranslation();
  const { words, change, changed, discard, typed } = useWords(screen);
  const label = useStateWords().label;
  return (
    <SectionCard
      title={t('vipPage.steps.title')}
      help={t('vipPage.steps.help')}
      actions={
        <ExportButton
          sheet={{
            name: 'next-steps',
            header: [
              t('model.next'),
              t('board.customers'),
              t('board.share'),
              t('vipPage.steps.name'),
              t('vipPage.steps.sentence'),
              t('vipPage.steps.insert'),
            ],
            rows: screen.steps.map(({ step, customers, share }) => [
              label({ model: 'next', state: step }),
              customers,
              share,
              words[step].name,
              words[step].sentence,
              words[step].insert,
            ]),
          }}
        />
      }
    >
      <BlockStack gap="600">
        {screen.steps.map((row) => (
          <StepForm
            key={row.step}
            {...{ screen, row, relations, format }}
            words={words[row.step]}
            onChange={(own) => {
              change(row.step, own);
            }}
          />
        ))}
      </BlockStack>
      <SaveBar
        id="roles"
        open={changed}
        save={t('vipPage.steps.save')}
        discard={t('vipPage.steps.discard')}
        onSave={() => {
          onSave(typed());
        }}
        onDiscard={discard}
      />
    </SectionCard>
  );
}

/** What the merchant has typed and not saved. */
function useWords(screen: VipScreen) {
  const { t } = useTranslation();
  const saved = Object.fromEntries(
    screen.steps.map(({ step }) => [
      step,
      { ...nextStepWords(screen, step, t), insert: screen.inserts[step] ?? '' },
    ]),
  ) as Words;
  const [words, setWords] = useState(saved);
  const discard = () => {
    setWords(saved);
  };
  useEffect(discard, [screen.version]);
  return {
    words,
    changed: JSON.stringify(words) !== JSON.stringify(saved),
    change: (step: Step, own: StepWords) => {
      setWords({ ...words, [step]: own });
    },
    discard,
    typed: (): StepsChange => ({ roles: rolesOf(words, t), inserts: insertsOf(words) }),
  };
}

/** Steps whose words are not those of the app; a text that was emptied is the app's again. */
function rolesOf(words: Words, t: TFunction): StepsChange['roles'] {
  return Object.fromEntries(
    stepsOf(words).flatMap(([step, { name: typedName, sentence: typedSentence }]) => {
      const first = firstWords(step, t);
      const name = typedName.trim() || first.name;
      const sentence = typedSentence.trim() || first.sentence;
      const own = name !== first.name || sentence !== first.sentence;
      return own ? [[step, { name, sentence }]] : [];
    }),
  );
}

function insertsOf(words: Words): StepsChange['inserts'] {
  return Object.fromEntries(
    stepsOf(words).flatMap(([step, { insert }]) => (insert.trim() ? [[step, insert.trim()]] : [])),
  );
}

const stepsOf = (words: Words) => Object.entries(words) as [Step, StepWords][];

type FormProps = Pick<Props, 'screen' | 'relations' | 'format'> & {
  row: StepRow;
  words: StepWords;
  onChange: (words: StepWords) => void;
};

function StepForm({ screen, row, relations, format, words, onChange }: FormProps) {
  const { t } = useTranslation();
  const { label, meaning } = useStateWords();
  const state = { model: 'next', state: row.step } as const;
  const step = label(state);
  const first = firstWords(row.step, t);
  const own = words.name !== first.name || words.sentence !== first.sentence;
  return (
    <BlockStack gap="300">
      <BlockStack gap="100">
        <InlineStack gap="200" blockAlign="center">
          <Text as="h3" variant="headingSm">
            {step}
          </Text>
          <Badge>{words.name}</Badge>
          <StepCount {...{ row, step, format }} />
        </InlineStack>
        <Text as="p" tone="subdued">
          {meaning(state, screen.thresholds, format)}
        </Text>
        <Text as="p" variant="bodySm" tone="subdued">
          <Kinds {...{ row, relations, format }} />
        </Text>
      </BlockStack>
      <FormLayout>
        <FormLayout.Group>
          {SAID.map((part) => (
            <Part
              key={part}
              {...{ part, words, onChange }}
              multiline={part === 'sentence' ? 3 : false}
            />
          ))}
        </FormLayout.Group>
        <Part part="insert" {...{ words, onChange }} multiline={2} />
      </FormLayout>
      {own && (
        <InlineStack>
          <Button
            variant="plain"
            accessibilityLabel={t('vipPage.steps.resetOf', { step })}
            onClick={() => {
              onChange({ ...words, ...first });
            }}
          >
            {t('vipPage.steps.reset')}
          </Button>
        </InlineStack>
      )}
    </BlockStack>
  );
}

type PartProps = Pick<FormProps, 'words' | 'onChange'> & {
  part: keyof StepWords;
  /** How many lines it has; false: one. */
  multiline: number | false;
};

function Part({ part, words, onChange, multiline }: PartProps) {
  const { t } = useTranslation();
  return (
    <TextField
      label={t(`vipPage.steps.${part}`)}
      helpText={t(`vipPage.steps.${part}Help`)}
      autoComplete="off"
      maxLength={LONGEST[part]}
      multiline={multiline}
      value={words[part]}
      onChange={(value) => {
        onChange({ ...words, [part]: value });
      }}
    />
  );
}

type CountProps = Pick<FormProps, 'row' | 'format'> & { step: string };

function StepCount({ row: { step: state, customers, share }, step, format }: CountProps) {
  const { t } = useTranslation();
  const shown = format.number(customers);
  const text = t('vipPage.steps.count', {
    count: customers,
    customers: shown,
    share: share === null ? t('board.none') : format.percent(share),
  });
  if (customers === 0) return <Text as="span">{text}</Text>;
  return (
    <Link
      url={customersUrl({ states: [{ model: 'next', states: [state] }] })}
      accessibilityLabel={t('board.show', { state: step, customers: shown })}
    >
      {text}
    </Link>
  );
}

/** The events that show the behaviour, with how many customers did each. */
function Kinds({ row, relations, format }: Pick<FormProps, 'row' | 'relations' | 'format'>) {
  const { t } = useTranslation();
  const word = useEventWord();
  const kinds = row.kinds.map((kind) => {
    const counted = relations?.kinds[kind as keyof VipRelations['kinds']];
    if (!counted) return word(kind);
    const customers = format.number(counted.customers);
    return t('vipPage.steps.kind', { kind: word(kind), customers });
  });
  return t('vipPage.steps.shows', { kinds: kinds.join(t('vipPage.summary.joined')) });
}
