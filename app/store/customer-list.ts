import { addDays, isoOf, type Day } from '../domain/day.ts';
import type { CustomerId } from '../domain/ids.ts';
import type { Bound, Bounds } from '../domain/models/bounds.ts';
import { leavesOf, type Condition } from '../domain/segments/condition.ts';
import type { Leaf } from '../domain/segments/leaf.ts';
import { numbersText } from './arrays.ts';
import { conditionSql, withMemory } from './condition-sql.ts';
import type { Shop } from './database.ts';
import { isAmong, stoodSql, Values, type Asking } from './leaf-sql.ts';

/** Whom a list shows: buyers who meet everything that is asked, or named customers. */
export interface Listed {
  today: Day;
  timezone: string;
  condition: Condition | null;
  /** In one of the states at the end of a day. */
  stood: readonly { model: string; states: readonly string[]; day: Day }[];
  scores: { r?: number; f?: number; m?: number };
  /** Whether e-mails are wanted; null: no matter. */
  subscribed: boolean | null;
  segmentId: number | null;
  /** Null: no matter; else they need not have bought. */
  ids: readonly CustomerId[] | null;
  /** What follows from the states that are asked for: where in the list they are to be found. */
  bounds: Bounds;
  /** By so many days states may be behind the calendar. */
  behind: number;
}

const COLUMNS = ['last_on', 'first_on', 'orders', 'amount_minor'] as const;
export type SortColumn = (typeof COLUMNS)[number];

/** The way a list goes, and where a page of it begins. */
export interface Position {
  column: SortColumn;
  ascending: boolean;
  /** The customer after whom it goes on, with the value that the list is sorted by. */
  after: { value: string; id: CustomerId } | null;
}

/** A customer of a list. */
export interface Place {
  id: CustomerId;
  /** What the list is sorted by; null without an order. */
  value: string | null;
}

/** How many of the list are looked at one by one. */
const WALK = 5_000;

/**
 * Up to `limit` customers of a list. Most are found by walking along the index of the sort and
 * looking at each; where those who meet the condition are far from there, they are gathered first,
 * and the walk goes on by looking them up. Null when the condition cannot be asked of the database.
 */
export async function listCustomers(
  shop: Shop,
  listed: Listed,
  position: Position,
  limit: number,
): Promise<Place[] | null> {
  if (listed.ids) return run(shop, listed, (asked) => named(asked, position), limit);
  const walked = await run(shop, listed, (asked) => walkedAlong(asked, position), limit);
  if (!walked || walked.length >= limit) return walked;
  return gathered(shop, listed, position, limit);
}

/** How many customers a list has; counting stops at `most`. Null as `listCustomers`. */
export async function countListed(
  shop: Shop,
  listed: Listed,
  most: number,
): Promise<number | null> {
  const asked = askedOf(shop, listed, 'gathers', []);
  if (!asked) return null;
  const { where, values } = asked;
  const [row] = await withMemory<{ customers: bigint }>(
    shop,
    `select count(*) as customers
     from (select from customer c where ${where} ${listed.ids ? '' : 'and c.last_on is not null'}
           limit ${values.add(most, 'int')}) listed`,
    values.all,
  );
  return Number(row?.customers ?? 0);
}

/** A list as a statement asks for it. */
interface Asked {
  /** Holds for the rows of `customer c` that are meant. */
  where: string;
  /** The parts of it that a column's index knows, by column. */
  hints: Partial<Record<SortColumn, string>>;
  /** What any index knows of whom is meant: those who ordered once have indexes of their own. */
  among: string;
  values: Values;
}

async function run(
  shop: Shop,
  listed: Listed,
  statement: (asked: Asked) => string,
  limit: number,
): Promise<Place[] | null> {
  const asked = askedOf(shop, listed, 'looks', COLUMNS);
  if (!asked) return null;
  const text = `${statement(asked)} limit ${asked.values.add(limit, 'int')}`;
  return shop.db.sql.query<Place>(text, asked.values.all);
}

async function gathered(
  shop: Shop,
  listed: Listed,
  position: Position,
  limit: number,
): Promise<Place[] | null> {
  const asked = askedOf(shop, listed, 'gathers', [position.column]);
  if (!asked) return null;
  const text = `${walkedWhole(asked, position)} limit ${asked.values.add(limit, 'int')}`;
  return withMemory<Place>(shop, text, asked.values.all);
}

/**
 * @param way whether the facts of each customer are looked at, or gathered once for all.
 * @param hinted columns of which the bounds are told; those of others would have each row read.
 */
function askedOf(
  shop: Shop,
  listed: Listed,
  way: 'looks' | 'gathers',
  hinted: readonly SortColumn[],
): Asked | null {
  const values = new Values(shop.id);
  const gathers = way === 'gathers';
  const asking = { today: listed.today, timezone: listed.timezone, values, gathers };
  const beside = { ...asking, gathers: gathers && !scoresTellEnough(listed) };
  const met = listed.condition && conditionSql(listed.condition, beside);
  if (listed.condition && met === null) return null;
  const hints = hintsOf(listed, asking, hinted);
  const parts = [
    'c.shop_id = $1',
    ...(gathers ? [] : Object.values(hints)),
    listed.ids
      ? `c.id = any(${values.add(numbersText(listed.ids), 'bigint[]')})`
      : !gathers && 'c.orders is not null',
    met,
    ...listed.stood.map(({ model, states, day }) => stoodSql(model, states, day, asking)),
    scoresSql(listed, asking),
    listed.subscribed !== null &&
      `(c.email_consent = 'subscribed') is ${listed.subscribed ? '' : 'not '}true`,
    memberSql(listed, asking),
  ];
  const among = listed.bounds.orders.most === 1 ? ONCE : 'true';
  return { where: parts.filter(Boolean).join(' and '), hints, among, values };
}

