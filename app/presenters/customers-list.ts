import { addDays, calendarOf, dayOf, type Day } from '../domain/day.ts';
import type { CustomerId } from '../domain/ids.ts';
import { boundsOf, narrowed, NO_BOUNDS, type Bounds } from '../domain/models/bounds.ts';
import { digitsOf } from '../domain/money.ts';
import { NONE } from '../domain/reports/place.ts';
import type { ShopSettings } from '../domain/shop-settings.ts';
import type { Listed, Position, SortColumn } from '../store/customer-list.ts';
import type { Shop } from '../store/database.ts';
import { hasOutdated } from '../store/recompute.ts';
import { currentSettings } from '../store/settings.ts';
import { daysBehind } from '../store/sweep.ts';
import type { KnownShop } from '../store/shops.ts';
import { allOf, partsOf } from './customers-condition.ts';
import type { CustomersFilter, Sort } from './customers-filter.ts';
import { SHOWN_MODELS, type ModelKey } from './states.ts';

/** A filter as the store is asked for it. */
export async function listedOf(
  shop: Shop,
  { timezone, currency }: KnownShop,
  filter: CustomersFilter,
  now: number,
): Promise<Listed> {
  const today = calendarOf(timezone)(now);
  const [current, outdated, behind] = await Promise.all([
    currentSettings(shop),
    hasOutdated(shop),
    daysBehind(shop, today),
  ]);
  const { conditions } = partsOf(filter, 10 ** digitsOf(currency));
  const { states = [], scores = {}, consent, segment, ids } = filter;
  return {
    today,
    timezone,
    condition: allOf(conditions),
    stood: states.flatMap(({ on, ...stood }) =>
      on === undefined ? [] : [{ ...stood, day: dayOf(on) }],
    ),
    scores,
    subscribed: consent === undefined ? null : consent === 'yes',
    segmentId: segment ?? null,
    ids: ids?.map((id) => BigInt(id) as CustomerId) ?? null,
    bounds: current && !outdated ? boundsIn(filter, current.settings) : NO_BOUNDS,
    behind,
  };
}

/** While customers follow older settings, their states say nothing of the present ones. */
function boundsIn({ states = [] }: CustomersFilter, settings: ShopSettings): Bounds {
  return states
    .flatMap(({ model, states: names, on }) =>
      on === undefined && Object.hasOwn(SHOWN_MODELS, model) && !names.includes(NONE)
        ? [boundsOf(SHOWN_MODELS[model as ModelKey], names, settings)]
        : [],
    )
    .reduce(narrowed, NO_BOUNDS);
}

const COLUMNS: Record<Sort['by'], SortColumn> = {
  last: 'last_on',
  first: 'first_on',
  orders: 'orders',
  amount: 'amount_minor',
};

/** Where a list begins; `backwards` goes the other way round from there. */
export function positionOf(
  { by, ascending }: Sort,
  after: Position['after'],
  backwards = false,
): Position {
  return { column: COLUMNS[by], ascending: ascending !== backwards, after };
}

const DAYS = ['last', 'first'];

/** A place in a list as an address says it; null for anything else. */
export function placeIn(text: string | null, { by }: Sort): Position['after'] {
  const [, value = '', id = ''] = /^([\d-]{1,18})_(\d{1,18})$/.exec(text ?? '') ?? [];
  if (id === '' || !isValue(value, DAYS.includes(by))) return null;
  return { value, id: BigInt(id) as CustomerId };
}

function isValue(value: string, day: boolean): boolean {
  if (!day) return /^\d{1,9}$/.test(value) || (/^\d{1,15}$/.test(value) && Number(value) > 0);
  return /^\d{4}-\d\d-\d\d$/.test(value) && dayOrNull(value) !== null;
}

function dayOrNull(iso: string): Day | null {
  try {
    return addDays(dayOf(iso), 0);
  } catch {
    return null;
  }
}
