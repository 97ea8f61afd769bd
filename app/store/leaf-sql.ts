import { addDays, isoOf, type Day } from '../domain/day.ts';
import { meets, type Comparison } from '../domain/segments/comparison.ts';
import type {
  Bought,
  Fact,
  FromSource,
  Happened,
  InClass,
  InRegion,
  InState,
  Leaf,
  OrderDate,
  Total,
} from '../domain/segments/leaf.ts';
import type { Period, PurchasePeriod } from '../domain/segments/period.ts';
import { columnText, textsText } from './arrays.ts';

/** The values of a statement; `$1` is always the shop. */
export class Values {
  readonly all: unknown[];

  constructor(shopId: number) {
    this.all = [shopId];
  }

  /** Adds a value. @returns how the statement names it. */
  add(value: unknown, type: string): string {
    this.all.push(value);
    return `$${this.all.length}::${type}`;
  }
}

/** When a condition is asked, and the values of the statement that it becomes part of. */
export interface Asking {
  today: Day;
  /** IANA name. */
  timezone: string;
  values: Values;
  /**
   * Whoever has a fact is gathered once, for all customers are looked at; without it each customer's
   * own rows are.
   */
  gathers?: boolean;
}

/** Keeps PostgreSQL from gathering all who are meant where only some customers are looked at. */
const ONE_BY_ONE = 'offset 0';

/** SQL that a customer's id is among those of some rows; `from` ends within its `where`. */
export function isAmong(id: string, from: string, { gathers = false }: Asking): string {
  return gathers
    ? `((c.id in (select ${id} ${from})) is true)`
    : `exists (select ${from} and ${id} = c.id ${ONE_BY_ONE})`;
}

/** As `conditionSql`, of a condition that is made of no other. */
export function leafSql(leaf: Leaf, asking: Asking): string | null {
  switch (leaf.type) {
    case 'total':
      return totalSql(leaf, asking);
    case 'fact':
      return factSql(leaf, asking);
    case 'date':
      return dateSql(leaf, asking);
    case 'state':
      return stateSql(leaf, asking);
    case 'class':
      return classSql(leaf, asking);
    case 'bought':
      return boughtSql(leaf, asking);
    case 'region':
      return regionSql(leaf, asking);
    case 'source':
      return sourceSql(leaf, asking);
    case 'event':
      return happenedSql(leaf, asking);
    case 'one-more-order':
      return null;
  }
}

/** SQL that a number meets a comparison. */
export function comparisonSql(number: string, comparison: Comparison, { values }: Asking): string {
  const bound = (value: number) =>
    values.add(value, Number.isInteger(value) ? 'bigint' : 'numeric');
  if (comparison.is !== 'between') {
    return `${number} ${comparison.is} ${bound(comparison.value)}`;
  }
  const below = comparison.upper === 'inclusive' ? '<=' : '<';
  return `(${number} >= ${bound(comparison.min)} and ${number} ${below} ${bound(comparison.max)})`;
}

function totalSql({ total, period, compare }: Total, asking: Asking): string {
  if (period.kind === 'ever') {
    const kept = total === 'orders' ? 'c.orders' : 'c.amount_minor';
    const met = comparisonSql(kept, compare, asking);
    return meets(0, compare) ? `(${kept} is null or ${met})` : met;
  }
  const sum = total === 'orders' ? 'count(*)' : 'sum(o.value_minor)';
  const from = `${ORDERS} and ${periodSql('o.processed_at', period, asking)}`;
  return sumSql({ of: 'o.customer_id', from, sum, counts: total === 'orders' }, compare, asking);
}

const ORDERS = 'from orders o where o.shop_id = $1 and o.customer_id is not null and o.counts';

/**
 * Whoever has nothing of it has a sum of 0. The sums stand in a table of their own, so that they are
 * worked out for all at once or for one customer, whichever is less.
 */
function sumSql({ of, from, sum, counts }: Sum, compare: Comparison, asking: Asking): string {
  if (counts && isAnyOrNone(compare)) {
    return `${meets(0, compare) ? 'not ' : ''}${isAmong(of, from, asking)}`;
  }
  const met = comparisonSql(sum, compare, asking);
  const [exists, having] = meets(0, compare) ? ['not exists', `not (${met})`] : ['exists', met];
  return `${exists} (select from (select ${of} as id ${from} group by 1 having ${having}) s
    where s.id = c.id ${asking.gathers ? '' : ONE_BY_ONE})`;
}

