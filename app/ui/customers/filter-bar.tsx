import { Filters } from '@shopify/polaris';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type {
  CustomersFilter,
  FilterModel,
  StateFilter,
} from '../../presenters/customers-filter.ts';
import type { CustomersScreen } from '../../presenters/customers-screen.ts';
import { EVENT_KINDS, useEventWord } from '../event-words.ts';
import { useStateLabel } from '../settings/state-label.ts';
import {
  ChoiceInput,
  CodeInput,
  EnteringInput,
  ProductInput,
  RangeInput,
} from './filter-inputs.tsx';
import { lacking, regionWord, stateKey, useStateName, type Chip } from './filter-words.ts';

interface Props {
  screen: CustomersScreen;
  chips: Chip[];
  onChange: (filter: CustomersFilter) => void;
}

interface Field {
  key: string;
  label: string;
  filter: ReactNode;
}

/** The conditions of the list: what is set, with a way to take it off, and all that can be added. */
export function FilterBar({ screen, chips, onChange }: Props) {
  const fields = [
    ...useStateFields(screen, onChange),
    ...useRangeFields(screen.filter, onChange),
    ...useScoreFields(screen.filter, onChange),
    useEnteringField(screen, onChange),
    ...usePurchaseFields(screen, onChange),
    ...usePersonFields(screen.filter, onChange),
    ...useChosenFields(chips),
  ];
  return (
    <Filters
      hideQueryField
      filters={fields}
      appliedFilters={chips.map(({ key, label, without }) => ({
        key,
        label,
        onRemove: () => {
          onChange(without);
        },
      }))}
      onClearAll={() => {
        onChange({});
      }}
      onQueryChange={() => undefined}
      onQueryClear={() => undefined}
    />
  );
}

type Change = Props['onChange'];

/** A field of every model today, and of whatever day the filter names beside. */
function useStateFields({ filter, choices }: CustomersScreen, onChange: Change): Field[] {
  const label = useStateLabel();
  const name = useStateName();
  const dated = (filter.states ?? []).filter(({ on }) => on !== undefined);
  const all: Pick<StateFilter, 'model' | 'on'>[] = [...choices.models, ...dated];
  const statesOf = (model: FilterModel) =>
    choices.models.find((each) => each.model === model)?.states ?? [];
  return all.map(({ model, on }) => {
    const key = stateKey(model, on);
    const isThis = (other: StateFilter) => stateKey(other.model, other.on) === key;
    return {
      key,
      label: label.model(model),
      filter: (
        <ChoiceInput
          label={label.model(model)}
          choices={[...statesOf(model), 'none'].map((state) => ({
            value: state,
            label: name(model, state),
          }))}
          chosen={filter.states?.find(isThis)?.states ?? []}
          onChange={(states) => {
            const others = (filter.states ?? []).filter((other) => !isThis(other));
            const added = states.length > 0 ? [{ model, states, ...(on && { on }) }] : [];
            onChange(changed(filter, 'states', [...others, ...added]));
          }}
        />
      ),
    };
  });
}

/** A filter with one part set; nothing and empty lists are taken out. */
function changed<Key extends keyof CustomersFilter>(
  filter: CustomersFilter,
  key: Key,
  value: CustomersFilter[Key],
): CustomersFilter {
  const rest = lacking(filter, key);
  const empty = value === undefined || (Array.isArray(value) && value.length === 0);
  return empty ? rest : { ...rest, [key]: value };
}

const NUMBERS = ['orders', 'amount', 'average', 'departure', 'tenure'] as const;
const DAYS = ['last', 'first'] as const;

function useRangeFields(filter: CustomersFilter, onChange: Change): Field[] {
  const { t } = useTranslation();
  return [...NUMBERS, ...DAYS].map((key) => ({
    key,
    label: t(`filters.field.${key}`),
    filter: (
      <RangeInput
        help={t(`filters.help.${key}`)}
        range={filter[key]}
        days={key === 'last' || key === 'first'}
        onChange={(range) => {
          onChange(changed(filter, key, range));
        }}
      />
    ),
  }));
}

const SCORES = ['5', '4', '3', '2', '1'];

function useScoreFields(filter: CustomersFilter, onChange: Change): Field[] {
  const { t } = useTranslation();
  return (['r', 'f', 'm'] as const).map((key) => ({
    key,
    label: t(`filters.field.${key}`),
    filter: (
      <ChoiceInput
        one
        label={t(`filters.field.${key}`)}
        choices={SCORES.map((value) => ({ value, label: value }))}
        chosen={filter.scores?.[key] === undefined ? [] : [String(filter.scores[key])]}
        onChange={([score]) => {
          onChange({ ...filter, scores: { ...filter.scores, [key]: Number(score) } });
        }}
      />
    ),
  }));
}

const ENTERED: readonly FilterModel[] = ['lifecycle', 'cpm', 'vip', 'stage', 'next'];
const SOON = 14;

