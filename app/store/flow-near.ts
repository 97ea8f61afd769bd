import { isoOf, type Day } from '../domain/day.ts';
import { NEAR_DAYS, type FlowTrigger } from '../domain/flow.ts';
import { textsText } from './arrays.ts';
import type { Shop } from './database.ts';
import { isWaitedFor } from './flow-triggers.ts';

const NEAR: FlowTrigger = 'customer-change-near';
/** A day that was looked at is kept as a run of its own. */
const LOOKS = `run_id >= 'near 0' and run_id < 'near a'`;

/** Whether a workflow waits for changes that come near, and today was not looked at. */
export async function isLookDue(shop: Shop, today: Day): Promise<boolean> {
  const rows = await shop.db.sql.query(
    `select where ${isWaitedFor('$2::text')}
       and not exists (select from flow_run where shop_id = $1 and run_id = $3)`,
    [shop.id, NEAR, nameOf(today)],
  );
  return rows.length > 0;
}

/**
 * Fires for every scheduled change that has come near since the last look, days that were missed
 * included: the day is noted in the same transaction, so that each change fires once. The first
 * look takes those alone that come near today.
 *
 * @param models whose changes are told.
 */
export async function lookForNear(
  shop: Shop,
  today: Day,
  models: readonly string[],
): Promise<void> {
  await shop.db.transaction(async (sql) => {
    const [look] = await sql.query<{ before: string | null }>(
      `insert into flow_run (shop_id, run_id, handle, customer_id)
       select $1::int, $3::text, $2::text, 0 where ${isWaitedFor('$2::text')}
       on conflict do nothing
       returning (select max(run_id) from flow_run where shop_id = $1 and ${LOOKS}) as before`,
      [shop.id, NEAR, nameOf(today)],
    );
    if (!look) return;
    await sql.query(FIRE, [
      shop.id,
      NEAR,
      isoOf(today),
      look.before?.slice('near '.length) ?? null,
      NEAR_DAYS,
      textsText(models),
    ]);
  });
}

function nameOf(day: Day): string {
  return `near ${isoOf(day)}`;
}

/** A change is near from its eighth last day on, or from the day on which it was the next one. */
const FIRE = `
insert into flow_firing (shop_id, handle, customer_id, payload)
select $1::int, $2::text, customer_id, jsonb_build_object(
         'Model', model, 'State', coalesce(state, ''), 'Next state', coalesce(next_state, ''),
         'Change date', next_on::text, 'Days left', next_on - $3::date)
from timeline t, lateral (select greatest(next_on - $5::int, since) as near) as n
where shop_id = $1 and next_on > $3::date and next_on <= $3::date + $5::int
  and near <= $3::date and near > coalesce($4::date, $3::date - 1)
  and model = any($6::text[])
order by next_on, customer_id`;
