import { z } from 'zod';
import { dayOf, isoOf, type Day } from '../domain/day.ts';
import { Condition } from '../domain/segments/condition.ts';
import type { Comparison } from '../domain/segments/comparison.ts';
import { LEAVES, type DateComparison, type Leaf } from '../domain/segments/leaf.ts';
import type { PurchasePeriod } from '../domain/segments/period.ts';
import { CLASS_MODELS, SHOWN_MODELS } from './states.ts';

const CALENDAR = Object.keys(SHOWN_MODELS) as (keyof typeof SHOWN_MODELS)[];
const RELATIVE = Object.keys(CLASS_MODELS) as (keyof typeof CLASS_MODELS)[];

/** What a row can ask about, in the order in which it is offered. */
export const ROW_FIELDS = [
  'orders',
  'amount',
  'bought',
  'averageOrderValue',
  'last',
  'first',
  'departure',
  'tenure',
  'medianInterval',
  'daysToSecond',
  ...CALENDAR,
  ...RELATIVE,
  'event',
  'region',
  'source',
  'one-more-order',
] as const;

const LONGEST = 255;
const MOST_NAMES = 500;
const MOST_NOTS = 10;
/** More than any condition may have: the rest is told by the condition's own limits. */
const MOST_PARTS = 500;

const Text = z.string().max(LONGEST);
const Texts = z.array(Text).max(MOST_NAMES);
const Part = { key: z.string().max(40), nots: z.int().min(0).max(MOST_NOTS) };

/** A condition made of no other, as it is typed: what its field does not ask waits for another field. */
const BuilderRow = z.strictObject({
  ...Part,
  field: z.enum(ROW_FIELDS),
  compare: z.strictObject({
    is: z.enum(['<', '<=', '=', '>=', '>', 'inclusive', 'exclusive']),
    value: Text,
    max: Text,
  }),
  /** ISO days; an empty one leaves that side open. */
  period: z.strictObject({
    kind: z.enum(['ever', 'last-days', 'between', 'first-order']),
    days: Text,
    from: Text,
    to: Text,
  }),
  date: z.strictObject({
    is: z.enum(['within-last-days', 'more-than-days-ago', 'before', 'on', 'after']),
    day: Text,
    days: Text,
  }),
  states: Texts,
  when: z.strictObject({
    is: z.enum(['now', 'ever', 'for-at-least', 'entering-within']),
    days: Text,
  }),
  products: Texts,
  channels: Texts,
  /** Only what was bought by a selling plan. */
  subscription: z.boolean(),
  measure: z.enum(['orders', 'units', 'value']),
  regions: Texts,
  /** Sources of the first order, `(direct)` for none, with commas between them. */
  sources: Text,
  kinds: Texts,
  reaches: z.enum(['cpm', 'stage', 'vip']),
  atMost: Text,
});
export type BuilderRow = z.infer<typeof BuilderRow>;

/** Rows of which all or any have to hold. */
export interface BuilderGroup {
  key: string;
  /** How often it is turned into its opposite. */
  nots: number;
  join: 'all' | 'any';
  /** Made by the builder around a single part: gone again when it has only that. */
  bare: boolean;
  of: BuilderNode[];
}
export type BuilderNode = BuilderRow | BuilderGroup;

const Group: z.ZodType<BuilderGroup> = z.lazy(() =>
  z.strictObject({
    ...Part,
    join: z.enum(['all', 'any']),
    bare: z.boolean(),
    of: z.array(z.union([BuilderRow, Group])),
  }),
);

/** What a browser sends of a builder; one far larger than any condition is not looked into. */
export const BuilderDraft = z
  .unknown()
  .refine((given) => partsWithin(given) <= MOST_PARTS, 'too many parts')
  .pipe(Group);

function partsWithin(given: unknown): number {
  let level = [given];
  let parts = 0;
  while (level.length > 0 && parts <= MOST_PARTS) {
    parts += level.length;
    level = level.flatMap((each) =>
      typeof each === 'object' && each !== null && 'of' in each && Array.isArray(each.of)
        ? (each.of as unknown[])
        : [],
    );
  }
  return parts;
}

/** How orders are named whose link says no source. */
const DIRECT = '(direct)';

function sourcesOf(text: string): (string | null)[] {
  const named = text.split(/[,、，]/).map((each) => each.trim());
  return named.filter((each) => each !== '').map((each) => (each === DIRECT ? null : each));
}

/** A row that asks for at least one order. */
export const BLANK_ROW: BuilderRow = {
  key: '',
  nots: 0,
  field: 'orders',
  compare: { is: '>=', value: '1', max: '' },
  period: { kind: 'ever', days: '365', from: '', to: '' },
  date: { is: 'within-last-days', day: '', days: '90' },
  states: [],
  when: { is: 'now', days: '30' },
  products: [],
  channels: [],
  subscription: false,
  measure: 'orders',
  regions: [],
  sources: '',
  kinds: [],
  reaches: 'cpm',
  atMost: '',
};

