import { useTranslation } from 'react-i18next';
import type { Condition, SegmentsScreen } from '../../presenters/segments-screen.ts';
import { regionName } from '../../i18n/prefectures.ts';
import { useEventWord } from '../event-words.ts';
import type { Format } from '../format.ts';
import { useStateLabel } from '../settings/state-label.ts';

type Leaf<Type extends Condition['type']> = Extract<Condition, { type: Type }>;
type Comparison = Leaf<'total'>['compare'];
type Period = Leaf<'bought'>['period'];
type Say = (value: number) => string;

const DAY_MS = 86_400_000;

/** What conditions are said by. */
type Says = Pick<SegmentsScreen, 'minorPerUnit' | 'products'> &
  Partial<Pick<SegmentsScreen, 'channels'>>;

/** Says a condition in the merchant's language. */
export function useConditionWords(screen: Says, format: Format): (condition: Condition) => string {
  const { t } = useTranslation();
  const leaf = useLeafWords(screen, format);
  const say = (condition: Condition): string => {
    switch (condition.type) {
      case 'all':
      case 'any':
        return condition.of
          .map((part) =>
            isJoined(part) ? t('segments.words.group', { words: say(part) }) : say(part),
          )
          .join(t(`segments.words.${condition.type}`));
      case 'not':
        return t('segments.words.not', { words: say(condition.of) });
      default:
        return leaf(condition);
    }
  };
  return say;
}

function isJoined(condition: Condition): boolean {
  return (condition.type === 'all' || condition.type === 'any') && condition.of.length > 1;
}

type AnyLeaf = Exclude<Condition, { type: 'all' | 'any' | 'not' }>;

function useDateWords(format: Format): (when: Leaf<'date'>['compare']) => string {
  const { t } = useTranslation();
  return (when) => {
    switch (when.is) {
      case 'within-last-days':
        return t('segments.words.withinLast', { days: format.number(when.days) });
      case 'more-than-days-ago':
        return t('segments.words.moreThanAgo', { days: format.number(when.days) });
      default:
        return t(`segments.words.${when.is}`, { day: dayText(when.day, format) });
    }
  };
}

function useLeafWords(
  { minorPerUnit, products, channels = [] }: Says,
  format: Format,
): (leaf: AnyLeaf) => string {
  const { t } = useTranslation();
  const eventWord = useEventWord();
  const regionWord = useRegionWord();
  const state = useStateSentence();
  const compare = useCompareWords();
  const dateWords = useDateWords(format);
  const period = usePeriodWords(format);
  const list = (names: readonly string[]) =>
    names.map((name) => t('segments.words.quoted', { name })).join(t('segments.words.or'));
  const money: Say = (value) => format.money(value / minorPerUnit);
  const counted =
    (unit: 'days' | 'times'): Say =>
    (value) =>
      t('settings.measured', { value: format.number(value), unit: t(`settings.unit.${unit}`) });
  const channelsOf = (ids: readonly string[]) => list(named(ids, channels, ({ name }) => name));
  const bought = useBoughtWords({ channelsOf, compare, period, money, counted });
  const titlesOf = (ids: readonly string[]) => list(named(ids, products, ({ title }) => title));
  const sources = useSourceWords(list);
  const oneMore = useOneMoreWords(list, money);
  return (leaf) => {
    switch (leaf.type) {
      case 'total': {
        const say = leaf.total === 'amount' ? money : counted('times');
        return t(`segments.words.${leaf.total}`, {
          period: period(leaf.period),
          compare: compare(leaf.compare, say),
        });
      }
      case 'fact': {
        const say = leaf.fact === 'averageOrderValue' ? money : counted('days');
        return t(`segments.words.${leaf.fact}`, { compare: compare(leaf.compare, say) });
      }
      case 'date':
        return t(`segments.words.${leaf.order}Order`, { when: dateWords(leaf.compare) });
      case 'state':
      case 'class':
        return state(leaf);
      case 'bought':
        return bought(leaf, titlesOf);
      case 'region':
        return t('segments.words.region', { regions: list(leaf.regions.map(regionWord)) });
      case 'source':
        return sources(leaf);
      case 'event':
        return t('segments.words.event', {
          kinds: list(leaf.kinds.map(eventWord)),
          period: period(leaf.period),
          compare: compare(leaf.compare, counted('times')),
        });
      case 'one-more-order':
        return oneMore(leaf);
    }
  };
}

type List = (names: readonly string[]) => string;

function useSourceWords(list: List): (leaf: Leaf<'source'>) => string {
  const { t } = useTranslation();
  return (leaf) =>
    t('segments.words.source', {
      sources: list(leaf.sources.map((each) => each ?? t('segments.words.noSource'))),
    });
}

