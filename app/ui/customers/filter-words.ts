import { useTranslation } from 'react-i18next';
import type { CustomersFilter, Range } from '../../presenters/customers-filter.ts';
import type { CustomersScreen } from '../../presenters/customers-screen.ts';
import { regionName } from '../../i18n/prefectures.ts';
import { EVENT_KINDS, useEventWord } from '../event-words.ts';
import type { Format } from '../format.ts';
import { useConditionWords } from '../segments/condition-words.ts';
import { useStateLabel } from '../settings/state-label.ts';

/** One condition of a list in words, and the filter without it. */
export interface Chip {
  /** Of the field that sets it. */
  key: string;
  label: string;
  without: CustomersFilter;
}

const NONE = 'none';

/** What a state is called, and what nobody's state is. */
export function useStateName(): (model: string, state: string) => string {
  const { t } = useTranslation();
  const label = useStateLabel();
  return (model, state) => (state === NONE ? t('filters.none') : label.state(model, state));
}

/** The conditions of a list, in words. */
export function useChips(screen: CustomersScreen, format: Format): Chip[] {
  const { filter, choices } = screen;
  const values = useValues(choices, format);
  const states = useStateChips(filter, format);
  const { t } = useTranslation();
  const others = (Object.keys(values) as (keyof typeof values)[]).flatMap((key) => {
    const value = values[key](filter);
    const without = lacking(filter, key);
    return value === null
      ? []
      : [{ key, label: t('filters.chip', { field: t(`filters.field.${key}`), value }), without }];
  });
  return [
    ...states,
    ...useScoreChips(filter),
    ...useEnteringChip(filter),
    ...others,
    ...useWhereChip(screen, format),
  ];
}

/** A filter without one of its parts. */
export function lacking(filter: CustomersFilter, key: keyof CustomersFilter): CustomersFilter {
  return Object.fromEntries(Object.entries(filter).filter(([name]) => name !== key));
}

/** The key of the field that sets the states of a model, on a day or today. */
export function stateKey(model: string, on: string | undefined): string {
  return on === undefined ? model : `${model}@${on}`;
}

function useStateChips(filter: CustomersFilter, format: Format): Chip[] {
  const { t } = useTranslation();
  const label = useStateLabel();
  const name = useStateName();
  const all = filter.states ?? [];
  return all.map((one) => {
    const { model, states, on } = one;
    const words = {
      field: label.model(model),
      value: states.map((state) => name(model, state)).join(t('filters.or')),
    };
    const left = all.filter((other) => other !== one);
    const rest = lacking(filter, 'states');
    return {
      key: stateKey(model, on),
      label:
        on === undefined
          ? t('filters.chip', words)
          : t('filters.chipOn', { ...words, day: format.day(on) }),
      without: left.length > 0 ? { ...rest, states: left } : rest,
    };
  });
}

function useScoreChips(filter: CustomersFilter): Chip[] {
  const { t } = useTranslation();
  const { scores = {}, ...rest } = filter;
  return (['r', 'f', 'm'] as const).flatMap((key) => {
    const { [key]: value, ...left } = scores;
    if (value === undefined) return [];
    return [
      {
        key,
        label: t('filters.chip', { field: t(`filters.field.${key}`), value }),
        without: Object.keys(left).length > 0 ? { ...rest, scores: left } : rest,
      },
    ];
  });
}

function useEnteringChip(filter: CustomersFilter): Chip[] {
  const { t } = useTranslation();
  const name = useStateName();
  const { entering, ...without } = filter;
  if (!entering) return [];
  const { model, states, days } = entering;
  const names = states.map((state) => name(model, state)).join(t('filters.or'));
  return [{ key: 'entering', label: t('filters.enteringChip', { days, states: names }), without }];
}

function useWhereChip({ filter, choices, minorPerUnit }: CustomersScreen, format: Format): Chip[] {
  const say = useConditionWords({ ...choices, minorPerUnit }, format);
  const { where, ...without } = filter;
  return where ? [{ key: 'where', label: say(where), without }] : [];
}

function useValues(choices: CustomersScreen['choices'], format: Format) {
  const { t, i18n } = useTranslation();
  const eventWord = useEventWord();
  const list = (names: readonly string[] | undefined, say: (name: string) => string) =>
    names ? names.map(say).join(t('filters.or')) : null;
  const titles = new Map(choices.products.map(({ id, title }) => [id, title]));
  const channels = new Map(choices.channels.map(({ id, name }) => [id, name]));
  const title = (id: string) => titles.get(id) ?? id;
  const range = (of: Range | undefined, say: (value: number) => string) =>
    rangeWords(
      of,
      (value) => say(Number(value)),
      (way, words) => t(`filters.range.${way}`, words),
    );
  const days = (of: Range | undefined) =>
    rangeWords(
      of,
      (value) => format.day(String(value)),
      (way, words) => t(`filters.dayRange.${way}`, words),
    );
  return {
    orders: ({ orders }: CustomersFilter) => range(orders, format.number),
    amount: ({ amount }: CustomersFilter) => range(amount, format.money),
    average: ({ average }: CustomersFilter) => range(average, format.money),
    tenure: ({ tenure }: CustomersFilter) => range(tenure, format.number),
    departure: ({ departure }: CustomersFilter) => range(departure, format.number),
    first: ({ first }: CustomersFilter) => days(first),
    last: ({ last }: CustomersFilter) => days(last),
    channels: (of: CustomersFilter) => list(of.channels, (id) => channels.get(id) ?? id),
    bought: ({ bought }: CustomersFilter) => list(bought, title),
    notBought: ({ notBought }: CustomersFilter) => list(notBought, title),
    regions: ({ regions }: CustomersFilter) =>
      list(regions, (code) => regionWord(i18n.language, code)),
    consent: ({ consent }: CustomersFilter) => (consent ? t(`filters.consent.${consent}`) : null),
    events: ({ events }: CustomersFilter) =>
      list(events, (kind) => {
        const known = EVENT_KINDS.find((each) => each === kind);
        return known ? eventWord(known) : kind;
      }),
    segment: ({ segment }: CustomersFilter) =>
      segment === undefined
        ? null
        : (choices.segments.find(({ id }) => id === segment)?.name ?? String(segment)),
    ids: ({ ids }: CustomersFilter) => (ids ? t('filters.found', { count: ids.length }) : null),
  } satisfies Partial<Record<keyof CustomersFilter, (of: CustomersFilter) => string | null>>;
}

/** A region's code in words; a country stands where there is no region. */
export function regionWord(language: string, code: string): string {
  const [country = '', region] = code.split('-');
  if (!/^[A-Z]{2}$/.test(country)) return code;
  return regionName(language, country, region ? code : null) ?? code;
}

function rangeWords(
  range: Range | undefined,
  say: (value: number | string) => string,
  words: (way: 'both' | 'from' | 'to', values: { from: string; to: string }) => string,
): string | null {
  if (!range) return null;
  const [from, to] = range;
  const values = { from: from === null ? '' : say(from), to: to === null ? '' : say(to) };
  if (from !== null && to !== null) return words('both', values);
  return from === null ? words('to', values) : words('from', values);
}
