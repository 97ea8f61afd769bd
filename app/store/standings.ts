import type { LiveModel, SegmentStanding, Standings } from '../domain/customer.ts';
import { isoOf, type Day } from '../domain/day.ts';
import type { CustomerId } from '../domain/ids.ts';
import { columnText } from './arrays.ts';
import type { Shop, Sql } from './database.ts';
import { markMonths } from './month-marks.ts';

/** What follows from one customer's history. */
export interface Computed extends Standings {
  customerId: CustomerId;
}

/**
 * Saves where customers stand, in place of all that was kept of them; a row that stays the same is
 * not written. Their customer rows are locked by the caller.
 *
 * @param cutoffId what their classes were held against.
 * @param today the shop's, from which new members of segments are counted.
 * @param exactly whether it matters from which day on the past is another; else it is all of it.
 */
export async function saveStandings(
  shop: Shop,
  sql: Sql,
  computed: readonly Computed[],
  { cutoffId, today, exactly }: { cutoffId: bigint; today: Day; exactly: boolean },
): Promise<void> {
  const ids = columnText(computed.map(({ customerId }) => customerId));
  const [changed] = await sql.query<{ day: Day | null }>(
    SAVE_TIMELINES,
    [shop.id, ids, ...timelineColumns(computed), exactly],
    'timelines',
  );
  await markMonths(shop, sql, changed?.day ?? null);
  await sql.query(SAVE_CLASSES, [shop.id, ids, cutoffId, ...classColumns(computed)], 'classes');
  await sql.query(
    SAVE_MEMBERS,
    [shop.id, ids, isoOf(today), ...memberColumns(computed)],
    'members',
  );
}

const periodsOf = (timeline: string) => `
  select ${timeline}.customer_id, ${timeline}.model, p.day, p.state
  from ${timeline}, unnest(${timeline}.period_starts, ${timeline}.period_states)
    with ordinality as p (day, state, n)
  where p.day < (select open_from from month_build where shop_id = $1)
    and (p.n > 1 or p.state is not null)`;

/**
 * Only what is different is written: a rebuild after a small change reads much and writes little.
 * It gives the first day on which timelines are others than before, as far back as months are kept:
 * equal neighbours are merged, so that before the first period that only one side has both agree.
 */
const SAVE_TIMELINES = `
with computed as materialized (
  select customer_id, model, state, since, next_on, next_state,
         starts::date[] as period_starts, states::text[] as period_states
  from unnest($3::bigint[], $4::text[], $5::text[], $6::date[], $7::date[], $8::text[], $9::text[],
              $10::text[])
    as t (customer_id, model, state, since, next_on, next_state, starts, states)
), kept as materialized (
  select t.*, c.customer_id is not null as still,
         (t.state, t.since, t.next_on, t.next_state, t.period_starts, t.period_states)
           is not distinct from
         (c.state, c.since, c.next_on, c.next_state, c.period_starts, c.period_states) as same
  from timeline t left join computed c on c.customer_id = t.customer_id and c.model = t.model
  where t.shop_id = $1 and t.customer_id = any($2::bigint[])
), different as (
  select * from computed c
  where not exists (select from kept k
                    where k.customer_id = c.customer_id and k.model = c.model and k.same)
), replaced as (
  select * from kept where not same
), gone as (
  delete from timeline t using kept k
  where t.shop_id = $1 and t.customer_id = k.customer_id and t.model = k.model and not k.still
), saved as (
  insert into timeline (shop_id, customer_id, model, state, since, next_on, next_state,
                        period_starts, period_states)
  select $1, d.* from different d
  on conflict (shop_id, customer_id, model) do update set
    state = excluded.state, since = excluded.since, next_on = excluded.next_on,
    next_state = excluded.next_state, period_starts = excluded.period_starts,
    period_states = excluded.period_states
)
select case when $11::boolean then (
  select min(day) - date '1970-01-01' from (
    select day from (${periodsOf('different')} union all ${periodsOf('replaced')}) periods
    group by customer_id, model, day, state having count(*) = 1) changed
) when exists (select from different) then 0 end as day`;

