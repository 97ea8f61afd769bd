import { BlockStack, InlineGrid, Select, Text, TextField } from '@shopify/polaris';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Field, FieldGroup, SettingsScreen } from '../../presenters/settings-screen.ts';
import type { Format } from '../format.ts';
import { SectionCard } from '../section-card.tsx';
import { useFieldWords } from './field-words.ts';
import { ThresholdPicture, type Loaded } from './threshold-picture.tsx';

interface Props {
  group: FieldGroup;
  screen: SettingsScreen;
  values: SettingsScreen['values'];
  problemAt: (path: string) => string | null;
  format: Format;
  distributions: Loaded;
  onChange: (path: string, text: string) => void;
}

/** Lists among the fields, each below a title of its own. */
const LISTS = [
  'rfm.recencyDays',
  'rfm.orders',
  'rfm.amounts',
  'vip.minimumEvents',
  'vip.points',
] as const;
type List = (typeof LISTS)[number];

/** The thresholds of one model, with what the model is. */
export function GroupCard(props: Props) {
  const { group, values } = props;
  const { t } = useTranslation();
  const single = group.fields.filter(({ path }) => listOf(path) === null);
  const fixed = values['rfm.cuts'] === 'fixed';
  const lists = LISTS.filter(
    (list) =>
      group.fields.some(({ path }) => listOf(path) === list) && (fixed || !list.startsWith('rfm')),
  );
  return (
    <SectionCard
      title={t(`settings.group.${group.key}.title`)}
      help={t(`settings.group.${group.key}.help`)}
    >
      <BlockStack gap="400">
        <InlineGrid columns={{ xs: 1, md: 2 }} gap="400">
          {single.map((field) => (
            <FieldInput key={field.path} {...inputOf(field, props)} />
          ))}
        </InlineGrid>
        {lists.map((list) => (
          <FieldList key={list} list={list} {...props} />
        ))}
      </BlockStack>
    </SectionCard>
  );
}

function listOf(path: string): List | null {
  return LISTS.find((list) => path.startsWith(`${list}.`)) ?? null;
}

function FieldList({ list, ...props }: Props & { list: List }) {
  const { t } = useTranslation();
  const problem = props.problemAt(list);
  const { label, help } = {
    label: t(`settings.field.${list}.label`),
    help: t(`settings.field.${list}.help`),
  };
  return (
    <BlockStack gap="200">
      <Text as="h3" variant="headingSm">
        {label}
      </Text>
      <Text as="p" tone="subdued">
        {help}
      </Text>
      {problem !== null && (
        <Text as="p" tone="critical">
          {problem}
        </Text>
      )}
      <InlineGrid columns={{ xs: 2, md: 4 }} gap="300">
        {props.group.fields
          .filter(({ path }) => listOf(path) === list)
          .map((field) => (
            <FieldInput key={field.path} {...inputOf(field, props)} />
          ))}
      </InlineGrid>
      <ThresholdPicture
        path={list}
        label={label}
        format={props.format}
        distributions={props.distributions}
        texts={props.group.fields
          .filter(({ path }) => listOf(path) === list)
          .map(({ path }) => props.values[path] ?? '')}
      />
    </BlockStack>
  );
}

interface InputProps extends Pick<Props, 'format' | 'distributions' | 'onChange'> {
  field: Field;
  value: string;
  /** What it is without a change. */
  standard: string;
  problem: string | null;
  currency: string;
}

function inputOf(field: Field, props: Props): InputProps {
  const { screen, values, problemAt, format, distributions, onChange } = props;
  const { path } = field;
  return {
    field,
    value: values[path] ?? '',
    standard: screen.defaults[path] ?? '',
    problem: problemAt(path),
    currency: screen.currency,
    ...{ format, distributions, onChange },
  };
}

/** Drawn anew only when something of its own has changed: a page has dozens of them. */
const FieldInput = memo(function FieldInput(props: InputProps) {
  const { field, value, format, distributions, onChange } = props;
  const { label } = useFieldWords(format);
  return (
    <BlockStack gap="200">
      <FieldText {...props} />
      <ThresholdPicture
        path={field.path}
        label={label(field.path)}
        texts={[value]}
        {...{ distributions, format }}
        onChange={(text) => {
          onChange(field.path, text);
        }}
      />
    </BlockStack>
  );
});

function FieldText({ field, value, standard, problem, currency, format, onChange }: InputProps) {
  const { t } = useTranslation();
  const words = useFieldWords(format);
  const { path, unit, options } = field;
  const isCut = listOf(path)?.startsWith('rfm') ?? false;
  const help = [
    words.help(path),
    ...(isCut ? [] : [t('settings.standard', { value: words.value(field, standard) })]),
  ].join(' ');
  const common = {
    label: words.label(path),
    helpText: help.trim(),
    value,
    onChange: (text: string) => {
      onChange(path, text);
    },
    ...(problem !== null && { error: problem }),
  };
  if (options) {
    return (
      <Select
        {...common}
        options={options.map((each) => ({ value: each, label: words.value(field, each) }))}
      />
    );
  }
  const suffix = unit === 'money' ? currency : words.unit(unit);
  return <TextField {...common} autoComplete="off" inputMode="decimal" suffix={suffix} />;
}
