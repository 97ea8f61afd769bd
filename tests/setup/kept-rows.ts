import type { Shop } from '#app/store/database.ts';

/** What is kept of customers, by customer, model (or `segment`, `tag`) and id or tag. */
export type KeptRows = Record<string, string>;

/** Where everybody stands and what tags are wanted, as the rows say: one entry for each fact. */
export async function keptRows(shop: Shop): Promise<KeptRows> {
  const rows = await shop.db.sql.query<{ key: string; value: string }>(
    `select concat_ws(' ', customer_id, model) as key, state as value from timeline
     where shop_id = $1 and state is not null
     union all
     select concat_ws(' ', customer_id, k.model), k.class from relative_class r
     cross join lateral (values ('rfm', rfm), ('rank', rank), ('layer', layer),
                                ('decile', decile::text), ('abc', abc)) as k (model, class)
     where r.shop_id = $1 and k.class is not null
     union all
     select concat_ws(' ', customer_id, 'segment', segment_id), 'inside' from segment_member
     where shop_id = $1 and inside
     union all
     select concat_ws(' ', customer_id, 'tag', tag), 'wanted' from tag_state, unnest(wanted) as tag
     where shop_id = $1`,
    [shop.id],
  );
  return Object.fromEntries(rows.map(({ key, value }) => [key, value]));
}

/** How many customers went from one state of a model to another; `-` for none. */
export function movesBetween(before: KeptRows, after: KeptRows): Record<string, number> {
  const moves: Record<string, number> = {};
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const [, model = ''] = key.split(' ');
    if (['segment', 'tag'].includes(model) || before[key] === after[key]) continue;
    const move = `${model} ${before[key] ?? '-'} ${after[key] ?? '-'}`;
    moves[move] = (moves[move] ?? 0) + 1;
  }
  return moves;
}

/** Tags that came and went, and of how many customers. */
export function tagsBetween(before: KeptRows, after: KeptRows) {
  const added = keysOf(after, 'tag').filter((key) => !(key in before));
  const removed = keysOf(before, 'tag').filter((key) => !(key in after));
  const customers = new Set([...added, ...removed].map((key) => key.split(' ')[0]));
  return { customers: customers.size, added: added.length, removed: removed.length };
}

/** Who was and is in each segment that has or had anybody, by its id; the first 20 by name. */
export function membersBetween(before: KeptRows, after: KeptRows) {
  const was = Map.groupBy(keysOf(before, 'segment'), segmentOf);
  const is = Map.groupBy(keysOf(after, 'segment'), segmentOf);
  const ids = new Set([...was.keys(), ...is.keys()]);
  return Object.fromEntries(
    [...ids].map((id) => {
      const inside = (is.get(id) ?? []).map((key) => Number(key.split(' ')[0]));
      const sample = inside.toSorted((a, b) => a - b).slice(0, 20);
      return [
        id,
        { before: was.get(id)?.length ?? 0, after: inside.length, sample: sample.map(String) },
      ];
    }),
  );
}

function keysOf(rows: KeptRows, kind: string): string[] {
  return Object.keys(rows).filter((key) => key.split(' ')[1] === kind);
}

function segmentOf(key: string): string {
  return key.split(' ')[2] ?? '';
}
