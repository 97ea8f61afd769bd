import {
  BlockStack,
  Button,
  Checkbox,
  InlineError,
  InlineStack,
  Select,
  TextField,
} from '@shopify/polaris';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { regionName } from '../../i18n/prefectures.ts';
import type { BuilderRow } from '../../presenters/segments-builder.ts';
import { EVENT_KINDS, useEventWord } from '../event-words.ts';
import { useStateLabel } from '../settings/state-label.ts';
import { NamesChoice } from './names-choice.tsx';
import { useProblemWords } from './problem-words.ts';
import { ProductPicker } from './product-picker.tsx';
import {
  Choice,
  CompareInput,
  DateInput,
  PeriodInput,
  ShortText,
  WhenInput,
  type RowProps,
} from './row-inputs.tsx';
import { isOpposite, opposite } from './tree.ts';
import type { Builder } from './use-builder.ts';

interface Props {
  builder: Builder;
  row: BuilderRow;
  /** Where it stands, as `2-1`. */
  place: string;
  /** Null for the only part there is. */
  onRemove: (() => void) | null;
}

/** One condition in a line: what it is about, how it is compared, and with what. */
export function BuilderRowView({ builder, row, place, onRemove }: Props) {
  const { t } = useTranslation();
  const problems = useProblemWords(builder.problems, row.key);
  const change = (part: Partial<BuilderRow>) => {
    builder.change(row.key, (node) => ({ ...node, ...part }));
  };
  const name = t('builder.row', { place });
  return (
    <div role="group" aria-label={name}>
      <BlockStack gap="200">
        <InlineStack gap="200" blockAlign="start" wrap>
          <FieldChoice builder={builder} row={row} change={change} />
          <Inputs {...{ builder, row, change }} problemAt={problems.at} />
        </InlineStack>
        {problems.other !== null && <InlineError message={problems.other} fieldID={row.key} />}
        <InlineStack gap="400" blockAlign="center">
          <Checkbox
            label={t('builder.not')}
            checked={isOpposite(row)}
            onChange={() => {
              builder.change(row.key, opposite);
            }}
          />
          {onRemove && (
            <Button
              variant="plain"
              tone="critical"
              accessibilityLabel={t('builder.removeOf', { what: name })}
              onClick={onRemove}
            >
              {t('builder.remove')}
            </Button>
          )}
        </InlineStack>
      </BlockStack>
    </div>
  );
}

type Field = BuilderRow['field'];

const BUYING: readonly Field[] = ['orders', 'amount', 'bought', 'averageOrderValue'];
const TIME: readonly Field[] = [
  'last',
  'first',
  'departure',
  'tenure',
  'medianInterval',
  'daysToSecond',
];
const OTHERS: readonly Field[] = ['event', 'region', 'source', 'one-more-order'];

function FieldChoice({ builder, row, change }: Omit<RowProps, 'problemAt'> & { builder: Builder }) {
  const { t } = useTranslation();
  const label = useStateLabel();
  const { fields, states } = builder.screen;
  const word = (field: Field) =>
    field in states ? label.model(field) : t(`builder.fields.${field as 'orders'}`);
  const group = (title: 'buying' | 'time' | 'groups' | 'others', of: readonly Field[]) => ({
    title: t(`builder.fields.${title}`),
    options: of.map((field) => ({ value: field, label: word(field) })),
  });
  const models = fields.filter((field) => field in states);
  return (
    <Select
      id={`builder-field-${row.key}`}
      label={t('builder.field')}
      labelHidden
      options={[
        group('buying', BUYING),
        group('time', TIME),
        group('groups', models),
        group('others', OTHERS),
      ]}
      value={row.field}
      onChange={(field) => {
        change(changedField(row, field as Field));
      }}
    />
  );
}

/** What another field does not ask, or knows by other names, begins anew. */
function changedField({ when, period }: BuilderRow, field: Field): Partial<BuilderRow> {
  return {
    field,
    states: [],
    when: { ...when, is: 'now' },
    period: period.kind === 'first-order' ? { ...period, kind: 'ever' } : period,
  };
}

function Inputs(props: RowProps & { builder: Builder }): ReactNode {
  const { builder, row } = props;
  const { t } = useTranslation();
  const { states, currency } = builder.screen;
  const days = t('settings.unit.days');
  const times = t('settings.unit.times');
  const { field } = row;
  switch (field) {
    case 'orders':
    case 'amount':
      return (
        <>
          <PeriodInput {...props} />
          <CompareInput {...props} unit={field === 'orders' ? times : currency} />
        </>
      );
    case 'averageOrderValue':
      return <CompareInput {...props} unit={currency} />;
    case 'departure':
    case 'tenure':
    case 'medianInterval':
    case 'daysToSecond':
      return <CompareInput {...props} unit={days} />;
    case 'first':
    case 'last':
      return <DateInput {...props} />;
    case 'bought':
      return <BoughtInputs {...props} />;
    case 'event':
      return (
        <>
          <Kinds {...props} />
          <PeriodInput {...props} />
          <CompareInput {...props} unit={times} />
        </>
      );
    case 'region':
      return <Regions {...props} />;
    case 'source':
      return <Sources {...props} />;
    case 'one-more-order':
      return <OneMoreInputs {...props} />;
    default:
      return (
        <>
          <States {...props} model={field} options={states[field] ?? []} />
          <WhenInput {...props} relative={isRelative(field)} />
        </>
      );
  }
}

