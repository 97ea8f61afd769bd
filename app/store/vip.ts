import { addDays, dayOf, isoOf, type Day } from '../domain/day.ts';
import { RELATIONSHIP_KINDS, type RelationshipKind } from '../domain/history.ts';
import type { CustomerId } from '../domain/ids.ts';
import type { Shop } from './database.ts';

/** How often a customer did what builds a relationship; kinds that never happened are left out. */
export type Acts = Partial<Record<RelationshipKind, number>>;

/** What is asked of a VIP beside buying. */
export interface Asked {
  minimumEvents: Acts;
  points: Acts;
  minimumPoints: number;
}

/** A customer between the two axes. */
export interface Related {
  id: CustomerId;
  /** As the model VIP says; null where it says nothing. */
  state: 'vip' | 'candidate' | null;
  /** ISO day on which a candidate stops being one; null when that is not known. */
  nextOn: string | null;
  acts: Acts;
}

/** Everybody's relationship events at a glance. */
export interface Relations {
  /** How many customers did each kind, and how often all together. */
  kinds: Record<RelationshipKind, { customers: number; times: number }>;
  /** Neither VIP nor candidate, with events; and how many of them did all that is asked. */
  others: number;
  supporters: number;
  /** Candidates, those first who lack least; of equals those who stop being one first. */
  candidates: Related[];
  /** Others with events, those first who did most. */
  closest: Related[];
  /** Some of the VIPs and candidates, and some of the others, in no order. */
  sample: Related[];
}

interface Limits {
  candidates: number;
  closest: number;
  /** Of each of the two groups. */
  sample: number;
}

interface Row {
  kinds: number[][];
  others: number;
  supporters: number;
  candidates: TupleRow[];
  closest: TupleRow[];
  sample: TupleRow[];
}

type TupleRow = [id: string, state: Related['state'], nextOn: string | null, acts: number[]];

/** Reads all relationship events that happened before an instant in one pass. */
export async function readRelations(
  shop: Shop,
  asked: Asked,
  before: number,
  limits: Limits,
): Promise<Relations> {
  const listOf = (of: Acts) => RELATIONSHIP_KINDS.map((kind) => of[kind] ?? 0);
  const [row] = await shop.db.sql.query<Row>(READ, [
    shop.id,
    new Date(before),
    listOf(asked.minimumEvents),
    listOf(asked.points),
    asked.minimumPoints,
    limits.candidates,
    limits.closest,
    limits.sample,
  ]);
  if (!row) throw new Error('a statement without a condition gives one row');
  const kinds = RELATIONSHIP_KINDS.map((kind, index) => {
    const [customers = 0, times = 0] = row.kinds[index] ?? [];
    return [kind, { customers, times }];
  });
  return {
    kinds: Object.fromEntries(kinds) as Relations['kinds'],
    others: row.others,
    supporters: row.supporters,
    candidates: row.candidates.map(relatedOf),
    closest: row.closest.map(relatedOf),
    sample: row.sample.map(relatedOf),
  };
}

function relatedOf([id, state, nextOn, counts]: TupleRow): Related {
  const acts = Object.fromEntries(
    RELATIONSHIP_KINDS.flatMap((kind, index) => {
      const times = counts[index] ?? 0;
      return times === 0 ? [] : [[kind, times]];
    }),
  );
  return { id: BigInt(id) as CustomerId, state, nextOn, acts };
}

const quoted = RELATIONSHIP_KINDS.map((kind) => `"${kind}"`);
const sumOf = (each: (column: string, place: number) => string) =>
  quoted.map((column, index) => each(column, index + 1)).join(' + ');
const TUPLE = `json_build_array(customer_id::text, state, next_on, acts)`;
const listed = (order: string, limit: string, where: string) => `
  (select coalesce(json_agg(${TUPLE}), '[]') from
    (select * from placed where ${where} order by ${order} limit ${limit}) as listed)`;

