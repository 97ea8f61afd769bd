import { RELATIONSHIP_KINDS, type RelationshipKind } from '../domain/history.ts';
import type { StoredCutoffs } from '../domain/relative/stored.ts';
import type { Settings } from '../domain/settings.ts';
import { REFRESHES, type ShopSettings } from '../domain/shop-settings.ts';

/** What a value is counted in. */
export type Unit =
  | 'days'
  | 'orders'
  | 'money'
  | 'percent'
  | 'score'
  | 'times'
  | 'points'
  | 'customers'
  | 'factor'
  | 'choice';

/** One value of the settings page, named as in the settings: `cpm.lapsedDays`. */
export interface Field {
  path: string;
  unit: Unit;
  /** Of a choice. */
  options?: readonly string[];
}

/** Fields that belong together: those of a model, or how often customers are compared. */
export interface FieldGroup {
  key: 'cpm' | 'stage' | 'lifecycle' | 'vip' | 'rfm' | 'rank' | 'abc' | 'refreshCutoffs';
  fields: Field[];
}

/** The texts of a form by the paths of its fields; amounts in the currency's main unit, shares in percent. */
export type FormValues = Record<string, string>;

const EVENT_COUNTS = ['minimumEvents', 'points'] as const;
const CUTS = ['recencyDays', 'orders', 'amounts'] as const;
const FOUR = [0, 1, 2, 3] as const;
const CUT_UNITS = { recencyDays: 'days', orders: 'orders', amounts: 'money' } as const;

function group(key: FieldGroup['key'], fields: Record<string, Unit>): FieldGroup {
  return {
    key,
    fields: Object.entries(fields).map(([name, unit]) => ({ path: `${key}.${name}`, unit })),
  };
}

/** Every threshold a merchant can set, in the order of the page. */
export const FIELD_GROUPS: readonly FieldGroup[] = [
  group('cpm', { toddlerDays: 'days', trendyDays: 'days', amount: 'money', lapsedDays: 'days' }),
  group('stage', { growingOrders: 'orders', settledOrders: 'orders' }),
  group('lifecycle', {
    atRiskAfterDays: 'days',
    dormantAfterDays: 'days',
    newOrders: 'orders',
    lengtheningFactor: 'factor',
    lengtheningOrders: 'orders',
  }),
  group('vip', {
    candidateOrders: 'orders',
    candidateWithinDays: 'days',
    topShare: 'percent',
    topShareWithTies: 'percent',
    topFromCustomers: 'customers',
    bulkBuyerDays: 'days',
    ...Object.fromEntries(RELATIONSHIP_KINDS.map((kind) => [`minimumEvents.${kind}`, 'times'])),
    ...Object.fromEntries(RELATIONSHIP_KINDS.map((kind) => [`points.${kind}`, 'points'])),
    minimumPoints: 'points',
  }),
  {
    key: 'rfm',
    fields: [
      { path: 'rfm.cuts', unit: 'choice', options: ['quintiles', 'fixed'] },
      ...CUTS.flatMap((name) =>
        FOUR.map((index) => ({ path: `rfm.${name}.${index}`, unit: CUT_UNITS[name] })),
      ),
    ],
  },
  group('rank', {
    excellentFrom: 'score',
    semiExcellentFrom: 'score',
    generalFrom: 'score',
    topExcellentShare: 'percent',
  }),
  group('abc', { aShare: 'percent', bShare: 'percent' }),
  {
    key: 'refreshCutoffs',
    fields: [{ path: 'refreshCutoffs', unit: 'choice', options: REFRESHES }],
  },
];

const FIELDS = FIELD_GROUPS.flatMap(({ fields }) => fields);
/** An empty text stands for "not asked". */
const MAY_BE_EMPTY = ['lifecycle.lengtheningFactor', 'vip.bulkBuyerDays'];