const RELATIVE: readonly Field[] = ['rfm', 'rank', 'layer', 'decile', 'abc'];

function isRelative(field: Field): boolean {
  return RELATIVE.includes(field);
}

interface StatesProps extends RowProps {
  model: string;
  options: readonly string[];
}

function States({ row, problemAt, change, model, options }: StatesProps) {
  const label = useStateLabel();
  const of = model === 'decile' ? [...options].sort((a, b) => Number(a) - Number(b)) : options;
  return (
    <NamesChoice
      label={label.model(model)}
      options={of.map((state) => ({ value: state, label: label.state(model, state) }))}
      chosen={row.states}
      problem={problemAt('in.states', 'reaches.states')}
      onChange={(states) => {
        change({ states });
      }}
    />
  );
}

function Kinds({ row, problemAt, change }: RowProps) {
  const { t } = useTranslation();
  const word = useEventWord();
  return (
    <NamesChoice
      label={t('builder.kinds')}
      options={EVENT_KINDS.map((kind) => ({ value: kind, label: word(kind) }))}
      chosen={row.kinds}
      problem={problemAt('kinds')}
      onChange={(kinds) => {
        change({ kinds });
      }}
    />
  );
}

function Regions({ builder, row, problemAt, change }: RowProps & { builder: Builder }) {
  const { t, i18n } = useTranslation();
  const all = [...new Set([...builder.screen.regions, ...row.regions])];
  return (
    <NamesChoice
      label={t('builder.regions')}
      options={all.map((region) => ({
        value: region,
        label: regionName(i18n.language, null, region) ?? region,
      }))}
      chosen={row.regions}
      problem={problemAt('regions')}
      onChange={(regions) => {
        change({ regions });
      }}
    />
  );
}

function Sources({ row, problemAt, change }: RowProps) {
  const { t } = useTranslation();
  const problem = problemAt('sources');
  return (
    <div style={{ width: '18rem', maxWidth: '100%' }}>
      <TextField
        label={t('builder.sources')}
        labelHidden
        autoComplete="off"
        placeholder="google, line"
        helpText={t('builder.sourcesHelp')}
        value={row.sources}
        onChange={(sources) => {
          change({ sources });
        }}
        {...(problem !== null && { error: problem })}
      />
    </div>
  );
}

const MEASURES = ['orders', 'units', 'value'] as const;

function BoughtInputs(props: RowProps & { builder: Builder }) {
  const { builder, row, problemAt, change } = props;
  const { t } = useTranslation();
  const { currency, channels } = builder.screen;
  const known = new Set(channels.map(({ id }) => id));
  const unnamed = row.channels.filter((id) => !known.has(id));
  const all = [...channels, ...unnamed.map((id) => ({ id, name: id }))];
  const unit = row.measure === 'value' ? currency : t('settings.unit.times');
  return (
    <>
      <div style={{ width: '18rem', maxWidth: '100%' }}>
        <ProductPicker
          label={t('builder.products')}
          labelHidden
          known={builder.products}
          chosen={row.products}
          problem={problemAt('products')}
          onChange={(products, found) => {
            builder.learn(found);
            change({ products });
          }}
        />
      </div>
      {all.length > 0 && (
        <NamesChoice
          label={t('builder.channels')}
          options={all.map(({ id, name }) => ({ value: id, label: name }))}
          chosen={row.channels}
          problem={problemAt('channels')}
          onChange={(chosen) => {
            change({ channels: chosen });
          }}
        />
      )}
      <Checkbox
        label={t('builder.subscription')}
        checked={row.subscription}
        onChange={(subscription) => {
          change({ subscription });
        }}
      />
      <PeriodInput {...props} />
      <Choice
        label={t('builder.measure')}
        values={MEASURES}
        words={(measure) => t(`builder.measures.${measure}`)}
        value={row.measure}
        onChange={(measure) => {
          change({ measure });
        }}
      />
      <CompareInput {...props} unit={unit} />
    </>
  );
}

const REACHED = ['cpm', 'stage', 'vip'] as const;

function OneMoreInputs(props: RowProps & { builder: Builder }) {
  const { builder, row, problemAt, change } = props;
  const { t } = useTranslation();
  const label = useStateLabel();
  return (
    <>
      <Choice
        label={t('builder.reaches')}
        values={REACHED}
        words={label.model}
        value={row.reaches}
        onChange={(reaches) => {
          change({ reaches, states: [] });
        }}
      />
      <States {...props} model={row.reaches} options={builder.screen.states[row.reaches] ?? []} />
      <ShortText
        label={t('builder.atMost')}
        suffix={builder.screen.currency}
        value={row.atMost}
        problem={problemAt('atMost')}
        onChange={(atMost) => {
          change({ atMost });
        }}
      />
    </>
  );
}
