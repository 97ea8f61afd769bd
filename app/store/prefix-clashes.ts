import type { CustomerId } from '../domain/ids.ts';
import { ourNames } from '../domain/tags.ts';
import type { Shop } from './database.ts';

/** Customers who already have a tag that our models could write, and that we did not write. */
export interface PrefixClash {
  customers: number;
  /** Some of them, by id. */
  examples: { customerId: CustomerId; tag: string }[];
}

const EXAMPLES = 5;

/** Whose tags ours would be mistaken for under a prefix; null when nobody's. */
export async function findClash(shop: Shop, prefix: string): Promise<PrefixClash | null> {
  const { whole, segments } = ourNames(prefix);
  const rows = await shop.db.sql.query<{ customers: bigint; customerId: CustomerId; tag: string }>(
    `select count(*) over () as customers, c.id as "customerId", min(t.tag) as tag
     from customer c cross join unnest(c.tags) as t (tag)
     where c.shop_id = $1 and c.gone is null
       and (lower(t.tag) = any($2::text[])
            or (starts_with(lower(t.tag), $3) and length(t.tag) > length($3)))
       and not exists (
         select from tag_state s, unnest(s.written || coalesce(s.sending, '{}')) as w (tag)
         where s.shop_id = $1 and s.customer_id = c.id and lower(w.tag) = lower(t.tag))
     group by c.id order by c.id limit ${EXAMPLES}`,
    [shop.id, whole, segments],
  );
  const [first] = rows;
  if (!first) return null;
  const examples = rows.map(({ customerId, tag }) => ({ customerId, tag }));
  return { customers: Number(first.customers), examples };
}
