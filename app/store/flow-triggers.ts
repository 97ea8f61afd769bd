import { FLOW_TRIGGERS, type FlowTrigger } from '../domain/flow.ts';
import type { Shop, Sql } from './database.ts';

/** What Flow says of a trigger of ours. */
export interface TriggerUse {
  /** The trigger's handle, or what Flow calls it where we know no such name. */
  trigger: string;
  /** Whether a workflow of the shop waits for it. */
  enabled: boolean;
  /** When Flow noticed; the newest word holds. */
  at: Date;
}

const HANDLES = FLOW_TRIGGERS.map(({ handle }) => `'${handle}'`).join();

/**
 * SQL that is true where firings of a trigger are wanted: a workflow waits for it, and tags are
 * being written. Of a name that we do not know any trigger may be meant.
 *
 * @param handle SQL for the trigger's handle; $1 is the shop.
 */
export function isWaitedFor(handle: string): string {
  return `${isEnabled(handle)}
      and exists (select from shop
                  where id = $1 and tagging_started_at is not null and tagging_paused_at is null)`;
}

/** Notes whether a workflow waits for a trigger; firings that nobody waits for any more go. */
export async function noteTrigger(shop: Shop, { trigger, enabled, at }: TriggerUse): Promise<void> {
  await shop.db.transaction(async (sql) => {
    await sql.query(
      `insert into flow_trigger as t (shop_id, handle, enabled, told_at) values ($1, $2, $3, $4)
       on conflict (shop_id, handle) do update set
         enabled = excluded.enabled, told_at = excluded.told_at
       where t.told_at < excluded.told_at`,
      [shop.id, trigger, enabled, at.toISOString()],
    );
    for (const { handle } of FLOW_TRIGGERS) await dropUnwaited(shop, sql, handle);
  });
}

/** The days that were looked at go too: a workflow that waits anew hears of what comes near from then on. */
async function dropUnwaited(shop: Shop, sql: Sql, handle: FlowTrigger): Promise<void> {
  for (const table of ['flow_firing', 'flow_run']) {
    await sql.query(
      `delete from ${table} where shop_id = $1 and handle = $2 and not ${isEnabled('$2')}`,
      [shop.id, handle],
    );
  }
}

function isEnabled(handle: string): string {
  return `exists (select from flow_trigger w where w.shop_id = $1 and w.enabled
                    and (w.handle = ${handle} or w.handle not in (${HANDLES})))`;
}