const MANY = [1, 2, 3, Number.MAX_SAFE_INTEGER] as const;

/** Whether a comparison of a count only tells none from some. */
function isAnyOrNone(compare: Comparison): boolean {
  const open = compare.is !== 'between' && compare.is !== '=';
  return (
    (open || (compare.is === '=' && compare.value === 0)) &&
    MANY.every((count) => meets(count, compare) !== meets(0, compare))
  );
}

/** A sum over rows of customers. */
interface Sum {
  /** The column of the customer. */
  of: string;
  from: string;
  sum: string;
  /** The sum is 0 exactly where there is no row. */
  counts: boolean;
}

/** SQL that an instant lies in a period and is not after today. */
function periodSql(instant: string, period: Period, asking: Asking): string {
  const { today } = asking;
  const begin = (day: Day) => `${instant} >= ${midnightSql(day, asking)}`;
  const end = (day: Day) => `${instant} < ${midnightSql(day, asking)}`;
  const known = end(addDays(today, 1));
  switch (period.kind) {
    case 'ever':
      return known;
    case 'between': {
      const { from, to } = period;
      const bounds = [from !== null && begin(from), to !== null && to <= today && end(to)];
      return [known, ...bounds.filter((bound) => bound !== false)].join(' and ');
    }
    case 'last-days':
      return `${known} and ${begin(addDays(today, 1 - period.days))}`;
  }
}

/** When a day begins in the shop's time zone. */
function midnightSql(day: Day, asking: Asking): string {
  return `(${dateValue(day, asking)}::timestamp at time zone ${zoneValue(asking)})`;
}

function dateValue(day: Day, { values }: Asking): string {
  return values.add(isoOf(day), 'date');
}

function zoneValue({ values, timezone }: Asking): string {
  return values.add(timezone, 'text');
}

function factSql({ fact, compare }: Fact, asking: Asking): string {
  switch (fact) {
    case 'tenure':
      return comparisonSql('(c.last_on - c.first_on)', compare, asking);
    case 'departure':
      return departureSql(compare, asking);
    case 'averageOrderValue':
      return comparisonSql(AVERAGE, compare, asking);
    case 'medianInterval':
      return medianSql(compare, asking);
    case 'daysToSecond':
      return daysToSecondSql(compare, asking);
  }
}

/** The mean value of an order, half up. */
export const AVERAGE = '((2 * c.amount_minor + c.orders) / (2 * c.orders))';

const LONGEST = 700_000;

/** As days between which the last order lies: of those there is an index. */
function departureSql(compare: Comparison, asking: Asking): string {
  const [least, most] = wholeNumbers(compare);
  const ago = (days: number) => dateValue(addDays(asking.today, -days), asking);
  const within = (days: number) => Math.abs(days) < LONGEST;
  if (least > most) return 'false';
  if (least >= LONGEST || most <= -LONGEST) return 'false';
  const bounds = [
    within(least) && `c.last_on <= ${ago(least)}`,
    within(most) && `c.last_on >= ${ago(most)}`,
  ].filter((bound) => bound !== false);
  return bounds.length > 0 ? `(${bounds.join(' and ')})` : 'c.last_on is not null';
}

/** The whole numbers that meet a comparison, from the least to the greatest. */
function wholeNumbers(compare: Comparison): [number, number] {
  switch (compare.is) {
    case '<':
      return [-Infinity, Math.ceil(compare.value) - 1];
    case '<=':
      return [-Infinity, Math.floor(compare.value)];
    case '=':
      return [Math.ceil(compare.value), Math.floor(compare.value)];
    case '>=':
      return [Math.ceil(compare.value), Infinity];
    case '>':
      return [Math.floor(compare.value) + 1, Infinity];
    case 'between': {
      const { min, max, upper } = compare;
      return [Math.ceil(min), upper === 'inclusive' ? Math.floor(max) : Math.ceil(max) - 1];
    }
  }
}

