import { saveAtOnce } from '#app/commands/settings.ts';
import type { Enqueue } from '#app/queues/enqueue.ts';
import type { Shop } from '#app/store/database.ts';
import { currentSettings } from '#app/store/settings.ts';

/** Says which products of a made-up store are trials, main and limited, as their tags have it; once. */
export async function tellProductRoles(shop: Shop, enqueue: Enqueue): Promise<void> {
  const current = await currentSettings(shop);
  if (!current || current.settings.products.trial.length > 0) return;
  const [trial, main] = [await tagged(shop, 'trial'), await tagged(shop, 'main')];
  const products = { trial, main, limited: ['seasonal', 'limited'] };
  await saveAtOnce(shop, enqueue, { products }, null);
}

async function tagged(shop: Shop, tag: string): Promise<string[]> {
  const rows = await shop.db.sql.query<{ id: string }>(
    'select id::text from product where shop_id = $1 and $2 = any(tags) order by id',
    [shop.id, tag],
  );
  return rows.map(({ id }) => id);
}