/**
 * Few enough customers have some scores that what else is asked is looked at on each of them, where
 * that takes one look; a state may have most of the shop, and gathering it takes longer.
 */
function scoresTellEnough({ scores, condition }: Listed): boolean {
  const leaves = condition ? leavesOf(condition) : [];
  return Object.keys(scores).length > 0 && leaves.every(isOneLook);
}

function isOneLook(leaf: Leaf): boolean {
  switch (leaf.type) {
    case 'state':
      return leaf.when.is === 'now';
    case 'total':
      return leaf.period.kind === 'ever';
    case 'fact':
      return leaf.fact !== 'medianInterval';
    default:
      return leaf.type === 'class' || leaf.type === 'date' || leaf.type === 'region';
  }
}

function scoresSql({ scores }: Listed, asking: Asking): string | null {
  const asked = Object.entries(scores);
  if (asked.length === 0) return null;
  const equal = asked.map(
    ([score, value]) => `r.${score} = ${asking.values.add(value, 'smallint')}`,
  );
  const from = `from relative_class r where r.shop_id = $1 and ${equal.join(' and ')}`;
  return isAmong('r.customer_id', from, asking);
}

function memberSql({ segmentId }: Listed, asking: Asking): string | null {
  if (segmentId === null) return null;
  const id = asking.values.add(segmentId, 'int');
  const from = `from segment_member m where m.shop_id = $1 and m.segment_id = ${id} and m.inside`;
  return isAmong('m.customer_id', from, asking);
}

/** As the indexes of those have it, literally. */
const ONCE = 'c.orders = 1';

/** The bounds of what is asked for, by the columns that have an index. */
function hintsOf(
  { bounds, behind, today }: Listed,
  { values }: Asking,
  columns: readonly SortColumn[],
): Asked['hints'] {
  const { departure, tenure, orders, amount } = bounds;
  const daysAgo = (column: SortColumn, { least, most }: Bound) => {
    const day = (ago: number) => values.add(isoOf(addDays(today, -ago)), 'date');
    return joined([
      least > behind && `c.${column} <= ${day(least - behind)}`,
      Number.isFinite(most) && `c.${column} >= ${day(most + behind)}`,
    ]);
  };
  const number = (value: number) => values.add(value, 'bigint');
  const hintOf: Asked['hints'] = {};
  for (const column of columns) {
    if (column === 'orders') hintOf.orders = withinSql('c.orders', orders, number);
    if (column === 'amount_minor') {
      hintOf.amount_minor = withinSql('c.amount_minor', amount, number);
    }
    if (column === 'last_on') hintOf.last_on = daysAgo('last_on', departure);
    if (column === 'first_on') hintOf.first_on = daysAgo('first_on', sumOf(departure, tenure));
  }
  return hintOf;
}

function sumOf(one: Bound, other: Bound): Bound {
  return { least: one.least + other.least, most: one.most + other.most };
}

function withinSql(column: string, { least, most }: Bound, value: (of: number) => string) {
  return joined([
    least > 0 && `${column} >= ${value(least)}`,
    Number.isFinite(most) && `${column} <= ${value(most)}`,
  ]);
}

function joined(parts: readonly (string | false)[]): string {
  return parts.filter((part) => part !== false).join(' and ') || 'true';
}

const TYPES: Record<SortColumn, string> = {
  last_on: 'date',
  first_on: 'date',
  orders: 'int',
  amount_minor: 'bigint',
};

/** Equal values go by the id, the other way round: as the indexes do. */
function orderSql({ column, ascending }: Position, table: string): string {
  return ascending
    ? `order by ${table}.${column}, ${table}.id desc`
    : `order by ${table}.${column} desc, ${table}.id`;
}

/** What comes after a place: the rest of those with the same value, and all beyond. */
function afterSql({ column, ascending, after }: Position, { values }: Asked) {
  if (!after) return { same: null, beyond: 'true' };
  const value = values.add(after.value, TYPES[column]);
  const id = values.add(after.id, 'bigint');
  const [further, later] = ascending ? ['>', '<'] : ['<', '>'];
  return {
    same: `c.${column} = ${value} and c.id ${later} ${id}`,
    beyond: `c.${column} ${further} ${value}`,
  };
}

function walkedAlong(asked: Asked, position: Position): string {
  const { column } = position;
  const { same, beyond } = afterSql(position, asked);
  const steps = (from: string) =>
    `(select * from customer c
      where c.shop_id = $1 and c.${column} is not null and ${from}
        and ${asked.hints[column] ?? 'true'} and ${asked.among}
      ${orderSql(position, 'c')} limit ${WALK})`;
  const all =
    same === null
      ? steps(beyond)
      : `(select * from (${steps(same)} union all ${steps(beyond)}) c
          ${orderSql(position, 'c')} limit ${WALK})`;
  return `select c.id, c.${column}::text as value from ${all} c
    where ${asked.where} ${orderSql(position, 'c')}`;
}

function walkedWhole(asked: Asked, position: Position): string {
  const { column } = position;
  const { same, beyond } = afterSql(position, asked);
  const from = same === null ? beyond : `(${beyond} or (${same}))`;
  return `select c.id, c.${column}::text as value from customer c
    where ${asked.where} and c.${column} is not null and ${from}
      and ${asked.hints[column] ?? 'true'} and ${asked.among}
    ${orderSql(position, 'c')}`;
}

function named({ where }: Asked, { column }: Position): string {
  return `select c.id, c.${column}::text as value from customer c
    where ${where} order by c.${column} desc nulls last, c.id`;
}