function useOneMoreWords(list: List, money: Say): (leaf: Leaf<'one-more-order'>) => string {
  const { t } = useTranslation();
  const label = useStateLabel();
  return ({ reaches: { model, states }, atMost }) =>
    t('segments.words.oneMore', {
      states: list(states.map((one) => label.state(model, one))),
      amount: money(atMost),
    });
}

/** What ids are called, themselves where nobody knows. */
function named<Thing extends { id: string }>(
  ids: readonly string[],
  things: readonly Thing[],
  nameOf: (thing: Thing) => string,
): string[] {
  const names = new Map(things.map((thing) => [thing.id, nameOf(thing)]));
  return ids.map((id) => names.get(id) ?? id);
}

function useRegionWord(): (region: string) => string {
  const { i18n } = useTranslation();
  return (region) => regionName(i18n.language, null, region) ?? region;
}

function dayText(day: number, format: Format): string {
  return format.day(new Date(day * DAY_MS).toISOString().slice(0, 10));
}

function useStateSentence(): (leaf: Leaf<'state'> | Leaf<'class'>) => string {
  const { t } = useTranslation();
  const label = useStateLabel();
  return ({ in: { model, states }, when }) => {
    const words = {
      model: label.model(model),
      states: states
        .map((state) => t('segments.words.quoted', { name: label.state(model, state) }))
        .join(t('segments.words.or')),
    };
    const is = typeof when === 'string' ? when : when.is;
    const days = typeof when === 'object' && 'days' in when ? when.days : 0;
    return t(`segments.words.state.${is}`, { ...words, days });
  };
}

function useCompareWords(): (compare: Comparison, say: Say) => string {
  const { t } = useTranslation();
  const names = {
    '<': 'less',
    '<=': 'atMost',
    '=': 'exactly',
    '>=': 'atLeast',
    '>': 'more',
  } as const;
  return (compare, say) => {
    if (compare.is !== 'between') {
      return t(`segments.words.compare.${names[compare.is]}`, { value: say(compare.value) });
    }
    const range = { min: say(compare.min), max: say(compare.max) };
    return t(`segments.words.compare.${compare.upper}`, range);
  };
}

function usePeriodWords(format: Format): (period: Period) => string {
  const { t } = useTranslation();
  return (period) => {
    switch (period.kind) {
      case 'ever':
        return t('segments.words.period.ever');
      case 'last-days':
        return t('segments.words.period.lastDays', { days: format.number(period.days) });
      case 'first-order':
        return t('segments.words.period.firstOrder');
      case 'between': {
        const { from, to } = period;
        if (from === null && to === null) return t('segments.words.period.ever');
        if (from === null)
          return t('segments.words.period.before', { to: dayText(to ?? 0, format) });
        if (to === null) return t('segments.words.period.since', { from: dayText(from, format) });
        return t('segments.words.period.between', {
          from: dayText(from, format),
          to: dayText(to, format),
        });
      }
    }
  };
}

interface BoughtParts {
  channelsOf: (ids: readonly string[]) => string;
  compare: (compare: Comparison, say: Say) => string;
  period: (period: Period) => string;
  money: Say;
  counted: (unit: 'days' | 'times') => Say;
}

function useBoughtWords({ channelsOf, compare, period, money, counted }: BoughtParts) {
  const { t } = useTranslation();
  return (leaf: Leaf<'bought'>, titlesOf: (ids: readonly string[]) => string): string => {
    const { products, channels, subscription = false, measure } = leaf;
    const productsOf = (ids: readonly string[], subscribed: boolean) =>
      subscribed ? t('segments.words.subscribed', { products: titlesOf(ids) }) : titlesOf(ids);
    const what = [
      ...(subscription && !products ? [t('segments.words.subscription')] : []),
      ...(products ? [productsOf(products, subscription)] : []),
      ...(channels ? [t('segments.words.channels', { channels: channelsOf(channels) })] : []),
    ].join(t('segments.words.of'));
    const common = { what, period: period(leaf.period) };
    const { is } = leaf.compare;
    const value = 'value' in leaf.compare ? leaf.compare.value : null;
    if (measure === 'orders' && is === '<' && value === 1)
      return t('segments.words.neverBought', common);
    if (measure === 'orders' && is === '>=' && value === 1)
      return t('segments.words.hasBought', common);
    const say = measure === 'value' ? money : counted('times');
    return t(`segments.words.bought.${measure}`, {
      ...common,
      compare: compare(leaf.compare, say),
    });
  };
}
