import {
  Banner,
  BlockStack,
  Button,
  Checkbox,
  ChoiceList,
  InlineStack,
  List,
  TextField,
} from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { ShownClash, TagsScreen } from '../../presenters/tags-screen.ts';
import { SectionCard } from '../section-card.tsx';

export type Tagging = TagsScreen['tagging'];

interface Props {
  tagging: Tagging;
  models: TagsScreen['models'];
  changed: boolean;
  sending: boolean;
  problemAt: (path: string) => string | null;
  /** Under the prefix that was asked about, or that is in force. */
  clash: ShownClash | null;
  onChange: (tagging: Tagging) => void;
  onAsk: () => void;
}

/** The models that write tags, under which prefix, and what a hand that takes one off means. */
export function WritesCard(props: Props) {
  const { tagging, models, changed, sending, onChange, onAsk } = props;
  const { t } = useTranslation();
  const change = (part: Partial<Tagging>) => {
    onChange({ ...tagging, ...part });
  };
  return (
    <SectionCard title={t('tags.what')} help={t('tags.whatHelp')}>
      <BlockStack gap="500">
        <ChoiceList
          title={t('tags.models')}
          allowMultiple
          choices={models.map((model) => ({ value: model, label: t(`model.${model}`) }))}
          selected={tagging.models}
          onChange={(chosen) => {
            change({ models: models.filter((model) => chosen.includes(model)) });
          }}
        />
        <Switch
          label={t('tags.segments')}
          help={t('tags.segmentsHelp')}
          on={tagging.segments}
          onTurn={(segments) => {
            change({ segments });
          }}
        />
        <Switch
          label={t('tags.metafields')}
          help={t('tags.metafieldsHelp')}
          on={tagging.metafields}
          onTurn={(metafields) => {
            change({ metafields });
          }}
        />
        <Prefix {...props} />
        <ChoiceList
          title={t('tags.whenRemovedTitle')}
          choices={(['repair', 'respect'] as const).map((value) => ({
            value,
            label: t(`tags.whenRemoved.${value}`),
            helpText: t(`tags.${value}Help`),
          }))}
          selected={[tagging.whenRemoved]}
          onChange={([whenRemoved]) => {
            change({ whenRemoved: whenRemoved === 'respect' ? 'respect' : 'repair' });
          }}
        />
        <InlineStack>
          <Button variant="primary" disabled={!changed} loading={sending} onClick={onAsk}>
            {t('settings.ask')}
          </Button>
        </InlineStack>
      </BlockStack>
    </SectionCard>
  );
}

function Prefix({ tagging, problemAt, clash, onChange }: Props) {
  const { t } = useTranslation();
  const problem = problemAt('tagging.prefix');
  return (
    <BlockStack gap="300">
      <TextField
        label={t('tags.prefix')}
        helpText={t('tags.prefixHelp', { example: `${tagging.prefix}cpm:steady-active` })}
        autoComplete="off"
        maxLength={40}
        value={tagging.prefix}
        onChange={(prefix) => {
          onChange({ ...tagging, prefix });
        }}
        {...(problem !== null && { error: problem })}
      />
      {clash && <Clash clash={clash} />}
    </BlockStack>
  );
}

function Clash({ clash: { customers, examples } }: { clash: ShownClash }) {
  const { t } = useTranslation();
  return (
    <Banner tone="warning" title={t('tags.clash', { count: customers })}>
      <List>
        {examples.map(({ id, tag }) => (
          <List.Item key={id}>{t('tags.clashExample', { id, tag })}</List.Item>
        ))}
      </List>
      <p>{t('tags.clashHelp')}</p>
    </Banner>
  );
}

interface SwitchProps {
  label: string;
  help: string;
  on: boolean;
  onTurn: (on: boolean) => void;
}

function Switch({ label, help, on, onTurn }: SwitchProps) {
  return <Checkbox label={label} helpText={help} checked={on} onChange={onTurn} />;
}
