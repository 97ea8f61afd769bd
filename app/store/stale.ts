/** Why a customer is to be recomputed, or was. */
export type Because =
  'backfill' | 'import' | 'order' | 'calendar' | 'comparison' | 'customer' | 'event' | 'settings';

/** Reasons that go before whole shops which are recounted; partial indexes name them too. */
export const URGENT_REASONS: readonly Because[] = ['order', 'event', 'customer'];

/** SQL for a list of the urgent reasons. */
export const URGENT_LIST = URGENT_REASONS.map((reason) => `'${reason}'`).join(', ');

/**
 * SQL for the reason that a customer keeps who is marked: an urgent one stays, and replaces any
 * other.
 *
 * @param customer the name under which the row stands in the statement.
 * @param reason SQL for the new reason.
 */
export function keptReason(customer: string, reason: string): string {
  return `case when ${customer}.stale and (coalesce(${customer}.stale_because, '') in (${URGENT_LIST})
                 or ${reason} not in (${URGENT_LIST}))
          then ${customer}.stale_because else ${reason} end`;
}