function medianSql(compare: Comparison, asking: Asking): string {
  const day = `(o.processed_at at time zone ${zoneValue(asking)})::date`;
  const until = periodSql('o.processed_at', { kind: 'ever' }, asking);
  const median = 'percentile_cont(0.5) within group (order by gap)';
  return `exists (
    select from (
      select id from (
        select id, day - lag(day) over (partition by id order by day) as gap
        from (select distinct o.customer_id as id, ${day} as day ${ORDERS} and ${until}) days) gaps
      where gap is not null group by id having ${comparisonSql(median, compare, asking)}) s
    where s.id = c.id)`;
}

/** The second order day is the first on which there is an order after that of the first order. */
function daysToSecondSql(compare: Comparison, asking: Asking): string {
  const day = `(o.processed_at at time zone ${zoneValue(asking)})::date`;
  const until = periodSql('o.processed_at', { kind: 'ever' }, asking);
  const met = comparisonSql(`(min(${day}) - f.first_on)`, compare, asking);
  return `exists (
    select from (
      select f.id from customer f join orders o on o.shop_id = $1 and o.customer_id = f.id
      where f.shop_id = $1 and f.last_on > f.first_on and o.counts and ${day} > f.first_on
        and ${until}
      group by f.id, f.first_on having ${met}) s
    where s.id = c.id)`;
}

function dateSql({ order, compare }: OrderDate, asking: Asking): string {
  const on = order === 'first' ? 'c.first_on' : 'c.last_on';
  const day = (of: Day) => dateValue(of, asking);
  switch (compare.is) {
    case 'before':
      return `${on} < ${day(compare.day)}`;
    case 'on':
      return `${on} = ${day(compare.day)}`;
    case 'after':
      return `${on} > ${day(compare.day)}`;
    case 'within-last-days':
      return `${on} > ${day(addDays(asking.today, -compare.days))}`;
    case 'more-than-days-ago':
      return `${on} < ${day(addDays(asking.today, -compare.days))}`;
  }
}

/** SQL that a customer stood in states of a calendar model at the end of a day. */
export function stoodSql(model: string, states: readonly string[], day: Day, asking: Asking) {
  const at = dateValue(day, asking);
  return timelineSql(model, `${stateAt(at)} = any(${textsValue(states, asking)})`, asking);
}

const stateAt = (day: string) => `t.period_states[width_bucket(${day}, t.period_starts)]`;

function textsValue(texts: readonly string[], { values }: Asking): string {
  return values.add(textsText(texts), 'text[]');
}

function timelineSql(model: string, holds: string, asking: Asking): string {
  const named = asking.values.add(model, 'text');
  const from = `from timeline t where t.shop_id = $1 and t.model = ${named} and ${holds}`;
  return isAmong('t.customer_id', from, asking);
}

function stateSql({ in: { model, states }, when }: InState, asking: Asking): string {
  const inside = `= any(${textsValue(states, asking)})`;
  const today = () => dateValue(asking.today, asking);
  switch (when.is) {
    case 'now':
      return timelineSql(model, `t.state ${inside}`, asking);
    case 'ever':
      return timelineSql(model, anyPeriod(`day <= ${today()} and state ${inside}`), asking);
    case 'for-at-least': {
      const since = dateValue(addDays(asking.today, -when.days), asking);
      const left = `day > ${since} and day <= ${today()} and (state ${inside}) is not true`;
      return timelineSql(
        model,
        `t.state ${inside} and ${stateAt(since)} ${inside} and not ${anyPeriod(left)}`,
        asking,
      );
    }
    case 'entering-within': {
      const until = dateValue(addDays(asking.today, when.days), asking);
      const enters = `day > ${today()} and day <= ${until} and state ${inside}`;
      return timelineSql(
        model,
        `t.next_on <= ${until} and (t.state ${inside}) is not true and ${anyPeriod(enters)}`,
        asking,
      );
    }
  }
}

function anyPeriod(holds: string): string {
  return `exists (select from unnest(t.period_starts, t.period_states) as p (day, state)
    where ${holds})`;
}

function classSql({ in: { model, states }, when }: InClass, asking: Asking): string | null {
  if (when === 'ever') return null;
  const classes =
    model === 'decile'
      ? asking.values.add(columnText(states.map(Number)), 'int[]')
      : textsValue(states, asking);
  const from = `from relative_class r where r.shop_id = $1 and r.${model} = any(${classes})`;
  return isAmong('r.customer_id', from, asking);
}