/** One group a customer; all answers come from it. */
const READ = `
with counted as (
  select customer_id,
         ${RELATIONSHIP_KINDS.map((kind) => `count(*) filter (where kind = '${kind}')::int as "${kind}"`).join(',\n         ')}
  from customer_event
  where shop_id = $1 and kind not like 'contract:%' and at < $2
  group by customer_id
), done as materialized (
  select *, array[${quoted.join(', ')}] as acts,
         (${sumOf((column, place) => `least(${column}, ($3::int[])[${place}])`)}) as met,
         (${sumOf((column, place) => `${column} * ($4::int[])[${place}]`)}) as points
  from counted
), standing as materialized (
  select customer_id, state, next_on from timeline
  where shop_id = $1 and model = 'vip' and state is not null
), placed as materialized (
  select customer_id, s.state, s.next_on, coalesce(d.acts, '{}') as acts,
         coalesce(d.met, 0) as met, coalesce(d.points, 0) as points
  from done d full join standing s using (customer_id)
), asked as (
  select (select coalesce(sum(each), 0) from unnest($3::int[]) as each) as acts
)
select
  (select json_build_array(${quoted.map((column) => `json_build_array(count(*) filter (where ${column} > 0), coalesce(sum(${column}), 0))`).join(', ')}) from done) as kinds,
  (select count(*)::int from placed where state is null) as others,
  (select count(*)::int from placed, asked
   where state is null and met >= asked.acts and points >= $5) as supporters,
  ${listed('met desc, points desc, next_on, customer_id', '$6', `state = 'candidate'`)} as candidates,
  ${listed('met desc, points desc, customer_id', '$7', 'state is null')} as closest,
  (select coalesce(json_agg(${TUPLE}), '[]') from (
    (select * from placed where state is not null order by hashint8(customer_id) limit $8)
    union all
    (select * from placed where state is null order by hashint8(customer_id) limit $8)) as listed)
    as sample`;

/** What a customer's counted orders come to. */
export interface BuyerFigures {
  id: CustomerId;
  orders: number;
  /** Minor units. */
  amount: number;
  firstDay: Day;
  lastDay: Day;
}

interface FiguresRow {
  id: CustomerId;
  orders: number;
  amount: bigint;
  first: string;
  last: string;
}

const FIGURES = `id, orders, amount_minor as amount, first_on::text as first, last_on::text as last`;

/** The figures of some customers, by id; those without a counted order are left out. */
export async function figuresOf(
  shop: Shop,
  ids: readonly CustomerId[],
): Promise<Map<CustomerId, BuyerFigures>> {
  const rows = await shop.db.sql.query<FiguresRow>(
    `select ${FIGURES} from customer
     where shop_id = $1 and id = any($2::bigint[]) and orders is not null`,
    [shop.id, ids],
  );
  return new Map(rows.map((row) => [row.id, buyerOf(row)]));
}

function buyerOf({ id, orders, amount, first, last }: FiguresRow): BuyerFigures {
  return { id, orders, amount: Number(amount), firstDay: dayOf(first), lastDay: dayOf(last) };
}

/** Who would be a candidate, had they not bought everything at once. */
export interface BulkBuyers {
  customers: number;
  /** The highest amounts. */
  top: BuyerFigures[];
}

interface CandidateRule {
  candidateOrders: number;
  candidateWithinDays: number;
  bulkBuyerDays: number;
  /** Minor units; null: nobody counts as top. */
  topAmount: number | null;
}

/** まとめ買い: everything within so many days, and a candidate by orders or amount otherwise. */
export async function bulkBuyers(
  shop: Shop,
  rule: CandidateRule,
  today: Day,
  limit: number,
): Promise<BulkBuyers> {
  const rows = await shop.db.sql.query<FiguresRow & { customers: bigint }>(
    `select ${FIGURES}, count(*) over () as customers from customer
     where shop_id = $1 and last_on - first_on <= $2
       and ((orders >= $3 and last_on >= $4::date) or amount_minor >= $5::bigint)
     order by amount_minor desc, id limit $6`,
    [
      shop.id,
      rule.bulkBuyerDays,
      rule.candidateOrders,
      isoOf(addDays(today, -rule.candidateWithinDays)),
      rule.topAmount,
      limit,
    ],
  );
  return {
    customers: Number(rows[0]?.customers ?? 0),
    top: rows.map(buyerOf),
  };
}
