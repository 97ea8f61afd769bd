import { addDays, isoOf, type Day } from '../domain/day.ts';
import { cpm } from '../domain/models/cpm.ts';
import { LAYER_OF, type WorthGrouping } from '../domain/prepared/worth.ts';
import type { Layer } from '../domain/relative/layer.ts';
import type { Rank } from '../domain/relative/rfm.ts';
import type { AmountBins } from '../domain/reports/amount-bins.ts';
import { lastDays, type DayRange } from '../domain/reports/day-range.ts';
import { YEAR_DAYS, yearBefore } from '../domain/reports/life.ts';
import { WORTH_AGES } from '../domain/reports/worth-row.ts';
import type { Condition } from '../domain/segments/condition.ts';
import type { Comparison } from '../domain/segments/comparison.ts';
import type { CustomersFilter } from './customers-filter.ts';

/** The forms of lifetime value whose customers a list can show. */
export type LinkedForm =
  | 'cumulative'
  | 'annual'
  | 'factors'
  | 'churn'
  | 'continuing'
  | 'retained'
  | 'revived'
  | 'new'
  | `age${(typeof WORTH_AGES)[number]}`;

/** The customers that each form of lifetime value is of. */
export function formCustomers(asOf: Day): Record<LinkedForm, CustomersFilter> {
  const year = lastDays(YEAR_DAYS, asOf);
  const lastYear = lastDays(YEAR_DAYS, yearBefore(asOf));
  const before = { is: 'before', day: lastYear.from } as const;
  const bought = (range: DayRange) => ordersIn(range, { is: '>=', value: 1 });
  const notLastYear = ordersIn(lastYear, { is: '=', value: 0 });
  return {
    ...agesOf(asOf),
    cumulative: { first: [null, isoOf(asOf)] },
    annual: { where: bought(year) },
    factors: { tenure: [1, null] },
    churn: { where: bought(lastYear) },
    continuing: { states: [cpmStates(cpm.states.filter((state) => state.endsWith('-active')))] },
    retained: { where: allOf(bought(year), bought(lastYear)) },
    revived: {
      where: allOf(bought(year), notLastYear, { type: 'date', order: 'first', compare: before }),
    },
    new: { first: [isoOf(year.from), isoOf(asOf)] },
  };
}

function agesOf(asOf: Day) {
  return Object.fromEntries(
    WORTH_AGES.map((days) => [`age${days}`, { first: [null, isoOf(addDays(asOf, -days))] }]),
  ) as unknown as Record<`age${(typeof WORTH_AGES)[number]}`, CustomersFilter>;
}

/** The customers of a group; null where no list can say exactly who they are. */
export function groupCustomers(by: WorthGrouping, group: string): CustomersFilter | null {
  switch (by) {
    case 'rank':
      return { states: [{ model: 'rank', states: [group] }] };
    case 'layer':
      return layerCustomers(group);
    case 'cpm':
      return { states: [cpmStates([group])] };
    case 'year':
      return { first: [`${group}-01-01`, `${group}-12-31`] };
    case 'product':
    case 'channel':
    case 'source':
      return null;
  }
}

function layerCustomers(place: string): CustomersFilter {
  const layers: readonly string[] = Object.values(LAYER_OF);
  if (layers.includes(place)) return { states: [{ model: 'layer', states: [place] }] };
  const rank = place as Rank;
  const layer = LAYER_OF[rank];
  return layer === undefined
    ? { states: [{ model: 'rank', states: [rank] }] }
    : { where: allOf(inRank(rank), { type: 'not', of: inLayer(layer) }) };
}

/** The customers of a rank in each step of their amounts. */
export function spreadCustomers(rank: Rank, { bins }: AmountBins): CustomersFilter[] {
  return bins.map((bin, index) => {
    const next = bins[index + 1]?.from;
    const from = index === 0 ? -Number.MAX_SAFE_INTEGER : bin.from;
    const compare: Comparison =
      next === undefined
        ? { is: '>=', value: from }
        : { is: 'between', min: from, max: next, upper: 'exclusive' };
    const amount = { type: 'total', total: 'amount', period: { kind: 'ever' }, compare } as const;
    return { where: allOf(inRank(rank), amount) };
  });
}

function cpmStates(states: readonly string[]) {
  return { model: 'cpm', states } as const;
}

function ordersIn({ from, to }: DayRange, compare: Comparison): Condition {
  return { type: 'total', total: 'orders', period: { kind: 'between', from, to }, compare };
}

function inRank(rank: Rank): Condition {
  return { type: 'class', in: { model: 'rank', states: [rank] }, when: 'now' };
}

function inLayer(layer: Layer): Condition {
  return { type: 'class', in: { model: 'layer', states: [layer] }, when: 'now' };
}

function allOf(...of: Condition[]): Condition {
  return { type: 'all', of };
}