/** A condition as the builder edits it; without one, a single row to begin with. */
export function builderDraftOf(condition: Condition | null, minorPerUnit: number): BuilderGroup {
  let parts = 0;
  const key = () => String(parts++);
  const nodeOf = (each: Condition, nots = 0): BuilderNode => {
    switch (each.type) {
      case 'not':
        return nodeOf(each.of, nots + 1);
      case 'all':
      case 'any':
        return {
          key: key(),
          nots,
          join: each.type,
          bare: false,
          of: each.of.map((part) => nodeOf(part)),
        };
      default:
        return { ...BLANK_ROW, key: key(), nots, ...rowOf(each, minorPerUnit) };
    }
  };
  const node = condition === null ? { ...BLANK_ROW, key: key() } : nodeOf(condition);
  return 'of' in node && node.nots === 0
    ? node
    : { key: key(), nots: 0, join: 'all', bare: true, of: [node] };
}

function rowOf(leaf: Leaf, minorPerUnit: number): Partial<BuilderRow> {
  switch (leaf.type) {
    case 'total': {
      const scale = leaf.total === 'amount' ? minorPerUnit : 1;
      return { field: leaf.total, ...measured(leaf, scale), period: periodText(leaf.period) };
    }
    case 'fact':
      return {
        field: leaf.fact,
        ...measured(leaf, leaf.fact === 'averageOrderValue' ? minorPerUnit : 1),
      };
    case 'date':
      return { field: leaf.order, date: dateText(leaf.compare) };
    case 'state': {
      const { is } = leaf.when;
      const days = 'days' in leaf.when ? String(leaf.when.days) : BLANK_ROW.when.days;
      return { field: leaf.in.model, states: [...leaf.in.states], when: { is, days } };
    }
    case 'class':
      return {
        field: leaf.in.model,
        states: [...leaf.in.states],
        when: { ...BLANK_ROW.when, is: leaf.when },
      };
    case 'bought':
      return {
        field: 'bought',
        products: leaf.products ?? [],
        channels: leaf.channels ?? [],
        subscription: leaf.subscription ?? false,
        measure: leaf.measure,
        period: periodText(leaf.period),
        ...measured(leaf, leaf.measure === 'value' ? minorPerUnit : 1),
      };
    case 'region':
      return { field: 'region', regions: leaf.regions };
    case 'source':
      return { field: 'source', sources: leaf.sources.map((each) => each ?? DIRECT).join(', ') };
    case 'event':
      return {
        field: 'event',
        kinds: leaf.kinds,
        period: periodText(leaf.period),
        ...measured(leaf, 1),
      };
    case 'one-more-order':
      return {
        field: 'one-more-order',
        reaches: leaf.reaches.model,
        states: [...leaf.reaches.states],
        atMost: String(leaf.atMost / minorPerUnit),
      };
  }
}

function measured(
  { compare }: { compare: Comparison },
  scale: number,
): Pick<BuilderRow, 'compare'> {
  const text = (value: number) => String(value / scale);
  return compare.is === 'between'
    ? { compare: { is: compare.upper, value: text(compare.min), max: text(compare.max) } }
    : { compare: { is: compare.is, value: text(compare.value), max: '' } };
}

function periodText(period: PurchasePeriod): BuilderRow['period'] {
  const { kind } = period;
  const blank = { ...BLANK_ROW.period, kind };
  if (kind === 'last-days') return { ...blank, days: String(period.days) };
  if (kind !== 'between') return blank;
  const text = (day: Day | null) => (day === null ? '' : isoOf(day));
  return { ...blank, from: text(period.from), to: text(period.to) };
}

function dateText(compare: DateComparison): BuilderRow['date'] {
  const { is } = compare;
  const blank = { ...BLANK_ROW.date, is };
  return 'days' in compare
    ? { ...blank, days: String(compare.days) }
    : { ...blank, day: isoOf(compare.day) };
}

/** What is wrong with one row or group, by its key; a path of the condition it makes. */
export interface BuilderProblem {
  key: string;
  path: string;
  code: string;
}

/** The condition that a draft makes, or what is wrong with its rows. */
export function conditionOf(
  draft: BuilderGroup,
  minorPerUnit: number,
): { condition: Condition } | { problems: BuilderProblem[] } {
  const problems = problemsIn(draft, minorPerUnit);
  if (problems.length > 0) return { problems };
  const parsed = Condition.safeParse(treeOf(draft, minorPerUnit));
  if (parsed.success) return { condition: parsed.data };
  return { problems: [{ key: draft.key, path: '', code: 'too-large' }] };
}