/** How big the smallest unit of a value is: minor units of money and hundredths of a share. */
function scaleOf(unit: Unit, minorPerUnit: number): number {
  if (unit === 'money') return minorPerUnit;
  return unit === 'percent' ? 0.01 : 1;
}

/** Without what binary fractions add: 0.07 ÷ 0.01 is to be 7. */
function clean(value: number): number {
  return Number(value.toFixed(6));
}

type Shown = Settings & Partial<Pick<ShopSettings, 'refreshCutoffs'>>;

/**
 * Settings as the texts of the form.
 *
 * @param cuts what customers were last compared by, for own cuts where there are none yet.
 */
export function formValuesOf(
  settings: Shown,
  minorPerUnit: number,
  cuts: StoredCutoffs['rfm'] | null = null,
): FormValues {
  const proposed = cuts && { recencyDays: cuts.r, orders: cuts.f, amounts: cuts.m };
  const read = ({ path }: Field) =>
    valueAt(settings, path) ?? (proposed && valueAt({ rfm: proposed }, path));
  return Object.fromEntries(
    FIELDS.map((field) => {
      const value = read(field);
      const text =
        typeof value === 'number'
          ? String(clean(value / scaleOf(field.unit, minorPerUnit)))
          : typeof value === 'string'
            ? value
            : '';
      return [field.path, text];
    }),
  );
}

function valueAt(tree: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((at, name) => (at as Record<string, unknown> | undefined)?.[name], tree);
}

/** Whole sections of settings from the texts of the form; what is no number stays none, to be told. */
export function changeOf(values: FormValues, minorPerUnit: number): Record<string, unknown> {
  const number = ({ path, unit }: Field): number | null => {
    const text = plain(values[path] ?? '');
    if (text === '') return MAY_BE_EMPTY.includes(path) ? null : NaN;
    return clean(Number(text) * scaleOf(unit, minorPerUnit));
  };
  const sectionOf = ({ key, fields }: FieldGroup) =>
    Object.fromEntries(
      fields
        .filter(({ path }) => !isEventCount(path))
        .map((field) => [field.path.slice(key.length + 1), number(field)]),
    );
  const named = Object.fromEntries(
    FIELD_GROUPS.filter(({ key }) => key !== 'rfm' && key !== 'refreshCutoffs').map((each) => [
      each.key,
      sectionOf(each),
    ]),
  );
  return {
    ...named,
    vip: { ...named.vip, ...eventCounts(values) },
    rfm: rfmOf(values, number),
    refreshCutoffs: values.refreshCutoffs,
  };
}

/** As typed on a Japanese keyboard: full-width digits, separators between thousands. */
function plain(text: string): string {
  return text.normalize('NFKC').replaceAll(',', '').trim();
}

function isEventCount(path: string): boolean {
  return EVENT_COUNTS.some((name) => path.startsWith(`vip.${name}.`));
}

type Counts = Partial<Record<RelationshipKind, number>>;

/** Kinds without a number are not asked for. */
function eventCounts(values: FormValues): Record<(typeof EVENT_COUNTS)[number], Counts> {
  const of = (name: (typeof EVENT_COUNTS)[number]): Counts =>
    Object.fromEntries(
      RELATIONSHIP_KINDS.flatMap((kind) => {
        const text = plain(values[`vip.${name}.${kind}`] ?? '');
        return text === '' ? [] : [[kind, Number(text)]];
      }),
    );
  return { minimumEvents: of('minimumEvents'), points: of('points') };
}

function rfmOf(values: FormValues, number: (field: Field) => number | null) {
  const cuts = values['rfm.cuts'];
  if (cuts !== 'fixed') return { cuts };
  const four = (name: (typeof CUTS)[number]) =>
    FOUR.map((index) => number({ path: `rfm.${name}.${index}`, unit: CUT_UNITS[name] }));
  return { cuts, ...Object.fromEntries(CUTS.map((name) => [name, four(name)])) };
}