/** Ragged arrays travel as text: PostgreSQL has no arrays of arrays of different lengths. */
function timelineColumns(computed: readonly Computed[]): string[] {
  const rows = computed.flatMap(({ customerId, models }) =>
    models.map((model): [CustomerId, LiveModel] => [customerId, model]),
  );
  const column = (read: (model: LiveModel) => string | null) =>
    columnText(rows.map(([, model]) => read(model)));
  return [
    columnText(rows.map(([customerId]) => customerId)),
    column(({ model }) => model),
    column(({ standing }) => standing.state),
    column(({ standing }) => dateText(standing.since)),
    column(({ standing }) => dateText(standing.nextOn)),
    column(({ standing }) => standing.nextState),
    column(({ timeline }) => `{${timeline.map(({ from }) => dateText(from)).join()}}`),
    column(({ timeline }) => columnText(timeline.map(({ state }) => state))),
  ];
}

const known = new Map<Day, string>();
const MOST_KNOWN = 50_000;

/** The same few thousand days are written for every customer. */
function dateText(day: Day | null): string | null {
  if (day === null) return null;
  const text = known.get(day) ?? isoOf(day);
  if (known.size > MOST_KNOWN) known.clear();
  known.set(day, text);
  return text;
}

const CLASSES = ['r', 'f', 'm', 'rfm', 'rank', 'layer', 'decile', 'abc'];
const namesOf = (table: string) => CLASSES.map((name) => `${table}.${name}`).join();

const SAVE_CLASSES = `
with computed as materialized (
  select * from unnest($4::bigint[], $5::smallint[], $6::smallint[], $7::smallint[], $8::text[],
                       $9::text[], $10::text[], $11::smallint[], $12::text[])
    as t (customer_id, ${CLASSES.join()})
), gone as (
  delete from relative_class r
  where r.shop_id = $1 and r.customer_id = any($2::bigint[])
    and not exists (select from computed c where c.customer_id = r.customer_id)
)
insert into relative_class (shop_id, cutoff_id, customer_id, ${CLASSES.join()})
select $1, $3::bigint, c.* from computed c
where not exists (select from relative_class r where r.shop_id = $1 and r.customer_id = c.customer_id
                    and (${namesOf('r')}) is not distinct from (${namesOf('c')}))
on conflict (shop_id, customer_id) do update set cutoff_id = excluded.cutoff_id,
  ${CLASSES.map((name) => `${name} = excluded.${name}`).join()}`;

function classColumns(computed: readonly Computed[]): string[] {
  const rows = computed.flatMap(({ customerId, classes }) =>
    classes ? [{ customerId, ...classes }] : [],
  );
  return [
    columnText(rows.map(({ customerId }) => customerId)),
    columnText(rows.map(({ scores }) => scores.r)),
    columnText(rows.map(({ scores }) => scores.f)),
    columnText(rows.map(({ scores }) => scores.m)),
    columnText(rows.map(({ segment }) => segment)),
    columnText(rows.map(({ rank }) => rank)),
    columnText(rows.map(({ layer }) => layer)),
    columnText(rows.map(({ decile }) => decile)),
    columnText(rows.map(({ abc }) => abc)),
  ];
}

const SAVE_MEMBERS = `
with computed as materialized (
  select * from unnest($4::bigint[], $5::int[], $6::boolean[], $7::date[])
    as t (customer_id, segment_id, inside, recheck_on)
), gone as (
  delete from segment_member s
  where s.shop_id = $1 and s.customer_id = any($2::bigint[])
    and not exists (select from computed c
                    where c.customer_id = s.customer_id and c.segment_id = s.segment_id)
)
insert into segment_member (shop_id, customer_id, segment_id, inside, since, recheck_on)
select $1, c.customer_id, c.segment_id, c.inside, case when c.inside then $3::date end, c.recheck_on
from computed c
where not exists (select from segment_member s
                  where s.shop_id = $1 and s.customer_id = c.customer_id
                    and s.segment_id = c.segment_id and s.inside = c.inside
                    and s.recheck_on is not distinct from c.recheck_on)
on conflict (shop_id, customer_id, segment_id) do update set
  inside = excluded.inside, recheck_on = excluded.recheck_on,
  since = case when segment_member.inside and excluded.inside then segment_member.since
               else excluded.since end`;

/** Whoever is outside for good has no row. */
function memberColumns(computed: readonly Computed[]): string[] {
  const rows = computed.flatMap(({ customerId, segments }) =>
    segments
      .filter(({ inside, recheckOn }) => inside || recheckOn !== null)
      .map((standing): SegmentStanding & { customerId: CustomerId } => ({
        customerId,
        ...standing,
      })),
  );
  return [
    columnText(rows.map(({ customerId }) => customerId)),
    columnText(rows.map(({ segmentId }) => segmentId)),
    columnText(rows.map(({ inside }) => inside)),
    columnText(rows.map(({ recheckOn }) => dateText(recheckOn))),
  ];
}