function problemsIn(node: BuilderNode, minorPerUnit: number): BuilderProblem[] {
  if ('of' in node) {
    if (node.of.length === 0) return [{ key: node.key, path: 'of', code: 'empty' }];
    return node.of.flatMap((part) => problemsIn(part, minorPerUnit));
  }
  const leaf = AnyLeaf.safeParse(leafOf(node, minorPerUnit));
  return (leaf.error?.issues ?? []).map(({ path, code }) => ({
    key: node.key,
    path: path.join('.'),
    code,
  }));
}

const AnyLeaf = z.discriminatedUnion('type', [...LEAVES]);

function treeOf(node: BuilderNode, minorPerUnit: number): unknown {
  const positive = 'of' in node ? groupTree(node, minorPerUnit) : leafOf(node, minorPerUnit);
  return Array.from({ length: node.nots }).reduce((of) => ({ type: 'not', of }), positive);
}

function groupTree({ join, bare, of }: BuilderGroup, minorPerUnit: number): unknown {
  const parts = of.map((part) => treeOf(part, minorPerUnit));
  return bare && parts.length === 1 ? parts[0] : { type: join, of: parts };
}

function leafOf(row: BuilderRow, minorPerUnit: number): unknown {
  const { field, states, when } = row;
  if (isAmong(CALENDAR, field)) {
    return { type: 'state', in: { model: field, states }, when: whenOf(when) };
  }
  if (isAmong(RELATIVE, field)) {
    return { type: 'class', in: { model: field, states }, when: when.is };
  }
  const counted = { period: periodOf(row.period), compare: comparisonOf(row.compare, 1) };
  const paid = { ...counted, compare: comparisonOf(row.compare, minorPerUnit) };
  switch (field) {
    case 'orders':
      return { type: 'total', total: field, ...counted };
    case 'amount':
      return { type: 'total', total: field, ...paid };
    case 'averageOrderValue':
      return { type: 'fact', fact: field, compare: paid.compare };
    case 'tenure':
    case 'departure':
    case 'medianInterval':
    case 'daysToSecond':
      return { type: 'fact', fact: field, compare: counted.compare };
    case 'first':
    case 'last':
      return { type: 'date', order: field, compare: dateOf(row.date) };
    case 'bought': {
      const { products, channels, subscription, measure } = row;
      return {
        type: 'bought',
        ...(products.length > 0 && { products }),
        ...(channels.length > 0 && { channels }),
        ...(subscription && { subscription }),
        measure,
        ...(measure === 'value' ? paid : counted),
      };
    }
    case 'region':
      return { type: 'region', regions: row.regions };
    case 'source':
      return { type: 'source', sources: sourcesOf(row.sources) };
    case 'event':
      return { type: 'event', kinds: row.kinds, ...counted };
    case 'one-more-order':
      return {
        type: 'one-more-order',
        reaches: { model: row.reaches, states },
        atMost: numberOf(row.atMost, minorPerUnit),
      };
  }
}

function isAmong<Key extends string>(keys: readonly Key[], text: string): text is Key {
  return keys.some((key) => key === text);
}

function comparisonOf({ is, value, max }: BuilderRow['compare'], scale: number) {
  return is === 'inclusive' || is === 'exclusive'
    ? { is: 'between', min: numberOf(value, scale), max: numberOf(max, scale), upper: is }
    : { is, value: numberOf(value, scale) };
}

function periodOf({ kind, days, from, to }: BuilderRow['period']) {
  if (kind === 'last-days') return { kind, days: numberOf(days, 1) };
  return kind === 'between' ? { kind, from: sideOf(from), to: sideOf(to) } : { kind };
}

function sideOf(text: string): number | null {
  return text === '' ? null : dayNumberOf(text);
}

function dateOf({ is, day, days }: BuilderRow['date']) {
  return is === 'within-last-days' || is === 'more-than-days-ago'
    ? { is, days: numberOf(days, 1) }
    : { is, day: dayNumberOf(day) };
}

function whenOf({ is, days }: BuilderRow['when']) {
  return is === 'now' || is === 'ever' ? { is } : { is, days: numberOf(days, 1) };
}

/** As typed on a Japanese keyboard; what is no number stays none, to be told. */
function numberOf(text: string, scale: number): number {
  const plain = text.normalize('NFKC').replaceAll(',', '').trim();
  if (plain === '') return NaN;
  return scale === 1 ? Number(plain) : clean(Number(plain) * scale);
}

/** Without what binary fractions add: 66.305 × 100 is to be 6630.5. */
function clean(value: number): number {
  return Number(value.toFixed(6));
}

function dayNumberOf(text: string): number {
  try {
    return dayOf(text);
  } catch {
    return NaN;
  }
}