function regionSql({ regions }: InRegion, asking: Asking): string {
  return `coalesce(c.region, c.country) = any(${textsValue(regions, asking)})`;
}

function sourceSql({ sources }: FromSource, asking: Asking): string {
  const known = periodSql('o.processed_at', { kind: 'ever' }, asking);
  const names = sources.map((source) => source ?? '');
  return `(select coalesce(o.utm_source, '') from orders o
    where o.shop_id = $1 and o.customer_id = c.id and o.counts and ${known}
    order by (o.processed_at at time zone ${zoneValue(asking)})::date,
      nullif(o.utm_source, '') collate "C" limit 1) = any(${textsValue(names, asking)})`;
}

function happenedSql({ kinds, period, compare }: Happened, asking: Asking): string {
  const from = `from customer_event e where e.shop_id = $1
    and e.kind = any(${textsValue(kinds, asking)}) and ${periodSql('e.at', period, asking)}`;
  return sumSql({ of: 'e.customer_id', from, sum: 'count(*)', counts: true }, compare, asking);
}

function boughtSql(bought: Bought, asking: Asking): string {
  const { products, subscription, channels, measure, compare } = bought;
  const lines = products !== undefined || subscription === true || measure === 'units';
  const asked = [
    'where o.shop_id = $1 and o.customer_id is not null and o.counts',
    channels && `o.source_name = any(${textsValue(channels, asking)})`,
    purchasedSql(bought.period, asking),
  ].filter((part) => part !== undefined);
  const rows = lines ? linesSql(bought, asking) : 'from orders o';
  const from = `${rows} ${asked.join(' and ')}`;
  const sum = MEASURES[measure](lines);
  const counts = measure === 'orders';
  return sumSql({ of: 'o.customer_id', from, sum, counts }, compare, asking);
}

const MEASURES: Record<Bought['measure'], (lines: boolean) => string> = {
  orders: (lines) => (lines ? 'count(distinct o.id)' : 'count(*)'),
  units: () => 'sum(l.current_quantity)',
  value: (lines) =>
    lines
      ? `sum(case when l.quantity > 0
               then round(l.sales_minor::numeric * l.current_quantity / l.quantity) else 0 end)`
      : 'sum(o.value_minor)',
};

function purchasedSql(period: PurchasePeriod, asking: Asking): string {
  if (period.kind !== 'first-order') return periodSql('o.processed_at', period, asking);
  return `(o.processed_at at time zone ${zoneValue(asking)})::date = (
    select f.first_on from customer f where f.shop_id = $1 and f.id = o.customer_id)`;
}

const SOLD = `select l.order_id, l.quantity, l.current_quantity, l.sales_minor from order_line l
  where l.shop_id = $1 and l.current_quantity > 0`;

/**
 * Sold lines of products, which are named by id or, where Shopify has none, by title; with their
 * orders. All of them are found by the product, those of one customer by the order.
 */
function linesSql({ products, subscription }: Bought, asking: Asking): string {
  const sold = subscription ? `${SOLD} and l.plan is not null` : SOLD;
  const meant = products === undefined ? [] : productsSql(products, asking);
  if (!asking.gathers) {
    const any = meant.length > 0 ? `and (${meant.join(' or ')})` : '';
    return `from orders o cross join lateral (
      ${sold} and l.order_id = o.id ${any} ${ONE_BY_ONE}) l`;
  }
  const lines = meant.length > 0 ? meant.map((holds) => `${sold} and ${holds}`) : [sold];
  return `from (${lines.join(' union all ')}) l
    join orders o on o.shop_id = $1 and o.id = l.order_id`;
}

function productsSql(products: readonly string[], { values }: Asking): string[] {
  const ids = products.filter((name) => /^(0|[1-9]\d{0,17})$/.test(name));
  const titled = `l.product_id is null and l.title = any(${values.add(textsText(products), 'text[]')})`;
  return ids.length === 0
    ? [titled]
    : [`l.product_id = any(${values.add(`{${ids.join()}}`, 'bigint[]')})`, titled];
}