function useEnteringField({ filter, choices }: CustomersScreen, onChange: Change): Field {
  const { entering, ...rest } = filter;
  const { t } = useTranslation();
  const label = useStateLabel();
  const name = useStateName();
  const entered = choices.models.filter(({ model }) => ENTERED.includes(model));
  const options = entered.flatMap(({ model, states }) =>
    states.map((state) => ({
      value: `${model}:${state}`,
      label: t('filters.chip', { field: label.model(model), value: name(model, state) }),
    })),
  );
  return {
    key: 'entering',
    label: t('filters.field.entering'),
    filter: (
      <EnteringInput
        options={options}
        chosen={entering ? `${entering.model}:${entering.states[0]}` : 'lifecycle:dormant'}
        days={entering?.days ?? SOON}
        onChange={(chosen, days) => {
          const [model = '', state = ''] = chosen.split(':');
          onChange({ ...rest, entering: { model: model as FilterModel, states: [state], days } });
        }}
      />
    ),
  };
}

function usePurchaseFields({ filter, choices }: CustomersScreen, onChange: Change): Field[] {
  const { t } = useTranslation();
  const products = (['bought', 'notBought'] as const).map((key) => ({
    key,
    label: t(`filters.field.${key}`),
    filter: (
      <ProductInput
        label={t(`filters.field.${key}`)}
        help={t(`filters.help.${key}`)}
        known={choices.products}
        chosen={filter[key] ?? []}
        onChange={(chosen) => {
          onChange(changed(filter, key, chosen));
        }}
      />
    ),
  }));
  const channels = (
    <ChoiceInput
      label={t('filters.field.channels')}
      choices={choices.channels.map(({ id, name }) => ({ value: id, label: name }))}
      chosen={filter.channels ?? []}
      onChange={(chosen) => {
        onChange(changed(filter, 'channels', chosen));
      }}
    />
  );
  const shown = choices.channels.length > 0 || filter.channels;
  return [
    ...products,
    ...(shown ? [{ key: 'channels', label: t('filters.field.channels'), filter: channels }] : []),
  ];
}

function usePersonFields(filter: CustomersFilter, onChange: Change): Field[] {
  const { t } = useTranslation();
  const eventWord = useEventWord();
  return [
    useRegionField(filter, onChange),
    {
      key: 'consent',
      label: t('filters.field.consent'),
      filter: (
        <ChoiceInput
          one
          label={t('filters.field.consent')}
          choices={(['yes', 'no'] as const).map((value) => ({
            value,
            label: t(`filters.consent.${value}`),
          }))}
          chosen={filter.consent ? [filter.consent] : []}
          onChange={([chosen]) => {
            onChange(changed(filter, 'consent', chosen === 'yes' ? 'yes' : 'no'));
          }}
        />
      ),
    },
    {
      key: 'events',
      label: t('filters.field.events'),
      filter: (
        <ChoiceInput
          label={t('filters.field.events')}
          help={t('filters.help.events')}
          choices={EVENT_KINDS.map((kind) => ({ value: kind, label: eventWord(kind) }))}
          chosen={filter.events ?? []}
          onChange={(chosen) => {
            onChange(changed(filter, 'events', chosen));
          }}
        />
      ),
    },
  ];
}

function useRegionField(filter: CustomersFilter, onChange: Change): Field {
  const { t, i18n } = useTranslation();
  const chosen = filter.regions ?? [];
  const others = chosen.filter((code) => !PREFECTURES.includes(code));
  const prefectures = chosen.filter((code) => PREFECTURES.includes(code));
  return {
    key: 'regions',
    label: t('filters.field.regions'),
    filter: (
      <>
        <CodeInput
          label={t('filters.otherRegion')}
          codes={others.join(', ')}
          onChange={(codes) => {
            onChange(changed(filter, 'regions', [...prefectures, ...codes]));
          }}
        />
        <ChoiceInput
          label={t('filters.field.regions')}
          choices={PREFECTURES.map((code) => ({
            value: code,
            label: regionWord(i18n.language, code),
          }))}
          chosen={prefectures}
          onChange={(codes) => {
            onChange(changed(filter, 'regions', [...others, ...codes]));
          }}
        />
      </>
    ),
  };
}

const COUNT = 47;

/** The prefectures of Japan by their codes, from the north to the south. */
const PREFECTURES = Array.from(
  { length: COUNT },
  (_, index) => `JP-${String(index + 1).padStart(2, '0')}`,
);

/** What is chosen elsewhere on the page can only be taken off here. */
function useChosenFields(chips: readonly Chip[]): Field[] {
  const { t } = useTranslation();
  return (['segment', 'ids', 'where'] as const)
    .filter((key) => chips.some((chip) => chip.key === key))
    .map((key) => ({ key, label: t(`filters.field.${key}`), filter: null }));
}
